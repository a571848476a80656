import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AssignCaseV1,
  type AssigneesAnswer,
  CancelHandoverV1,
  type CaseListAnswer,
  type HandoverAnswer,
  type HandoverListAnswer,
  ListCaseloadV1,
  ListHandoversV1,
  PrepareHandoverV1,
  ReadAssigneesV1,
  ReadHandoverV1,
  StartHandoverV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AssignCaseCommand } from '../commands/cases/assign-case.command';
import { CancelHandoverCommand } from '../commands/handovers/cancel-handover.command';
import { PrepareHandoverCommand } from '../commands/handovers/prepare-handover.command';
import { StartHandoverCommand } from '../commands/handovers/start-handover.command';
import { CentreQueries } from '../queries/centre.queries';
import { HandoverQueries } from '../queries/handover.queries';

/** What others may ask of intake about who has which case, and how caseloads change hands. */
@Controller()
export class AssignmentRequests {
  constructor(
    private readonly assign: AssignCaseCommand,
    private readonly centres: CentreQueries,
    private readonly prepare: PrepareHandoverCommand,
    private readonly start: StartHandoverCommand,
    private readonly cancel: CancelHandoverCommand,
    private readonly handovers: HandoverQueries,
  ) {}

  @Answers(AssignCaseV1)
  assignCase(@Payload() input: AssignCaseV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.assign.execute(input, ctx);
  }

  @Answers(ReadAssigneesV1)
  assignees(@Payload() input: ReadAssigneesV1, @Ctx() ctx: CallContext): Promise<AssigneesAnswer> {
    return this.centres.assignees(input, ctx);
  }

  @Answers(ListCaseloadV1)
  caseload(@Payload() input: ListCaseloadV1, @Ctx() ctx: CallContext): Promise<CaseListAnswer> {
    return this.centres.caseload(input, ctx);
  }

  @Answers(PrepareHandoverV1)
  prepareHandover(@Payload() input: PrepareHandoverV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.prepare.execute(input, ctx);
  }

  @Answers(StartHandoverV1)
  startHandover(@Payload() input: StartHandoverV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.start.execute(input, ctx);
  }

  @Answers(CancelHandoverV1)
  cancelHandover(@Payload() input: CancelHandoverV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.cancel.execute(input, ctx);
  }

  @Answers(ReadHandoverV1)
  readHandover(@Payload() input: ReadHandoverV1, @Ctx() ctx: CallContext): Promise<HandoverAnswer> {
    return this.handovers.byId(input, ctx);
  }

  @Answers(ListHandoversV1)
  listHandovers(@Payload() input: ListHandoversV1, @Ctx() ctx: CallContext): Promise<HandoverListAnswer> {
    return this.handovers.list(input, ctx);
  }
}
