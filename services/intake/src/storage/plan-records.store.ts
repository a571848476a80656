import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/kernel';
import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { At } from './at';
import { findCase } from './cases.store';
import { PlanEvaluationEntity, PlanMonitoringEntity } from './plan-record.entity';
import { bindForm } from './record-forms.store';
import type { SupportPlanEntity } from './support-plan.entity';

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
  /** The filled 評価シート. */
  readonly formId?: string;
};

export async function insertEvaluation(
  tx: At,
  { id: planId, caseRef }: SupportPlanEntity,
  result: PlanEvaluationEntity['result'],
  given: Given,
  actor: Actor,
): Promise<void> {
  const { conferenceId, evaluation, goals, observedChanges, personWords = null } = given;
  const said = { conferenceId, evaluation, goals, observedChanges, personWords };
  const who = { recordedBy: actor.sub, recordedAt: tx.now };
  const id = randomUUID();
  await insertRow(tx.db, PlanEvaluationEntity, { id, planId, result, ...said, ...who });
  const form = { about: 'evaluation', kind: 'evaluation', recordId: id, part: 1 } as const;
  await bindForm(tx, { ...form, kase: await findCase(tx.db, caseRef), formId: given.formId, actor });
}
