import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  DraftSupportPlanV1,
  ListOpenSupportPlansV1,
  ListSupportPlansV1,
  type PlanActionHistoryAnswer,
  type PlanRecordsAnswer,
  ReadPlanActionHistoryV1,
  ReadPlanRecordsV1,
  ReadSharedSupportPlanV1,
  ReadSupportPlanV1,
  type SharedSupportPlanAnswer,
  type SupportPlanAnswer,
  type SupportPlanListAnswer,
  UpdatePlanActionV1,
  WriteSupportPlanV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { DraftSupportPlanCommand } from '../commands/support-plans/draft-support-plan.command';
import { UpdatePlanActionCommand } from '../commands/support-plans/update-plan-action.command';
import { WriteSupportPlanCommand } from '../commands/support-plans/write-support-plan.command';
import { PlanRecordQueries } from '../queries/plan-record.queries';
import { SupportPlanQueries } from '../queries/support-plan.queries';

/** What a support plan says, and what becomes of its roles. */
@Controller()
export class SupportPlanRequests {
  constructor(
    private readonly plans: SupportPlanQueries,
    private readonly records: PlanRecordQueries,
    private readonly draftPlan: DraftSupportPlanCommand,
    private readonly writePlan: WriteSupportPlanCommand,
    private readonly update: UpdatePlanActionCommand,
  ) {}

  @Answers(DraftSupportPlanV1)
  draft(@Payload() input: DraftSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.draftPlan.execute(input, ctx);
  }

  @Answers(WriteSupportPlanV1)
  write(@Payload() input: WriteSupportPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.writePlan.execute(input, ctx);
  }

  @Answers(ReadSupportPlanV1)
  read(@Payload() input: ReadSupportPlanV1, @Ctx() ctx: CallContext): Promise<SupportPlanAnswer> {
    return this.plans.byId(input, ctx);
  }

  @Answers(ReadSharedSupportPlanV1)
  readShared(@Payload() input: ReadSharedSupportPlanV1, @Ctx() ctx: CallContext): Promise<SharedSupportPlanAnswer> {
    return this.plans.shared(input, ctx);
  }

  @Answers(ListSupportPlansV1)
  list(@Payload() input: ListSupportPlansV1, @Ctx() ctx: CallContext): Promise<SupportPlanListAnswer> {
    return this.plans.ofCase(input, ctx);
  }

  @Answers(ListOpenSupportPlansV1)
  listOpen(@Payload() input: ListOpenSupportPlansV1, @Ctx() ctx: CallContext): Promise<SupportPlanListAnswer> {
    return this.plans.inState(input, ctx);
  }

  @Answers(ReadPlanRecordsV1)
  readRecords(@Payload() input: ReadPlanRecordsV1, @Ctx() ctx: CallContext): Promise<PlanRecordsAnswer> {
    return this.records.ofPlan(input, ctx);
  }

  @Answers(UpdatePlanActionV1)
  updateAction(@Payload() input: UpdatePlanActionV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.update.execute(input, ctx);
  }

  @Answers(ReadPlanActionHistoryV1)
  actionHistory(@Payload() input: ReadPlanActionHistoryV1, @Ctx() ctx: CallContext): Promise<PlanActionHistoryAnswer> {
    return this.records.history(input, ctx);
  }
}
