import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  AcceptSupportV1,
  type Acted,
  BackToSupportV1,
  CloseCaseV1,
  ComeBackV1,
  EndAftercareV1,
  EndCaseEarlyV1,
  MoveToOutreachV1,
  ProvideInfoV1,
  ReopenCaseV1,
  ResumeCaseV1,
  StartAftercareV1,
  StartAssessmentV1,
  StartClosingV1,
  SupportSingleV1,
  SuspendCaseV1,
  TriageCaseV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AcceptSupportCommand } from '../commands/cases/accept-support.command';
import { BackToSupportCommand } from '../commands/cases/back-to-support.command';
import { CloseCaseCommand } from '../commands/cases/close-case.command';
import { EndCaseEarlyCommand } from '../commands/cases/end-case-early.command';
import { ProvideInfoCommand } from '../commands/cases/provide-info.command';
import { ReopenCaseCommand } from '../commands/cases/reopen-case.command';
import { StartAftercareCommand } from '../commands/cases/start-aftercare.command';
import { StartClosingCommand } from '../commands/cases/start-closing.command';
import { TakePlainStepCommand } from '../commands/cases/take-plain-step.command';
import { TriageCaseCommand } from '../commands/cases/triage-case.command';

/** Steps of a case. */
@Controller()
export class CaseStepRequests {
  constructor(
    private readonly triageCase: TriageCaseCommand,
    private readonly provide: ProvideInfoCommand,
    private readonly plain: TakePlainStepCommand,
    private readonly accept: AcceptSupportCommand,
    private readonly beginClosing: StartClosingCommand,
    private readonly goBack: BackToSupportCommand,
    private readonly closeCase: CloseCaseCommand,
    private readonly end: EndCaseEarlyCommand,
    private readonly aftercare: StartAftercareCommand,
    private readonly reopenCase: ReopenCaseCommand,
  ) {}

  @Answers(TriageCaseV1)
  triage(@Payload() input: TriageCaseV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.triageCase.execute(input, ctx);
  }

  @Answers(ProvideInfoV1)
  provideInfo(@Payload() input: ProvideInfoV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.provide.execute(input, ctx);
  }

  @Answers(StartAssessmentV1)
  startAssessment(@Payload() input: StartAssessmentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.plain.execute('startAssessment', input, ctx);
  }

  @Answers(ComeBackV1)
  comeBack(@Payload() input: ComeBackV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.plain.execute('comeBack', input, ctx);
  }

  @Answers(MoveToOutreachV1)
  toOutreach(@Payload() input: MoveToOutreachV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.plain.execute('toOutreach', input, ctx);
  }

  @Answers(SupportSingleV1)
  supportSingle(@Payload() input: SupportSingleV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.plain.execute('supportSingle', input, ctx);
  }

  @Answers(SuspendCaseV1)
  suspend(@Payload() input: SuspendCaseV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.plain.execute('suspend', input, ctx);
  }

  @Answers(ResumeCaseV1)
  resume(@Payload() input: ResumeCaseV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.plain.execute('resume', input, ctx);
  }

  @Answers(StartClosingV1)
  startClosing(@Payload() input: StartClosingV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.beginClosing.execute(input, ctx);
  }

  @Answers(BackToSupportV1)
  backToSupport(@Payload() input: BackToSupportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.goBack.execute(input, ctx);
  }

  @Answers(EndAftercareV1)
  endAftercare(@Payload() input: EndAftercareV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.plain.execute('endAftercare', input, ctx);
  }

  @Answers(AcceptSupportV1)
  consented(@Payload() input: AcceptSupportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.accept.execute(input, ctx);
  }

  @Answers(CloseCaseV1)
  close(@Payload() input: CloseCaseV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.closeCase.execute(input, ctx);
  }

  @Answers(EndCaseEarlyV1)
  endEarly(@Payload() input: EndCaseEarlyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.end.execute(input, ctx);
  }

  @Answers(StartAftercareV1)
  startAftercare(@Payload() input: StartAftercareV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.aftercare.execute(input, ctx);
  }

  @Answers(ReopenCaseV1)
  reopen(@Payload() input: ReopenCaseV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.reopenCase.execute(input, ctx);
  }
}
