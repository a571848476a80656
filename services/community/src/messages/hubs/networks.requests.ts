import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type CarrierFitsAnswer,
  type CarriersAnswer,
  ChangeCarrierV1,
  ChangeWatchAgreementV1,
  type DialoguesAnswer,
  type DialogueTopicsAnswer,
  EnterCarrierV1,
  EnterWatchAgreementV1,
  FindCarrierFitsV1,
  LinkIssueToDevelopmentV1,
  ListCarriersV1,
  ListDialoguesV1,
  ListDialogueTopicsV1,
  ListWatchAgreementsV1,
  RaiseLocalIssueV1,
  RecordCarrierMatchV1,
  RecordDialogueV1,
  type WatchAgreementsAnswer,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { RecordDialogueCommand } from '../../commands/hubs/record-dialogue.command';
import { RaiseLocalIssueCommand } from '../../commands/hubs/raise-local-issue.command';
import { LinkIssueToDevelopmentCommand } from '../../commands/hubs/link-issue-to-development.command';
import { EnterCarrierCommand } from '../../commands/hubs/enter-carrier.command';
import { ChangeCarrierCommand } from '../../commands/hubs/change-carrier.command';
import { RecordCarrierMatchCommand } from '../../commands/hubs/record-carrier-match.command';
import { EnterWatchAgreementCommand } from '../../commands/hubs/enter-watch-agreement.command';
import { ChangeWatchAgreementCommand } from '../../commands/hubs/change-watch-agreement.command';
import { DialoguesQuery } from '../../queries/hubs/dialogues.query';
import { CarriersQuery } from '../../queries/hubs/carriers.query';
import { WatchAgreementsQuery } from '../../queries/hubs/watch-agreements.query';

/** Talks of residents, carriers, and the watch network. */
@Controller()
export class NetworksRequests {
  constructor(
    private readonly recordDialogue: RecordDialogueCommand,
    private readonly raiseIssue: RaiseLocalIssueCommand,
    private readonly linkIssue: LinkIssueToDevelopmentCommand,
    private readonly enterCarrier: EnterCarrierCommand,
    private readonly changeCarrier: ChangeCarrierCommand,
    private readonly recordMatch: RecordCarrierMatchCommand,
    private readonly enterAgreement: EnterWatchAgreementCommand,
    private readonly changeAgreement: ChangeWatchAgreementCommand,
    private readonly dialogues: DialoguesQuery,
    private readonly carriers: CarriersQuery,
    private readonly agreements: WatchAgreementsQuery,
  ) {}

  @Answers(RecordDialogueV1)
  talked(@Payload() input: RecordDialogueV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordDialogue.execute(input, ctx);
  }

  @Answers(RaiseLocalIssueV1)
  raise(@Payload() input: RaiseLocalIssueV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.raiseIssue.execute(input, ctx);
  }

  @Answers(LinkIssueToDevelopmentV1)
  link(@Payload() input: LinkIssueToDevelopmentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.linkIssue.execute(input, ctx);
  }

  @Answers(ListDialoguesV1)
  listDialogues(@Payload() input: ListDialoguesV1, @Ctx() ctx: CallContext): Promise<DialoguesAnswer> {
    return this.dialogues.list(input, ctx);
  }

  @Answers(ListDialogueTopicsV1)
  listTopics(@Payload() input: ListDialogueTopicsV1, @Ctx() ctx: CallContext): Promise<DialogueTopicsAnswer> {
    return this.dialogues.topics(input, ctx);
  }

  @Answers(EnterCarrierV1)
  offer(@Payload() input: EnterCarrierV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enterCarrier.execute(input, ctx);
  }

  @Answers(ChangeCarrierV1)
  change(@Payload() input: ChangeCarrierV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeCarrier.execute(input, ctx);
  }

  @Answers(ListCarriersV1)
  listCarriers(@Payload() input: ListCarriersV1, @Ctx() ctx: CallContext): Promise<CarriersAnswer> {
    return this.carriers.list(input, ctx);
  }

  @Answers(FindCarrierFitsV1)
  fits(@Payload() input: FindCarrierFitsV1, @Ctx() ctx: CallContext): Promise<CarrierFitsAnswer> {
    return this.carriers.fits(input, ctx);
  }

  @Answers(RecordCarrierMatchV1)
  match(@Payload() input: RecordCarrierMatchV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordMatch.execute(input, ctx);
  }

  @Answers(EnterWatchAgreementV1)
  sign(@Payload() input: EnterWatchAgreementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enterAgreement.execute(input, ctx);
  }

  @Answers(ChangeWatchAgreementV1)
  changeSigned(@Payload() input: ChangeWatchAgreementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeAgreement.execute(input, ctx);
  }

  @Answers(ListWatchAgreementsV1)
  listAgreements(@Payload() input: ListWatchAgreementsV1, @Ctx() ctx: CallContext): Promise<WatchAgreementsAnswer> {
    return this.agreements.list(input, ctx);
  }
}
