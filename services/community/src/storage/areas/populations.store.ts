import type { EntityManager } from 'typeorm';
import type { Population } from '../../domain/areas/population';

/** Who says so, and under which terms it may be shown. */
export interface PopulationSource {
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly licence: string | null;
}

type Kept = 'created' | 'updated' | 'unchanged';

/** Keeps who lives in an area on a day; a newer word on the same day replaces the older one. */
export async function keepPopulation(
  db: EntityManager,
  areaId: string,
  population: Population,
  { source, sourceUrl, licence }: PopulationSource,
  now: Date,
): Promise<Kept> {
  const { asOf, total, male, female, households, byAge } = population;
  const [row] = await db.query<readonly { readonly created: boolean }[]>(
    `INSERT INTO area_populations AS known
       (area_id, as_of, total, male, female, households, by_age, source, source_url, licence, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (area_id, as_of) DO UPDATE
       SET total = excluded.total, male = excluded.male, female = excluded.female, households = excluded.households,
           by_age = excluded.by_age, source = excluded.source, source_url = excluded.source_url,
           licence = excluded.licence, recorded_at = excluded.recorded_at
       WHERE (known.total, known.male, known.female, known.households, known.by_age,
              known.source, known.source_url, known.licence)
         IS DISTINCT FROM (excluded.total, excluded.male, excluded.female, excluded.households, excluded.by_age,
                           excluded.source, excluded.source_url, excluded.licence)
     RETURNING xmax = 0 AS created`,
    [areaId, asOf, total, male, female, households, JSON.stringify(byAge), source, sourceUrl, licence, now],
  );
  if (!row) return 'unchanged';
  return row.created ? 'created' : 'updated';
}

/** As `keepPopulation`, by the area's code (地域コード); `unmatched` where no area has it. */
export async function keepPopulationOfCode(
  db: EntityManager,
  areaCode: string,
  population: Population,
  source: PopulationSource,
  now: Date,
): Promise<Kept | 'unmatched'> {
  const [area] = await db.query<readonly { readonly id: string }[]>('SELECT id FROM areas WHERE code = $1', [areaCode]);
  return area ? keepPopulation(db, area.id, population, source, now) : 'unmatched';
}
