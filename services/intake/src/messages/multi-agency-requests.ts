import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  AcceptMultiAgencyV1,
  type Acted,
  type DeciderDeputyListAnswer,
  EndDeciderDeputyV1,
  HandBackV1,
  ListDeciderDeputiesV1,
  ListMultiAgencyRequestsV1,
  type MultiAgencyAnswer,
  type MultiAgencyListAnswer,
  ReadMultiAgencyRequestV1,
  RegisterDeciderDeputyV1,
  RequestMultiAgencyV1,
  ReturnToSupportV1,
  ReturnWithAdviceV1,
  StartPlanV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AcceptMultiAgencyCommand } from '../commands/multi-agency/accept-multi-agency.command';
import { EndDeciderDeputyCommand } from '../commands/multi-agency/end-decider-deputy.command';
import { HandBackCommand } from '../commands/multi-agency/hand-back.command';
import { RegisterDeciderDeputyCommand } from '../commands/multi-agency/register-decider-deputy.command';
import { RequestMultiAgencyCommand } from '../commands/multi-agency/request-multi-agency.command';
import { ReturnMultiAgencyCommand } from '../commands/multi-agency/return-multi-agency.command';
import { StartPlanCommand } from '../commands/multi-agency/start-plan.command';
import { MultiAgencyQueries } from '../queries/multi-agency.queries';

/** Several agencies begin to work together, and stop. */
@Controller()
export class MultiAgencyRequests {
  constructor(
    private readonly questions: MultiAgencyQueries,
    private readonly requestWork: RequestMultiAgencyCommand,
    private readonly acceptWork: AcceptMultiAgencyCommand,
    private readonly returnWork: ReturnMultiAgencyCommand,
    private readonly handBackWork: HandBackCommand,
    private readonly startPlanning: StartPlanCommand,
    private readonly register: RegisterDeciderDeputyCommand,
    private readonly end: EndDeciderDeputyCommand,
  ) {}

  @Answers(RequestMultiAgencyV1)
  request(@Payload() input: RequestMultiAgencyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.requestWork.execute(input, ctx);
  }

  @Answers(AcceptMultiAgencyV1)
  accept(@Payload() input: AcceptMultiAgencyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.acceptWork.execute(input, ctx);
  }

  @Answers(ReturnWithAdviceV1)
  returnWithAdvice(@Payload() input: ReturnWithAdviceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.returnWork.execute('returnWithAdvice', input, ctx);
  }

  @Answers(ReturnToSupportV1)
  returnToSupport(@Payload() input: ReturnToSupportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.returnWork.execute('returnToSupport', input, ctx);
  }

  @Answers(HandBackV1)
  handBack(@Payload() input: HandBackV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.handBackWork.execute(input, ctx);
  }

  @Answers(StartPlanV1)
  startPlan(@Payload() input: StartPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.startPlanning.execute(input, ctx);
  }

  @Answers(ListMultiAgencyRequestsV1)
  list(@Payload() input: ListMultiAgencyRequestsV1, @Ctx() ctx: CallContext): Promise<MultiAgencyListAnswer> {
    return this.questions.list(input, ctx);
  }

  @Answers(ReadMultiAgencyRequestV1)
  read(@Payload() input: ReadMultiAgencyRequestV1, @Ctx() ctx: CallContext): Promise<MultiAgencyAnswer> {
    return this.questions.newestOf(input, ctx);
  }

  @Answers(RegisterDeciderDeputyV1)
  registerDeputy(@Payload() input: RegisterDeciderDeputyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.register.execute(input, ctx);
  }

  @Answers(EndDeciderDeputyV1)
  endDeputy(@Payload() input: EndDeciderDeputyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.end.execute(input, ctx);
  }

  @Answers(ListDeciderDeputiesV1)
  deputies(@Payload() input: ListDeciderDeputiesV1, @Ctx() ctx: CallContext): Promise<DeciderDeputyListAnswer> {
    return this.questions.deputies(input, ctx);
  }
}
