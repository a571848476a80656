import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AddMultilayeredMemberV1,
  ApproveMultilayeredMinutesV1,
  CancelMultilayeredConferenceV1,
  ConcludeMultilayeredConferenceV1,
  type ConferenceAnswer,
  type ConferenceListAnswer,
  ConveneMultilayeredConferenceV1,
  type ItemAnswer,
  ListMultilayeredConferencesV1,
  OpenMultilayeredConferenceV1,
  PlanMultilayeredConferenceV1,
  PutOnMultilayeredAgendaV1,
  ReadMultilayeredConferenceV1,
  ReadMultilayeredItemV1,
  SummonToMultilayeredItemV1,
  WriteMultilayeredPaperV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AddMemberCommand } from '../commands/conferences/add-member.command';
import { ApproveMinutesCommand } from '../commands/conferences/approve-minutes.command';
import { CancelConferenceCommand } from '../commands/conferences/cancel-conference.command';
import { ConcludeConferenceCommand } from '../commands/conferences/conclude-conference.command';
import { ConveneMultilayeredCommand } from '../commands/conferences/convene-multilayered.command';
import { OpenConferenceCommand } from '../commands/conferences/open-conference.command';
import { PlanConferenceCommand } from '../commands/conferences/plan-conference.command';
import { PutOnMultilayeredAgendaCommand } from '../commands/conferences/put-on-multilayered-agenda.command';
import { ReadItemCommand } from '../commands/conferences/read-item.command';
import { SummonMemberCommand } from '../commands/conferences/summon-member.command';
import { WritePaperCommand } from '../commands/conferences/write-paper.command';
import { ConferenceQueries } from '../queries/conference.queries';

/** What others may ask of intake about 重層的支援会議. */
@Controller()
export class MultilayeredConferenceRequests {
  constructor(
    private readonly conferences: ConferenceQueries,
    private readonly planning: PlanConferenceCommand,
    private readonly agenda: PutOnMultilayeredAgendaCommand,
    private readonly summoning: SummonMemberCommand,
    private readonly writing: WritePaperCommand,
    private readonly convening: ConveneMultilayeredCommand,
    private readonly opening: OpenConferenceCommand,
    private readonly adding: AddMemberCommand,
    private readonly concluding: ConcludeConferenceCommand,
    private readonly approving: ApproveMinutesCommand,
    private readonly cancelling: CancelConferenceCommand,
    private readonly reading: ReadItemCommand,
  ) {}

  @Answers(PlanMultilayeredConferenceV1)
  plan(@Payload() input: PlanMultilayeredConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.planning.execute('multilayered', input, ctx);
  }

  @Answers(PutOnMultilayeredAgendaV1)
  putOnAgenda(@Payload() input: PutOnMultilayeredAgendaV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.agenda.execute(input, ctx);
  }

  @Answers(SummonToMultilayeredItemV1)
  summon(@Payload() input: SummonToMultilayeredItemV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.summoning.execute('multilayered', input, ctx);
  }

  @Answers(WriteMultilayeredPaperV1)
  write(@Payload() input: WriteMultilayeredPaperV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.writing.execute('multilayered', input, ctx);
  }

  @Answers(ConveneMultilayeredConferenceV1)
  convene(@Payload() input: ConveneMultilayeredConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.convening.execute(input, ctx);
  }

  @Answers(OpenMultilayeredConferenceV1)
  open(@Payload() input: OpenMultilayeredConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.opening.execute('multilayered', input, ctx);
  }

  @Answers(AddMultilayeredMemberV1)
  addMember(@Payload() input: AddMultilayeredMemberV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.adding.execute('multilayered', input, ctx);
  }

  @Answers(ConcludeMultilayeredConferenceV1)
  conclude(@Payload() input: ConcludeMultilayeredConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.concluding.execute('multilayered', input, ctx);
  }

  @Answers(ApproveMultilayeredMinutesV1)
  approveMinutes(@Payload() input: ApproveMultilayeredMinutesV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.approving.execute('multilayered', input, ctx);
  }

  @Answers(CancelMultilayeredConferenceV1)
  cancel(@Payload() input: CancelMultilayeredConferenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.cancelling.execute('multilayered', input, ctx);
  }

  @Answers(ListMultilayeredConferencesV1)
  list(@Payload() input: ListMultilayeredConferencesV1, @Ctx() ctx: CallContext): Promise<ConferenceListAnswer> {
    return this.conferences.list('multilayered', input, ctx);
  }

  @Answers(ReadMultilayeredConferenceV1)
  read(@Payload() input: ReadMultilayeredConferenceV1, @Ctx() ctx: CallContext): Promise<ConferenceAnswer> {
    return this.conferences.byId('multilayered', input, ctx);
  }

  @Answers(ReadMultilayeredItemV1)
  readItem(@Payload() input: ReadMultilayeredItemV1, @Ctx() ctx: CallContext): Promise<ItemAnswer> {
    return this.reading.execute('multilayered', input, ctx);
  }
}
