import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AddSupportMemberV1,
  ApproveSupportMinutesV1,
  CancelSupportConferenceV1,
  ConcludeSupportConferenceV1,
  type ConferenceAnswer,
  type ConferenceListAnswer,
  ConveneSupportConferenceV1,
  type ItemAnswer,
  ListSupportConferencesV1,
  OpenSupportConferenceV1,
  PlanSupportConferenceV1,
  PutOnSupportAgendaV1,
  ReadSupportConferenceV1,
  ReadSupportItemV1,
  SummonToSupportItemV1,
  WriteSupportPaperV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AddMemberCommand } from '../commands/conferences/add-member.command';
import { ApproveMinutesCommand } from '../commands/conferences/approve-minutes.command';
import { CancelConferenceCommand } from '../commands/conferences/cancel-conference.command';
import { ConcludeConferenceCommand } from '../commands/conferences/conclude-conference.command';
import { ConveneSupportCommand } from '../commands/conferences/convene-support.command';
import { OpenConferenceCommand } from '../commands/conferences/open-conference.command';
import { PlanConferenceCommand } from '../commands/conferences/plan-conference.command';
import { PutOnSupportAgendaCommand } from '../commands/conferences/put-on-support-agenda.command';
import { ReadItemCommand } from '../commands/conferences/read-item.command';
import { SummonMemberCommand } from '../commands/conferences/summon-member.command';
import { WritePaperCommand } from '../commands/conferences/write-paper.command';
import { ConferenceQueries } from '../queries/conference.queries';

/** What others may ask of intake about 支援会議. */
@Controller()
export class SupportConferenceRequests {
  constructor(
    private readonly conferences: ConferenceQueries,
    private readonly planning: PlanConferenceCommand,
    private readonly agenda: PutOnSupportAgendaCommand,
    private readonly summoning: SummonMemberCommand,
    private readonly writing: WritePaperCommand,
    private readonly convening: ConveneSupportCommand,
    private readonly opening: OpenConferenceCommand,
    private readonly adding: AddMemberCommand,
    private readonly concluding: ConcludeConferenceCommand,
    private readonly approving: ApproveMinutesCommand,
    private readonly cancelling: CancelConferenceCommand,
    private readonly reading: ReadItemCommand,
  ) {}

  @Answers(PlanSupportConferenceV1)
  plan(@Payload() input: PlanSupportConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.planning.execute('support', input, ctx);
  }

  @Answers(PutOnSupportAgendaV1)
  putOnAgenda(@Payload() input: PutOnSupportAgendaV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.agenda.execute(input, ctx);
  }

  @Answers(SummonToSupportItemV1)
  summon(@Payload() input: SummonToSupportItemV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.summoning.execute('support', input, ctx);
  }

  @Answers(WriteSupportPaperV1)
  write(@Payload() input: WriteSupportPaperV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.writing.execute('support', input, ctx);
  }

  @Answers(ConveneSupportConferenceV1)
  convene(@Payload() input: ConveneSupportConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.convening.execute(input, ctx);
  }

  @Answers(OpenSupportConferenceV1)
  open(@Payload() input: OpenSupportConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.opening.execute('support', input, ctx);
  }

  @Answers(AddSupportMemberV1)
  addMember(@Payload() input: AddSupportMemberV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.adding.execute('support', input, ctx);
  }

  @Answers(ConcludeSupportConferenceV1)
  conclude(@Payload() input: ConcludeSupportConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.concluding.execute('support', input, ctx);
  }

  @Answers(ApproveSupportMinutesV1)
  approveMinutes(@Payload() input: ApproveSupportMinutesV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.approving.execute('support', input, ctx);
  }

  @Answers(CancelSupportConferenceV1)
  cancel(@Payload() input: CancelSupportConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.cancelling.execute('support', input, ctx);
  }

  @Answers(ListSupportConferencesV1)
  list(@Payload() input: ListSupportConferencesV1, @Ctx() ctx: CallContext): Promise<ConferenceListAnswer> {
    return this.conferences.list('support', input, ctx);
  }

  @Answers(ReadSupportConferenceV1)
  read(@Payload() input: ReadSupportConferenceV1, @Ctx() ctx: CallContext): Promise<ConferenceAnswer> {
    return this.conferences.byId('support', input, ctx);
  }

  @Answers(ReadSupportItemV1)
  readItem(@Payload() input: ReadSupportItemV1, @Ctx() ctx: CallContext): Promise<ItemAnswer> {
    return this.reading.execute('support', input, ctx);
  }
}
