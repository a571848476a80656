import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type ConcernAnswer,
  type ConcernFeedbackAnswer,
  type ConcernFormAnswer,
  type ConcernReceipt,
  type ConcernsAnswer,
  LinkConcernV1,
  ListConcernsV1,
  ReadConcernFeedbackV1,
  ReadConcernFormV1,
  ReadConcernV1,
  ReportConcernV1,
  SettleConcernV1,
  TakeConcernV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { LinkConcernCommand } from '../commands/link-concern.command';
import { ReportConcernCommand } from '../commands/report-concern.command';
import { SettleConcernCommand } from '../commands/settle-concern.command';
import { TakeConcernCommand } from '../commands/take-concern.command';
import { ConcernQueries } from '../queries/concern.queries';

/** 気づき: the form, the inbox, and what whoever reported is told. */
@Controller()
export class ConcernRequests {
  constructor(
    private readonly concerns: ConcernQueries,
    private readonly reportConcern: ReportConcernCommand,
    private readonly takeConcern: TakeConcernCommand,
    private readonly linkConcern: LinkConcernCommand,
    private readonly settleConcern: SettleConcernCommand,
  ) {}

  @Answers(ReadConcernFormV1)
  form(@Payload() asked: ReadConcernFormV1, @Ctx() ctx: CallContext): ConcernFormAnswer {
    return this.concerns.form(asked, ctx);
  }

  @Answers(ReportConcernV1)
  report(@Payload() input: ReportConcernV1, @Ctx() ctx: CallContext): Promise<ConcernReceipt> {
    return this.reportConcern.execute(input, ctx);
  }

  @Answers(ReadConcernFeedbackV1)
  feedback(@Payload() { receiptId }: ReadConcernFeedbackV1, @Ctx() ctx: CallContext): Promise<ConcernFeedbackAnswer> {
    return this.concerns.feedback(receiptId, ctx);
  }

  @Answers(ListConcernsV1)
  list(@Payload() asked: ListConcernsV1, @Ctx() ctx: CallContext): Promise<ConcernsAnswer> {
    return this.concerns.list(asked, ctx);
  }

  @Answers(ReadConcernV1)
  read(@Payload() { concernId }: ReadConcernV1, @Ctx() ctx: CallContext): Promise<ConcernAnswer> {
    return this.concerns.one(concernId, ctx);
  }

  @Answers(TakeConcernV1)
  take(@Payload() input: TakeConcernV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.takeConcern.execute(input, ctx);
  }

  @Answers(LinkConcernV1)
  link(@Payload() input: LinkConcernV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.linkConcern.execute(input, ctx);
  }

  @Answers(SettleConcernV1)
  settle(@Payload() input: SettleConcernV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.settleConcern.execute(input, ctx);
  }
}
