import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  CloseEngagementV1,
  ConfirmSafetyV1,
  ContinueEngagementV1,
  EndEngagementEarlyV1,
  HandOverEngagementV1,
  PrepareEngagementV1,
  RaiseSafetyConcernV1,
  ReachEngagementV1,
  RecordSetbackV1,
  ReopenEngagementV1,
  RespectStopWishV1,
  ResumeEngagementV1,
  ReturnEngagementV1,
  type SafetyConcernAnswer,
  WatchEngagementV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { BeginReachingCommand } from '../commands/begin-reaching.command';
import { HandOverEngagementCommand } from '../commands/hand-over-engagement.command';
import { MoveEngagementCommand } from '../commands/move-engagement.command';
import { RaiseSafetyConcernCommand } from '../commands/raise-safety-concern.command';
import type { At, Engagement, Move } from '../domain/engagement';
import { close } from '../domain/engagement-ending';
import * as steps from '../domain/engagement-steps';

/** The steps of an engagement. What each needs and changes stands in domain/. */
@Controller()
export class EngagementStepRequests {
  constructor(
    private readonly move: MoveEngagementCommand,
    private readonly beginning: BeginReachingCommand,
    private readonly handOver: HandOverEngagementCommand,
    private readonly concern: RaiseSafetyConcernCommand,
  ) {}

  @Answers(PrepareEngagementV1)
  prepare(@Payload() input: PrepareEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.begin(steps.prepare, input, ctx);
  }

  @Answers(ReachEngagementV1)
  reach(@Payload() input: ReachEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.begin(steps.reach, input, ctx);
  }

  @Answers(ContinueEngagementV1)
  goOnRegularly(@Payload() input: ContinueEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.step(steps.goOnRegularly, input, ctx);
  }

  @Answers(RecordSetbackV1)
  setback(@Payload() input: RecordSetbackV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.step(steps.setback, input, ctx);
  }

  @Answers(WatchEngagementV1)
  watch(@Payload() input: WatchEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.step(steps.watch, input, ctx);
  }

  @Answers(ResumeEngagementV1)
  resume(@Payload() input: ResumeEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.begin(steps.resume, input, ctx);
  }

  @Answers(RespectStopWishV1)
  stopWish(@Payload() input: RespectStopWishV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.step(steps.respectStopWish, input, ctx);
  }

  @Answers(RaiseSafetyConcernV1)
  safetyConcern(@Payload() input: RaiseSafetyConcernV1, @Ctx() ctx: CallContext): Promise<SafetyConcernAnswer> {
    return this.concern.execute(input, ctx);
  }

  @Answers(ConfirmSafetyV1)
  safe(@Payload() input: ConfirmSafetyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.step(steps.confirmSafety, input, ctx);
  }

  @Answers(HandOverEngagementV1)
  handOverTo(@Payload() input: HandOverEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.handOver.execute(input, ctx);
  }

  @Answers(ReturnEngagementV1)
  returned(@Payload() input: ReturnEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.step(steps.returned, input, ctx);
  }

  @Answers(CloseEngagementV1)
  close(@Payload() input: CloseEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.step(close, input, ctx);
  }

  @Answers(EndEngagementEarlyV1)
  endEarly(@Payload() input: EndEngagementEarlyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.step(steps.endEarly, input, ctx);
  }

  @Answers(ReopenEngagementV1)
  reopen(@Payload() input: ReopenEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.begin(steps.reopen, input, ctx);
  }

  private step<I extends { readonly engagementId: string }>(
    decide: (engagement: Engagement, input: I, at: At) => Move,
    input: I,
    ctx: CallContext,
  ): Promise<Acted> {
    return this.move.execute(input.engagementId, (engagement, at) => decide(engagement, input, at), ctx);
  }

  private begin<I extends { readonly engagementId: string; readonly conferenceId?: string }>(
    decide: (engagement: Engagement, input: I, at: At) => Move,
    input: I,
    ctx: CallContext,
  ): Promise<Acted> {
    return this.beginning.execute(input, (engagement, at) => decide(engagement, input, at), ctx);
  }
}
