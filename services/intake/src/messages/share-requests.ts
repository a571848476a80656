import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  ConfirmReturnV1,
  type ConsentWordingAnswer,
  EndRepresentativeV1,
  EnterConsentWordingV1,
  ListRepresentativesV1,
  ListReturnRequestsV1,
  ListSharesV1,
  ReadConsentWordingV1,
  RecordRepresentativeV1,
  type RepresentativeListAnswer,
  type ReturnRequestListAnswer,
  type ShareListAnswer,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { EndRepresentativeCommand } from '../commands/representatives/end-representative.command';
import { RecordRepresentativeCommand } from '../commands/representatives/record-representative.command';
import { ConfirmReturnCommand } from '../commands/shares/confirm-return.command';
import { EnterWordingCommand } from '../commands/wordings/enter-wording.command';
import { ConsentQueries } from '../queries/consent.queries';
import { ShareQueries } from '../queries/share.queries';

/** What was shared, who may speak for the person, and what people are shown. */
@Controller()
export class ShareRequests {
  constructor(
    private readonly shares: ShareQueries,
    private readonly consents: ConsentQueries,
    private readonly confirm: ConfirmReturnCommand,
    private readonly record: RecordRepresentativeCommand,
    private readonly end: EndRepresentativeCommand,
    private readonly enter: EnterWordingCommand,
  ) {}

  @Answers(ListSharesV1)
  listShares(@Payload() input: ListSharesV1, @Ctx() ctx: CallContext): Promise<ShareListAnswer> {
    return this.shares.ofPerson(input, ctx);
  }

  @Answers(ListReturnRequestsV1)
  returnRequests(@Payload() input: ListReturnRequestsV1, @Ctx() ctx: CallContext): Promise<ReturnRequestListAnswer> {
    return this.shares.returnRequests(input, ctx);
  }

  @Answers(ConfirmReturnV1)
  confirmReturn(@Payload() input: ConfirmReturnV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.confirm.execute(input, ctx);
  }

  @Answers(RecordRepresentativeV1)
  recordRepresentative(@Payload() input: RecordRepresentativeV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.record.execute(input, ctx);
  }

  @Answers(EndRepresentativeV1)
  endRepresentative(@Payload() input: EndRepresentativeV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.end.execute(input, ctx);
  }

  @Answers(ListRepresentativesV1)
  representatives(@Payload() input: ListRepresentativesV1, @Ctx() ctx: CallContext): Promise<RepresentativeListAnswer> {
    return this.consents.representatives(input, ctx);
  }

  @Answers(EnterConsentWordingV1)
  enterWording(@Payload() input: EnterConsentWordingV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enter.execute(input, ctx);
  }

  @Answers(ReadConsentWordingV1)
  readWording(@Payload() input: ReadConsentWordingV1, @Ctx() ctx: CallContext): Promise<ConsentWordingAnswer> {
    return this.consents.wording(input, ctx);
  }
}
