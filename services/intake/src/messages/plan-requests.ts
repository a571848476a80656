import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  ConfirmParticipationPlanV1,
  CorrectNoteV1,
  DraftParticipationPlanV1,
  ListNotesV1,
  type NoteListAnswer,
  type ParticipationPlanAnswer,
  ReadParticipationPlanV1,
  WithdrawParticipationPlanV1,
  WriteNoteV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { CorrectNoteCommand } from '../commands/notes/correct-note.command';
import { WriteNoteCommand } from '../commands/notes/write-note.command';
import { ConfirmParticipationPlanCommand } from '../commands/plans/confirm-participation-plan.command';
import { DraftParticipationPlanCommand } from '../commands/plans/draft-participation-plan.command';
import { WithdrawParticipationPlanCommand } from '../commands/plans/withdraw-participation-plan.command';
import { NoteQueries } from '../queries/note.queries';
import { ParticipationPlanQueries } from '../queries/participation-plan.queries';

/** Participation plans and the progress record. */
@Controller()
export class PlanRequests {
  constructor(
    private readonly plans: ParticipationPlanQueries,
    private readonly notes: NoteQueries,
    private readonly draft: DraftParticipationPlanCommand,
    private readonly confirm: ConfirmParticipationPlanCommand,
    private readonly withdraw: WithdrawParticipationPlanCommand,
    private readonly write: WriteNoteCommand,
    private readonly correct: CorrectNoteCommand,
  ) {}

  @Answers(DraftParticipationPlanV1)
  draftPlan(@Payload() input: DraftParticipationPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.draft.execute(input, ctx);
  }

  @Answers(ReadParticipationPlanV1)
  readPlan(@Payload() input: ReadParticipationPlanV1, @Ctx() ctx: CallContext): Promise<ParticipationPlanAnswer> {
    return this.plans.byId(input, ctx);
  }

  @Answers(ConfirmParticipationPlanV1)
  confirmPlan(@Payload() input: ConfirmParticipationPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.confirm.execute(input, ctx);
  }

  @Answers(WithdrawParticipationPlanV1)
  withdrawPlan(@Payload() input: WithdrawParticipationPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.withdraw.execute(input, ctx);
  }

  @Answers(WriteNoteV1)
  writeNote(@Payload() input: WriteNoteV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.write.execute(input, ctx);
  }

  @Answers(ListNotesV1)
  listNotes(@Payload() input: ListNotesV1, @Ctx() ctx: CallContext): Promise<NoteListAnswer> {
    return this.notes.ofCase(input, ctx);
  }

  @Answers(CorrectNoteV1)
  correctNote(@Payload() input: CorrectNoteV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.correct.execute(input, ctx);
  }
}
