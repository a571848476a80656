import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ParticipationPlanEntity } from './participation-plan.entity';

const PLAN = 'participation-plan';

export const insertPlan = (db: EntityManager, plan: Partial<ParticipationPlanEntity>): Promise<void> =>
  insertRow(db, ParticipationPlanEntity, plan);

export const lockPlan = (
  db: EntityManager,
  planId: string,
  expectedVersion?: number,
): Promise<ParticipationPlanEntity> => lockRow(db, ParticipationPlanEntity, planId, PLAN, expectedVersion);

export const changePlan = (
  db: EntityManager,
  plan: ParticipationPlanEntity,
  change: Partial<Omit<ParticipationPlanEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, ParticipationPlanEntity, plan, change, PLAN);
