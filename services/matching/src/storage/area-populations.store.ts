import type { EntityManager } from 'typeorm';
import { type PopulationBand } from '../domain/area';

/** Who lives in an area, by age; null = nobody has entered it. */
export async function findPopulation(
  db: EntityManager,
  areaCode: string | null,
): Promise<readonly PopulationBand[] | null> {
  return (await findAreaPopulation(db, areaCode))?.bands ?? null;
}

export interface AreaPopulation {
  readonly areaCode: string;
  readonly bands: readonly PopulationBand[];
  /** Local day of the count. */
  readonly asOf: string;
}

export async function findAreaPopulation(db: EntityManager, areaCode: string | null): Promise<AreaPopulation | null> {
  if (areaCode === null) return null;
  const rows = await db.query<readonly AreaPopulation[]>(
    `SELECT area_code AS "areaCode", bands, as_of::text AS "asOf" FROM area_populations WHERE area_code = $1`,
    [areaCode],
  );
  return rows[0] ?? null;
}

/** Replaces what was known of an area. */
export async function keepPopulation(db: EntityManager, { areaCode, bands, asOf }: AreaPopulation): Promise<void> {
  await db.query(
    `INSERT INTO area_populations (area_code, bands, as_of) VALUES ($1, $2, $3)
     ON CONFLICT (tenant, area_code) DO UPDATE SET bands = excluded.bands, as_of = excluded.as_of`,
    [areaCode, JSON.stringify(bands), asOf],
  );
}
