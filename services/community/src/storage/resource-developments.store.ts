import { randomUUID } from 'node:crypto';
import { lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ResourceDevelopmentEntity, type Sought } from './resource-development.entity';

const THING = 'resource-development';

interface Need {
  readonly unmetNeedId: string;
  readonly needVersion: number;
  readonly sought: Sought;
  /** Local day. */
  readonly openedOn: string;
}

/**
 * Opens a request for a place, or opens it again, or brings it up to date. An older word on the same need changes
 * nothing, and neither does any word once a menu came of it.
 */
export async function keepDevelopment(db: EntityManager, need: Need): Promise<void> {
  await db.query(
    `INSERT INTO resource_developments AS known
       (id, version, unmet_need_id, need_version, state, sought, opened_on)
     VALUES ($1, 1, $2, $3, 'OPEN', $4, $5)
     ON CONFLICT (tenant, unmet_need_id) DO UPDATE
       SET sought = excluded.sought, need_version = excluded.need_version, version = known.version + 1,
           state = 'OPEN', withdrawn_reason = NULL
       WHERE known.need_version < excluded.need_version AND known.state <> 'COMPLETED'`,
    [randomUUID(), need.unmetNeedId, need.needVersion, JSON.stringify(need.sought), need.openedOn],
  );
}

const NOTHING_SOUGHT: Sought = {
  purposes: [],
  modes: [],
  supportRequired: [],
  days: [],
  times: [],
  areaCode: null,
  blockedBy: [],
};

/** Nobody waits for it any more. Also where it is heard before the need itself: what is heard late then opens nothing. */
export async function withdrawDevelopment(
  db: EntityManager,
  { reason, ...need }: Omit<Need, 'sought'> & { readonly reason: string },
): Promise<void> {
  await db.query(
    `INSERT INTO resource_developments AS known
       (id, version, unmet_need_id, need_version, state, sought, opened_on, withdrawn_reason)
     VALUES ($1, 1, $2, $3, 'WITHDRAWN', $4, $5, $6)
     ON CONFLICT (tenant, unmet_need_id) DO UPDATE
       SET need_version = excluded.need_version, version = known.version + 1, state = 'WITHDRAWN',
           withdrawn_reason = excluded.withdrawn_reason
       WHERE known.need_version < excluded.need_version AND known.state <> 'COMPLETED'`,
    [randomUUID(), need.unmetNeedId, need.needVersion, JSON.stringify(NOTHING_SOUGHT), need.openedOn, reason],
  );
}

export const lockDevelopment = (
  db: EntityManager,
  developmentId: string,
  expectedVersion?: number,
): Promise<ResourceDevelopmentEntity> => lockRow(db, ResourceDevelopmentEntity, developmentId, THING, expectedVersion);

/** Changes a locked request. Returns its new version. */
export const updateDevelopment = (
  db: EntityManager,
  row: ResourceDevelopmentEntity,
  change: Pick<ResourceDevelopmentEntity, 'state' | 'menuId' | 'completedOn'>,
): Promise<number> => updateRow(db, ResourceDevelopmentEntity, row, change, THING);

/** Completes those of the requests that are open; what was withdrawn meanwhile stays so. */
export async function completeOpen(
  db: EntityManager,
  ids: readonly string[],
  { menuId, completedOn }: { readonly menuId: string; readonly completedOn: string },
): Promise<void> {
  await db.query('SELECT 1 FROM resource_developments WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [[...ids]]);
  await db.query(
    `UPDATE resource_developments SET state = 'COMPLETED', menu_id = $2, completed_on = $3, version = version + 1
     WHERE id = ANY($1::uuid[]) AND state = 'OPEN'`,
    [[...ids], menuId, completedOn],
  );
}
