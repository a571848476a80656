import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { PlacementEntity } from './placement.entity';

const THING = 'placement';
type Change = Partial<Omit<PlacementEntity, 'id' | 'version'>>;

export const insertPlacement = (db: EntityManager, row: PlacementEntity): Promise<void> =>
  insertRow(db, PlacementEntity, row);

export const lockPlacement = (db: EntityManager, id: string, expectedVersion?: number): Promise<PlacementEntity> =>
  lockRow(db, PlacementEntity, id, THING, expectedVersion);

/** Changes a locked placement; gives what a step answers. Whoever moves it has acted where its host stopped. */
export async function movePlacement(
  db: EntityManager,
  row: PlacementEntity,
  state: string,
  change: Change = {},
): Promise<{ id: string; state: string; version: number }> {
  const acted = state === row.state ? {} : { hostStoppedOn: null };
  // Nothing but its end settles the placement of somebody who has died.
  const ended = row.endDueOn !== null && (state === 'ENDED' ? { endDueOn: null } : { advice: 'end' as const });
  const version = await updateRow(db, PlacementEntity, row, { ...acted, ...change, ...ended, state }, THING);
  return { id: row.id, state, version };
}

/** Somebody has died: whoever looks after a placement of theirs tells the host and ends it, on this day at the latest. */
export async function adviseEnd(db: EntityManager, personRef: string, endDueOn: string): Promise<void> {
  await db.query(
    `UPDATE placements SET advice = 'end', end_due_on = coalesce(end_due_on, $2), version = version + 1
      WHERE person_ref = $1 AND state <> 'ENDED'`,
    [personRef, endDueOn],
  );
}

/** From this day on somebody has to look after those who take part there; null = the host goes on. */
export async function markHostStopped(db: EntityManager, menuId: string, on: string | null): Promise<void> {
  await db.query(
    `UPDATE placements SET host_stopped_on = $2
      WHERE menu_id = $1 AND state <> 'ENDED' AND (host_stopped_on IS NULL) = ($2::date IS NOT NULL)`,
    [menuId, on],
  );
}

/** The last placement that came of a request. */
export async function placementStateOf(db: EntityManager, matchRequestId: string): Promise<string | null> {
  const rows = await db.query<readonly { readonly state: string }[]>(
    'SELECT state FROM placements WHERE match_request_id = $1 ORDER BY created_at DESC LIMIT 1',
    [matchRequestId],
  );
  return rows[0]?.state ?? null;
}
