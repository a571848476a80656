import type { EntityManager } from 'typeorm';
import type { Position } from '../../domain/resource-description';
import { type AreaMap, areasOn } from './area-map';

/** Resources per transaction. */
const BATCH = 500;

/**
 * Begins to look at all resources again, from the first. Whoever changes areas does this before anything else: a batch
 * that is under way ends first, with the areas as they were.
 */
export async function beginAssignment(db: EntityManager, today: string, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO area_assignment AS known (state, after_seq, total, looked, moved, on_day, started_at)
     VALUES ('RUNNING', 0, (SELECT count(*) FROM resources), 0, 0, $1, $2)
     ON CONFLICT (tenant) DO UPDATE
       SET state = 'RUNNING', after_seq = 0, total = excluded.total, looked = 0, moved = 0, on_day = excluded.on_day,
           started_at = excluded.started_at, finished_at = NULL`,
    [today, now],
  );
}

interface Assignment {
  readonly state: 'RUNNING' | 'DONE';
  readonly afterSeq: string;
  readonly onDay: string;
}

/** The work, for this transaction alone; undefined where there is none or another replica does it now. */
export async function takeAssignment(db: EntityManager): Promise<Assignment | undefined> {
  const [row] = await db.query<readonly Assignment[]>(
    `SELECT state, after_seq::text AS "afterSeq", on_day::text AS "onDay" FROM area_assignment FOR UPDATE SKIP LOCKED`,
  );
  return row;
}

/** Areas come into force and end by the passing of days. */
export async function areasChangedBetween(db: EntityManager, day: string, today: string): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    `SELECT 1 FROM areas
     WHERE (valid_from > $1 AND valid_from <= $2) OR (valid_until >= $1 AND valid_until < $2) LIMIT 1`,
    [day, today],
  );
  return rows.length > 0;
}

interface Placed {
  readonly id: string;
  readonly seq: string;
  readonly location: Position | null;
  readonly areaIds: readonly string[];
}

/**
 * Looks at the next resources and moves those that belong elsewhere; a confidential address is in no area. True where
 * more are left.
 */
export async function assignNext(db: EntityManager, map: AreaMap, afterSeq: string, now: Date): Promise<boolean> {
  const rows: readonly Placed[] = await db.query(
    `SELECT id, seq, CASE WHEN NOT address_confidential THEN location END AS location, area_ids AS "areaIds"
     FROM resources
     WHERE seq > $1::bigint ORDER BY resources.seq LIMIT $2 FOR UPDATE`,
    [afterSeq, BATCH],
  );
  const moved = rows.flatMap(({ id, location, areaIds }) => {
    const areas = location === null ? [] : areasOn(map, location);
    return areas.join() === areaIds.join() ? [] : [{ id, areas: `{${areas.join()}}` }];
  });
  await db.query(
    `UPDATE resources SET area_ids = given.areas::uuid[]
     FROM unnest($1::uuid[], $2::text[]) AS given (id, areas) WHERE resources.id = given.id`,
    [moved.map(({ id }) => id), moved.map(({ areas }) => areas)],
  );
  const more = rows.length === BATCH;
  await db.query(
    `UPDATE area_assignment SET after_seq = $1, looked = looked + $2, moved = moved + $3, state = $4, finished_at = $5`,
    [rows.at(-1)?.seq ?? afterSeq, rows.length, moved.length, more ? 'RUNNING' : 'DONE', more ? null : now],
  );
  return more;
}
