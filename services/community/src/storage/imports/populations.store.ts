import type { EntityManager } from 'typeorm';
import type { Population } from '../../domain/areas/population';
import { keepPopulationOfCode, type PopulationSource } from '../areas/populations.store';

const ROW = `to_jsonb(known) - 'tenant'`;
const OF_AREA_AND_DAY =
  'FROM area_populations known JOIN areas ON areas.id = area_id WHERE areas.code = $1 AND as_of = $2';

interface Stated {
  readonly areaCode: string;
  readonly people: Population;
  readonly source: PopulationSource;
}

/** As `keepPopulationOfCode`, and keeps how to take that back. */
export async function keepStated(
  db: EntityManager,
  importId: string,
  { areaCode, people, source }: Stated,
  now: Date,
): ReturnType<typeof keepPopulationOfCode> {
  const place = [areaCode, people.asOf];
  const [row] = await db.query<readonly { readonly before: object }[]>(
    `SELECT ${ROW} AS before ${OF_AREA_AND_DAY} FOR UPDATE OF known`,
    place,
  );
  const kept = await keepPopulationOfCode(db, areaCode, people, source, now);
  if (kept === 'unchanged' || kept === 'unmatched') return kept;
  await db.query(
    `INSERT INTO import_populations (import_id, area_id, as_of, before, after)
     SELECT $3, area_id, as_of, $4, ${ROW} ${OF_AREA_AND_DAY}
     ON CONFLICT (import_id, area_id, as_of) DO UPDATE SET after = excluded.after`,
    [...place, importId, row ? JSON.stringify(row.before) : null],
  );
  return kept;
}

interface TakenBack {
  readonly areaId: string;
  readonly asOf: string;
  /** False where another word has come since: it stays. */
  readonly undone: boolean;
}

/** Takes the next populations of an import back, in the order of area and day. */
export const takePopulationsBack = (
  db: EntityManager,
  importId: string,
  page: { readonly after: string; readonly limit: number },
): Promise<readonly TakenBack[]> =>
  db.query(
    `WITH page AS (
       SELECT area_id, as_of, before, after, concat(area_id, '|', as_of) AS place FROM import_populations
       WHERE import_id = $1 AND concat(area_id, '|', as_of) > $2 ORDER BY place LIMIT $3
     ), untouched AS (
       SELECT page.area_id, page.as_of, page.before FROM page JOIN area_populations known USING (area_id, as_of)
       WHERE ${ROW} = page.after
     ), removed AS (
       DELETE FROM area_populations known USING untouched
       WHERE untouched.before IS NULL AND (known.area_id, known.as_of) = (untouched.area_id, untouched.as_of)
     ), restored AS (
       UPDATE area_populations known
       SET total = was.total, male = was.male, female = was.female, households = was.households, by_age = was.by_age,
           source = was.source, source_url = was.source_url, licence = was.licence, recorded_at = was.recorded_at
       FROM untouched CROSS JOIN jsonb_populate_record(NULL::area_populations, untouched.before) was
       WHERE untouched.before IS NOT NULL AND (known.area_id, known.as_of) = (untouched.area_id, untouched.as_of)
     )
     SELECT page.area_id AS "areaId", page.as_of::text AS "asOf",
            (page.area_id, page.as_of) IN (SELECT area_id, as_of FROM untouched) AS undone
     FROM page ORDER BY page.place`,
    [importId, page.after, page.limit],
  );
