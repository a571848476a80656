import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  AcceptElsewhereV1,
  AcceptMultiAgencyV1,
  AcceptReferralV1,
  type Acted,
  EndWatchingV1,
  HandBackV1,
  ReferOutV1,
  RequestMultiAgencyV1,
  ReturnReferralV1,
  ReturnToSupportV1,
  ReturnWithAdviceV1,
  StartPlanV1,
  WatchPotentialV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { RefuseLaterStepCommand } from '../commands/cases/refuse-later-step.command';

/** Steps of a case that wait for a part of the system. */
@Controller()
export class LaterCaseStepRequests {
  constructor(private readonly refuse: RefuseLaterStepCommand) {}

  @Answers(ReferOutV1)
  referOut(@Payload() input: ReferOutV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('referOut', input, ctx);
  }

  @Answers(AcceptReferralV1)
  accepted(@Payload() input: AcceptReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('accepted', input, ctx);
  }

  @Answers(ReturnReferralV1)
  returned(@Payload() input: ReturnReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('returned', input, ctx);
  }

  @Answers(AcceptElsewhereV1)
  acceptedElsewhere(@Payload() input: AcceptElsewhereV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('acceptedElsewhere', input, ctx);
  }

  @Answers(RequestMultiAgencyV1)
  requestMultiAgency(@Payload() input: RequestMultiAgencyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('requestMultiAgency', input, ctx);
  }

  @Answers(AcceptMultiAgencyV1)
  acceptMultiAgency(@Payload() input: AcceptMultiAgencyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('acceptMultiAgency', input, ctx);
  }

  @Answers(ReturnWithAdviceV1)
  returnWithAdvice(@Payload() input: ReturnWithAdviceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('returnWithAdvice', input, ctx);
  }

  @Answers(ReturnToSupportV1)
  returnToSupport(@Payload() input: ReturnToSupportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('returnToSupport', input, ctx);
  }

  @Answers(HandBackV1)
  handBack(@Payload() input: HandBackV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('handBack', input, ctx);
  }

  @Answers(StartPlanV1)
  startPlan(@Payload() input: StartPlanV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('startPlan', input, ctx);
  }

  @Answers(WatchPotentialV1)
  watch(@Payload() input: WatchPotentialV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('watch', input, ctx);
  }

  @Answers(EndWatchingV1)
  noNeed(@Payload() input: EndWatchingV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refuse.execute('noNeed', input, ctx);
  }
}
