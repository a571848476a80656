import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/kernel';
import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { PlanEvaluationEntity, PlanMonitoringEntity } from './plan-record.entity';

/** Adds to the monitorings of a locked plan. */
export async function insertMonitoring(
  db: EntityManager,
  monitoring: Omit<PlanMonitoringEntity, 'id' | 'number'>,
): Promise<void> {
  const [last] = await db.query<readonly { readonly number: number }[]>(
    'SELECT coalesce(max(number), 0)::int AS number FROM support_plan_monitorings WHERE plan_id = $1',
    [monitoring.planId],
  );
  await insertRow(db, PlanMonitoringEntity, { id: randomUUID(), number: (last?.number ?? 0) + 1, ...monitoring });
}

/** What a conference concluded, as somebody writes it down. */
type Given = Pick<PlanEvaluationEntity, 'conferenceId' | 'evaluation' | 'goals' | 'observedChanges'> & {
  readonly personWords?: string | null;
};

export async function insertEvaluation(
  db: EntityManager,
  planId: string,
  result: PlanEvaluationEntity['result'],
  given: Given,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<void> {
  const { conferenceId, evaluation, goals, observedChanges, personWords = null } = given;
  const said = { conferenceId, evaluation, goals, observedChanges, personWords };
  const who = { recordedBy: actor.sub, recordedAt: now };
  await insertRow(db, PlanEvaluationEntity, { id: randomUUID(), planId, result, ...said, ...who });
}
