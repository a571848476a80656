import type { SupportPlanContentFact, SupportPlanFact, SupportPlanLine } from '#libs/contracts';
import type { PlanContent } from '../domain/support-plan-content';
import type { PlanActionEntity } from '../storage/plan-action.entity';
import type { RecordForm } from '../storage/record-forms.store';
import type { SupportPlanConfirmationEntity, SupportPlanEntity } from '../storage/support-plan.entity';
import { recordFormFact } from './record-form-answer';

export const planLine = (plan: SupportPlanEntity): SupportPlanLine => ({
  planId: plan.id,
  caseRef: plan.caseRef,
  personRef: plan.personRef,
  episode: plan.episode,
  edition: plan.edition,
  replaces: plan.replaces,
  state: plan.state,
  version: plan.version,
  contentNumber: plan.contentNumber,
  conferenceId: plan.conferenceId,
  decidedAt: plan.decidedAt?.toISOString() ?? null,
  periodUntil: plan.periodUntil,
  nextMonitoringOn: plan.nextMonitoringOn,
});

interface PlanParts {
  readonly plan: SupportPlanEntity;
  /** The content that is shown, and the one that holds. */
  readonly shown: PlanContent;
  readonly inForce: PlanContent;
  readonly confirmation: SupportPlanConfirmationEntity | null;
  readonly actions: readonly PlanActionEntity[];
  readonly form: RecordForm | undefined;
}

export const planFact = ({ plan, shown, inForce, confirmation, actions, form }: PlanParts): SupportPlanFact => ({
  ...planLine(plan),
  authorSub: plan.authorSub,
  decidedBy: plan.decidedBy,
  content: contentFact(shown),
  confirmation: confirmationFact(confirmation),
  form: recordFormFact(form),
  actions: actions.map((action) => actionLine(action, inForce)),
});

const contentFact = ({ goals, actions, applications, ...rest }: PlanContent): SupportPlanContentFact => ({
  ...rest,
  goals: [...goals],
  actions: [...actions],
  applications: [...applications],
});

const confirmationFact = (confirmation: SupportPlanConfirmationEntity | null): SupportPlanFact['confirmation'] =>
  confirmation && {
    contentNumber: confirmation.contentNumber,
    confirmedOn: confirmation.confirmedOn,
    method: confirmation.method,
    personWords: confirmation.personWords,
  };

export const actionLine = (action: PlanActionEntity, { actions }: PlanContent) => ({
  actionId: action.id,
  version: action.version,
  state: action.state,
  deskId: action.deskId,
  kind: action.kind,
  what: actions[action.position]?.what ?? '',
  from: action.fromDay,
  until: action.untilDay,
});
