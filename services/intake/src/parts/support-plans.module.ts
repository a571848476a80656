import type { Part } from '#libs/host';
import { AcceptMultiAgencyCommand } from '../commands/multi-agency/accept-multi-agency.command';
import { EndDeciderDeputyCommand } from '../commands/multi-agency/end-decider-deputy.command';
import { HandBackCommand } from '../commands/multi-agency/hand-back.command';
import { RegisterDeciderDeputyCommand } from '../commands/multi-agency/register-decider-deputy.command';
import { RequestMultiAgencyCommand } from '../commands/multi-agency/request-multi-agency.command';
import { ReturnMultiAgencyCommand } from '../commands/multi-agency/return-multi-agency.command';
import { StartPlanCommand } from '../commands/multi-agency/start-plan.command';
import { AskPersonCommand } from '../commands/support-plans/ask-person.command';
import { CloseSupportPlanCommand } from '../commands/support-plans/close-support-plan.command';
import { ConfirmSupportPlanCommand } from '../commands/support-plans/confirm-support-plan.command';
import { ContinueSupportPlanCommand } from '../commands/support-plans/continue-support-plan.command';
import { ConveneSupportPlanCommand } from '../commands/support-plans/convene-support-plan.command';
import { DecideSupportPlanCommand } from '../commands/support-plans/decide-support-plan.command';
import { DisagreeSupportPlanCommand } from '../commands/support-plans/disagree-support-plan.command';
import { DraftSupportPlanCommand } from '../commands/support-plans/draft-support-plan.command';
import { EvaluateSupportPlanCommand } from '../commands/support-plans/evaluate-support-plan.command';
import { MarkMonitoringDueCommand } from '../commands/support-plans/mark-monitoring-due.command';
import { RecordMonitoringCommand } from '../commands/support-plans/record-monitoring.command';
import { ReplanSupportPlanCommand } from '../commands/support-plans/replan-support-plan.command';
import { RequestPlanRevisionCommand } from '../commands/support-plans/request-plan-revision.command';
import { ResubmitSupportPlanCommand } from '../commands/support-plans/resubmit-support-plan.command';
import { StartSupportPlanCommand } from '../commands/support-plans/start-support-plan.command';
import { UpdatePlanActionCommand } from '../commands/support-plans/update-plan-action.command';
import { WithdrawSupportPlanCommand } from '../commands/support-plans/withdraw-support-plan.command';
import { WriteSupportPlanCommand } from '../commands/support-plans/write-support-plan.command';
import { MultiAgencyRequests } from '../messages/multi-agency-requests';
import { SupportPlanRequests } from '../messages/support-plan-requests';
import { SupportPlanStepRequests } from '../messages/support-plan-step-requests';
import { MultiAgencyQueries } from '../queries/multi-agency.queries';
import { PlanRecordQueries } from '../queries/plan-record.queries';
import { SupportPlanQueries } from '../queries/support-plan.queries';
import { CreateSupportPlans1760000000030 } from '../storage/migrations/1760000000030-create-support-plans';
import { DeciderDeputyEntity, MultiAgencyReferralEntity } from '../storage/multi-agency.entity';
import { PlanActionEntity, PlanActionUpdateEntity } from '../storage/plan-action.entity';
import { PlanEvaluationEntity, PlanMonitoringEntity } from '../storage/plan-record.entity';
import {
  SupportPlanConfirmationEntity,
  SupportPlanContentEntity,
  SupportPlanEntity,
  SupportPlanStepEntity,
} from '../storage/support-plan.entity';
import { PlanMonitoringTimer } from '../timers/plan-monitoring.timer';

/** Several agencies for one person: why, by which plan, and what came of it. */
export const SUPPORT_PLANS: Part = {
  doors: [MultiAgencyRequests, SupportPlanRequests, SupportPlanStepRequests],
  providers: [
    MultiAgencyQueries,
    PlanRecordQueries,
    SupportPlanQueries,
    AcceptMultiAgencyCommand,
    EndDeciderDeputyCommand,
    HandBackCommand,
    RegisterDeciderDeputyCommand,
    RequestMultiAgencyCommand,
    ReturnMultiAgencyCommand,
    StartPlanCommand,
    AskPersonCommand,
    CloseSupportPlanCommand,
    ConfirmSupportPlanCommand,
    ContinueSupportPlanCommand,
    ConveneSupportPlanCommand,
    DecideSupportPlanCommand,
    DisagreeSupportPlanCommand,
    DraftSupportPlanCommand,
    EvaluateSupportPlanCommand,
    MarkMonitoringDueCommand,
    RecordMonitoringCommand,
    ReplanSupportPlanCommand,
    RequestPlanRevisionCommand,
    ResubmitSupportPlanCommand,
    StartSupportPlanCommand,
    UpdatePlanActionCommand,
    WithdrawSupportPlanCommand,
    WriteSupportPlanCommand,
    PlanMonitoringTimer,
  ],
  tables: [
    DeciderDeputyEntity,
    MultiAgencyReferralEntity,
    PlanActionEntity,
    PlanActionUpdateEntity,
    PlanEvaluationEntity,
    PlanMonitoringEntity,
    SupportPlanConfirmationEntity,
    SupportPlanContentEntity,
    SupportPlanEntity,
    SupportPlanStepEntity,
  ],
  migrations: [CreateSupportPlans1760000000030],
};
