import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AmendConsentV1,
  AskGuardianV1,
  type ConsentEndingListAnswer,
  type ConsentRecordAnswer,
  ExplainConsentV1,
  GrantConsentV1,
  ListConsentsEndingV1,
  ReadConsentV1,
  RecordGuardianWordV1,
  RefuseConsentV1,
  WithdrawConsentV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AmendConsentCommand } from '../commands/consents/amend-consent.command';
import { AskGuardianCommand } from '../commands/consents/ask-guardian.command';
import { ExplainConsentCommand } from '../commands/consents/explain-consent.command';
import { GrantConsentCommand } from '../commands/consents/grant-consent.command';
import { RecordGuardianWordCommand } from '../commands/consents/record-guardian-word.command';
import { RefuseConsentCommand } from '../commands/consents/refuse-consent.command';
import { WithdrawConsentCommand } from '../commands/consents/withdraw-consent.command';
import { ConsentQueries } from '../queries/consent.queries';

/** Steps of consent. */
@Controller()
export class ConsentRequests {
  constructor(
    private readonly consents: ConsentQueries,
    private readonly explainConsent: ExplainConsentCommand,
    private readonly grantConsent: GrantConsentCommand,
    private readonly refuseConsent: RefuseConsentCommand,
    private readonly amendConsent: AmendConsentCommand,
    private readonly withdrawConsent: WithdrawConsentCommand,
    private readonly ask: AskGuardianCommand,
    private readonly guardian: RecordGuardianWordCommand,
  ) {}

  @Answers(ReadConsentV1)
  read(@Payload() input: ReadConsentV1, @Ctx() ctx: CallContext): Promise<ConsentRecordAnswer> {
    return this.consents.byPerson(input, ctx);
  }

  @Answers(ExplainConsentV1)
  explain(@Payload() input: ExplainConsentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.explainConsent.execute(input, ctx);
  }

  @Answers(GrantConsentV1)
  grant(@Payload() input: GrantConsentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.grantConsent.execute(input, ctx);
  }

  @Answers(RefuseConsentV1)
  refuse(@Payload() input: RefuseConsentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuseConsent.execute(input, ctx);
  }

  @Answers(AmendConsentV1)
  amend(@Payload() input: AmendConsentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.amendConsent.execute(input, ctx);
  }

  @Answers(WithdrawConsentV1)
  withdraw(@Payload() input: WithdrawConsentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.withdrawConsent.execute(input, ctx);
  }

  @Answers(AskGuardianV1)
  askGuardian(@Payload() input: AskGuardianV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.ask.execute(input, ctx);
  }

  @Answers(RecordGuardianWordV1)
  guardianWord(@Payload() input: RecordGuardianWordV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.guardian.execute(input, ctx);
  }

  @Answers(ListConsentsEndingV1)
  ending(@Payload() input: ListConsentsEndingV1, @Ctx() ctx: CallContext): Promise<ConsentEndingListAnswer> {
    return this.consents.ending(input, ctx);
  }
}
