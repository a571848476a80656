import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AskPersonOnPlanV1,
  CloseSupportPlanV1,
  ConfirmSupportPlanV1,
  ContinueSupportPlanV1,
  ConveneSupportPlanV1,
  DecideSupportPlanAsDeputyV1,
  DecideSupportPlanV1,
  DisagreeSupportPlanV1,
  EvaluateSupportPlanV1,
  RecordMonitoringV1,
  ReplanSupportPlanV1,
  RequestPlanRevisionV1,
  ResubmitSupportPlanV1,
  StartSupportPlanV1,
  WithdrawSupportPlanV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AskPersonCommand } from '../commands/support-plans/ask-person.command';
import { CloseSupportPlanCommand } from '../commands/support-plans/close-support-plan.command';
import { ConfirmSupportPlanCommand } from '../commands/support-plans/confirm-support-plan.command';
import { ContinueSupportPlanCommand } from '../commands/support-plans/continue-support-plan.command';
import { ConveneSupportPlanCommand } from '../commands/support-plans/convene-support-plan.command';
import { DecideSupportPlanCommand } from '../commands/support-plans/decide-support-plan.command';
import { DisagreeSupportPlanCommand } from '../commands/support-plans/disagree-support-plan.command';
import { EvaluateSupportPlanCommand } from '../commands/support-plans/evaluate-support-plan.command';
import { RecordMonitoringCommand } from '../commands/support-plans/record-monitoring.command';
import { ReplanSupportPlanCommand } from '../commands/support-plans/replan-support-plan.command';
import { RequestPlanRevisionCommand } from '../commands/support-plans/request-plan-revision.command';
import { ResubmitSupportPlanCommand } from '../commands/support-plans/resubmit-support-plan.command';
import { StartSupportPlanCommand } from '../commands/support-plans/start-support-plan.command';
import { WithdrawSupportPlanCommand } from '../commands/support-plans/withdraw-support-plan.command';

/** Steps of a support plan. */
@Controller()
export class SupportPlanStepRequests {
  constructor(
    private readonly askPersonPlan: AskPersonCommand,
    private readonly personAgreesPlan: ConfirmSupportPlanCommand,
    private readonly personDisagreesPlan: DisagreeSupportPlanCommand,
    private readonly convenePlan: ConveneSupportPlanCommand,
    private readonly requestRevisionPlan: RequestPlanRevisionCommand,
    private readonly resubmitPlan: ResubmitSupportPlanCommand,
    private readonly startPlan: StartSupportPlanCommand,
    private readonly monitoredPlan: RecordMonitoringCommand,
    private readonly evaluatePlan: EvaluateSupportPlanCommand,
    private readonly goOnPlan: ContinueSupportPlanCommand,
    private readonly replanPlan: ReplanSupportPlanCommand,
    private readonly closePlan: CloseSupportPlanCommand,
    private readonly withdrawPlan: WithdrawSupportPlanCommand,
    private readonly decidePlan: DecideSupportPlanCommand,
  ) {}

  @Answers(AskPersonOnPlanV1)
  askPerson(@Payload() input: AskPersonOnPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.askPersonPlan.execute(input, ctx);
  }

  @Answers(ConfirmSupportPlanV1)
  personAgrees(@Payload() input: ConfirmSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.personAgreesPlan.execute(input, ctx);
  }

  @Answers(DisagreeSupportPlanV1)
  personDisagrees(@Payload() input: DisagreeSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.personDisagreesPlan.execute(input, ctx);
  }

  @Answers(ConveneSupportPlanV1)
  convene(@Payload() input: ConveneSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.convenePlan.execute(input, ctx);
  }

  @Answers(RequestPlanRevisionV1)
  requestRevision(@Payload() input: RequestPlanRevisionV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.requestRevisionPlan.execute(input, ctx);
  }

  @Answers(ResubmitSupportPlanV1)
  resubmit(@Payload() input: ResubmitSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.resubmitPlan.execute(input, ctx);
  }

  @Answers(StartSupportPlanV1)
  start(@Payload() input: StartSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.startPlan.execute(input, ctx);
  }

  @Answers(RecordMonitoringV1)
  monitored(@Payload() input: RecordMonitoringV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.monitoredPlan.execute(input, ctx);
  }

  @Answers(EvaluateSupportPlanV1)
  evaluate(@Payload() input: EvaluateSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.evaluatePlan.execute(input, ctx);
  }

  @Answers(ContinueSupportPlanV1)
  goOn(@Payload() input: ContinueSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.goOnPlan.execute(input, ctx);
  }

  @Answers(ReplanSupportPlanV1)
  replan(@Payload() input: ReplanSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.replanPlan.execute(input, ctx);
  }

  @Answers(CloseSupportPlanV1)
  close(@Payload() input: CloseSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.closePlan.execute(input, ctx);
  }

  @Answers(WithdrawSupportPlanV1)
  withdraw(@Payload() input: WithdrawSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.withdrawPlan.execute(input, ctx);
  }

  @Answers(DecideSupportPlanV1)
  decide(@Payload() input: DecideSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.decidePlan.execute(input, ctx);
  }

  @Answers(DecideSupportPlanAsDeputyV1)
  decideAsDeputy(@Payload() input: DecideSupportPlanAsDeputyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.decidePlan.executeAsDeputy(input, ctx);
  }
}
