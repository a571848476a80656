import { randomUUID } from 'node:crypto';
import * as contracts from '#libs/contracts';
import type { RequestType } from '#libs/contracts';
import { addMonths } from '#libs/kernel';
import type { ServiceWorld } from '#libs/testing';
import { today } from './fixtures';

/** A plan in some state, and a conference that has it on its agenda. */
export interface PlanReady {
  readonly world: ServiceWorld;
  readonly planId: string;
  readonly conferenceId: string;
}

interface PlanStepRequest {
  readonly asks: RequestType;
  readonly input: (ready: PlanReady) => object;
  /** What the conference is about and has concluded; null = it still sits. */
  readonly item: { readonly kind: string; readonly conclusion: string | null } | null;
}

const step = (
  asks: RequestType,
  input: PlanStepRequest['input'] = () => ({}),
  item: PlanStepRequest['item'] = null,
): PlanStepRequest => ({ asks, input, item });

const adequacy = (conclusion: string | null) => ({ kind: 'plan_adequacy', conclusion });
const closing = (conclusion: string) => ({ kind: 'closure_evaluation', conclusion });
const goals = [0, 1].map((goal) => ({ goal, degree: 'progressing' }));
const found = ({ conferenceId }: PlanReady) => ({ conferenceId, evaluation: '評価', goals, observedChanges: [] });
const word = () => ({ confirmedOn: today(), method: 'spoken', personWords: 'これでいい' });

/** Every event of the machine SupportPlan that somebody can ask for, with what has to be said for it. */
export const PLAN_STEPS: Readonly<Record<string, PlanStepRequest>> = {
  askPerson: step(contracts.AskPersonOnPlanV1),
  personAgrees: step(contracts.ConfirmSupportPlanV1, () => ({ contentNumber: 1, ...word() })),
  personDisagrees: step(contracts.DisagreeSupportPlanV1, () => ({ personWords: '少しちがう' })),
  convene: step(contracts.ConveneSupportPlanV1, ({ conferenceId }) => ({ conferenceId }), adequacy(null)),
  requestRevision: step(contracts.RequestPlanRevisionV1, () => ({ points: '役割を見直す' }), adequacy('revise')),
  resubmit: step(contracts.ResubmitSupportPlanV1),
  decide: step(contracts.DecideSupportPlanV1, undefined, adequacy('plan_adequate')),
  start: step(contracts.StartSupportPlanV1),
  monitored: step(contracts.RecordMonitoringV1, () => ({
    monitoredOn: today(),
    goals,
    observedChanges: [],
    note: '続いている',
  })),
  evaluate: step(contracts.EvaluateSupportPlanV1, () => ({ reason: 'changed', note: '変化があった' })),
  continue: step(
    contracts.ContinueSupportPlanV1,
    (ready) => ({ ...found(ready), until: addMonths(today(), 9) }),
    closing('continue'),
  ),
  replan: step(contracts.ReplanSupportPlanV1, found, closing('revise')),
  close: step(contracts.CloseSupportPlanV1, found, closing('close')),
  withdraw: step(contracts.WithdrawSupportPlanV1, () => ({ reason: 'person_wish', note: '本人の希望' })),
};

let edition = 1000;

/** A copy of a plan with its content and the person's word, in any state; what the table refuses nowhere is set by hand. */
export async function copyPlan(world: ServiceWorld, planId: string, state: string): Promise<string> {
  const id = randomUUID();
  edition += 2;
  await world.sql(
    `INSERT INTO support_plans (id, version, state, case_ref, person_ref, episode, edition, author_sub, content_number,
                                period_until, next_monitoring_on)
     SELECT $2, 1, $3, case_ref, person_ref, episode, $4, author_sub, content_number, period_until, $5::date
       FROM support_plans WHERE id = $1`,
    [planId, id, state, edition, today()],
  );
  await world.sql(
    `INSERT INTO support_plan_contents (id, plan_id, number, content, hash, written_by, written_at)
     SELECT gen_random_uuid(), $2, number, content, hash, written_by, written_at
       FROM support_plan_contents WHERE plan_id = $1`,
    [planId, id],
  );
  await world.sql(
    `INSERT INTO support_plan_confirmations (id, plan_id, content_number, content_hash, confirmed_on, method,
                                             person_words, consent_version, recorded_by, recorded_at)
     SELECT gen_random_uuid(), $2, content_number, content_hash, confirmed_on, method, person_words, consent_version,
            recorded_by, recorded_at
       FROM support_plan_confirmations WHERE plan_id = $1`,
    [planId, id],
  );
  return id;
}

/** A conference with this plan on its agenda. */
export async function conferenceOn(
  world: ServiceWorld,
  planId: string,
  { kind, conclusion }: { readonly kind: string; readonly conclusion: string | null },
  chairSub: string,
): Promise<string> {
  const conferenceId = randomUUID();
  await world.sql(
    `INSERT INTO multilayered_conferences (id, version, state, held_on, chair_sub, planned_by)
     VALUES ($1, 1, $2, $3, $4, 'test')`,
    [conferenceId, conclusion === null ? 'IN_SESSION' : 'CONCLUDED', today(), chairSub],
  );
  await world.sql(
    `INSERT INTO multilayered_conference_items (id, version, conference_id, kind, case_ref, person_ref, plan_id, state,
                                                conclusion, proposed_by)
     SELECT gen_random_uuid(), 1, $1, $3, case_ref, person_ref, id, 'ON', $4, 'test' FROM support_plans WHERE id = $2`,
    [conferenceId, planId, kind, conclusion],
  );
  return conferenceId;
}
