import { randomUUID } from 'node:crypto';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type ActionUpdate, OPEN_ACTION_STATES } from '../domain/plan-action';
import type { PlanContent } from '../domain/support-plan-content';
import { PlanActionEntity, PlanActionUpdateEntity } from './plan-action.entity';

/** The roles of a plan come into being with the decision on it. */
export async function insertActions(db: EntityManager, planId: string, { actions }: PlanContent): Promise<void> {
  for (const [position, { deskId, kind, from, until }] of actions.entries()) {
    const days = { fromDay: from, untilDay: until };
    const row = { id: randomUUID(), version: 1, planId, position, deskId, kind, ...days, state: 'planned' as const };
    await insertRow(db, PlanActionEntity, row);
  }
}

export const findAction = (db: EntityManager, actionId: string): Promise<PlanActionEntity> =>
  findRow(db, PlanActionEntity, actionId, 'plan-action');

export const lockAction = (db: EntityManager, actionId: string, expectedVersion?: number): Promise<PlanActionEntity> =>
  lockRow(db, PlanActionEntity, actionId, 'plan-action', expectedVersion);

/** Changes a locked role and keeps what was said about it. */
export async function updateAction(
  db: EntityManager,
  action: PlanActionEntity,
  { state, milestone, toDeskId }: ActionUpdate,
  said: Pick<PlanActionUpdateEntity, 'note' | 'updatedBy' | 'updatedAt'>,
): Promise<number> {
  const version = await updateRow(db, PlanActionEntity, action, { state }, 'plan-action');
  const update = { id: randomUUID(), actionId: action.id, version, state, milestone, toDeskId, ...said };
  await insertRow(db, PlanActionUpdateEntity, update);
  return version;
}

/** How many roles of a plan nobody has finished, taken over or given up. */
export const openActionsOf = (db: EntityManager, planId: string): Promise<number> =>
  db
    .createQueryBuilder(PlanActionEntity, 'action')
    .where('action.planId = :planId AND action.state = ANY(:open)', { planId, open: OPEN_ACTION_STATES })
    .getCount();
