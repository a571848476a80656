import type { EntityManager } from 'typeorm';
import { type Population, sourcesOf, sumPopulations } from '../../domain/areas/population';

interface PopulationRow extends Population {
  readonly areaId: string;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly licence: string | null;
}

/** Who lives in an area, where the figures come from, and whether they are all of it. */
export interface Figures {
  readonly sum: Population;
  readonly fromParts: boolean;
  readonly complete: boolean;
  readonly sources: readonly PopulationRow[];
}

/** The figures of any area of the municipality as known on a day; those of a later day are not looked at. */
export async function readFigures(db: EntityManager, on: string): Promise<(areaId: string) => Figures | undefined> {
  const rows: readonly PopulationRow[] = await db.query(
    `SELECT DISTINCT ON (area_id) area_id AS "areaId", as_of::text AS "asOf", total, male, female, households,
            by_age AS "byAge", source, source_url AS "sourceUrl", licence
     FROM area_populations WHERE as_of <= $1 ORDER BY area_id, as_of DESC`,
    [on],
  );
  const links: readonly { readonly parentId: string; readonly ids: readonly string[] }[] = await db.query(
    `SELECT parent_id AS "parentId", array_agg(area_id ORDER BY area_id) AS ids
     FROM area_parents JOIN areas ON areas.id = area_id
     WHERE valid_from <= $1 AND coalesce(valid_until, $1::date) >= $1 GROUP BY parent_id`,
    [on],
  );
  const known = new Map(rows.map((row) => [row.areaId, row]));
  const children = new Map(links.map(({ parentId, ids }) => [parentId, ids]));
  return (areaId) => {
    const { ids, complete } = sourcesOf(
      areaId,
      (id) => children.get(id) ?? [],
      (id) => known.has(id),
    );
    const sources = ids.flatMap((id) => known.get(id) ?? []);
    const sum = sumPopulations(sources);
    return sum && { sum, complete, sources, fromParts: !known.has(areaId) };
  };
}
