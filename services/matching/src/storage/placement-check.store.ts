import { lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { PlacementCheckEntity } from './placement-check.entity';

const THING = 'placement-check';

/** One for everybody who takes part at these menus; whoever is being looked after already keeps the open one. */
export async function openChecks(
  db: EntityManager,
  menuIds: readonly string[],
  { today, now }: { readonly today: string; readonly now: Date },
): Promise<void> {
  await db.query(
    `INSERT INTO placement_checks
       (id, version, state, placement_id, match_request_id, case_ref, menu_id, org_id, due_on, attempts, opened_at)
     SELECT gen_random_uuid(), 1, 'OPEN', id, match_request_id, case_ref, menu_id, org_id, $2, 0, $3
       FROM placements WHERE menu_id = ANY($1::uuid[]) AND state <> 'ENDED' ORDER BY id
     ON CONFLICT (tenant, placement_id) WHERE state = 'OPEN' DO NOTHING`,
    [menuIds, today, now],
  );
}

export const lockCheck = (db: EntityManager, id: string, expectedVersion?: number): Promise<PlacementCheckEntity> =>
  lockRow(db, PlacementCheckEntity, id, THING, expectedVersion);

/** Changes a locked check. Returns its new version. */
export const updateCheck = (
  db: EntityManager,
  row: PlacementCheckEntity,
  change: Pick<PlacementCheckEntity, 'state' | 'result' | 'attempts' | 'triedOn'>,
): Promise<number> => updateRow(db, PlacementCheckEntity, row, change, THING);
