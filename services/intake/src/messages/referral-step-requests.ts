import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  AcceptElsewhereV1,
  AcceptReferralV1,
  type Acted,
  AssignReferralV1,
  ChangeReferralV1,
  DraftReferralV1,
  EscalateReferralV1,
  ReferOutV1,
  ResendReferralV1,
  ReturnReferralV1,
  SendReferralV1,
  TakeBackCaseV1,
  TakeOnReferralV1,
  WithdrawReferralV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AcceptElsewhereCommand } from '../commands/referrals/accept-elsewhere.command';
import { AcceptReferralCommand } from '../commands/referrals/accept-referral.command';
import { AssignReferralCommand } from '../commands/referrals/assign-referral.command';
import { ChangeReferralCommand } from '../commands/referrals/change-referral.command';
import { DraftReferralCommand } from '../commands/referrals/draft-referral.command';
import { EscalateReferralCommand } from '../commands/referrals/escalate-referral.command';
import { ReferOutCommand } from '../commands/referrals/refer-out.command';
import { ResendReferralCommand } from '../commands/referrals/resend-referral.command';
import { ReturnReferralCommand } from '../commands/referrals/return-referral.command';
import { SendReferralCommand } from '../commands/referrals/send-referral.command';
import { TakeBackCaseCommand } from '../commands/referrals/take-back-case.command';
import { TakeOnReferralCommand } from '../commands/referrals/take-on-referral.command';
import { WithdrawReferralCommand } from '../commands/referrals/withdraw-referral.command';

/** Steps of a つなぐシート, and of a case that goes with it. */
@Controller()
export class ReferralStepRequests {
  constructor(
    private readonly draftReferral: DraftReferralCommand,
    private readonly changeReferral: ChangeReferralCommand,
    private readonly sendReferral: SendReferralCommand,
    private readonly referOutCase: ReferOutCommand,
    private readonly resendReferral: ResendReferralCommand,
    private readonly acceptReferral: AcceptReferralCommand,
    private readonly returnReferral: ReturnReferralCommand,
    private readonly escalateReferral: EscalateReferralCommand,
    private readonly assignReferral: AssignReferralCommand,
    private readonly takeOnReferral: TakeOnReferralCommand,
    private readonly withdrawReferral: WithdrawReferralCommand,
    private readonly takeBackCase: TakeBackCaseCommand,
    private readonly acceptCaseElsewhere: AcceptElsewhereCommand,
  ) {}

  @Answers(DraftReferralV1)
  draft(@Payload() input: DraftReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.draftReferral.execute(input, ctx);
  }

  @Answers(ChangeReferralV1)
  change(@Payload() input: ChangeReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeReferral.execute(input, ctx);
  }

  @Answers(SendReferralV1)
  send(@Payload() input: SendReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.sendReferral.execute(input, ctx);
  }

  @Answers(ReferOutV1)
  referOut(@Payload() input: ReferOutV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.referOutCase.execute(input, ctx);
  }

  @Answers(ResendReferralV1)
  resend(@Payload() input: ResendReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.resendReferral.execute(input, ctx);
  }

  @Answers(AcceptReferralV1)
  accept(@Payload() input: AcceptReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.acceptReferral.execute(input, ctx);
  }

  @Answers(ReturnReferralV1)
  giveBack(@Payload() input: ReturnReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.returnReferral.execute(input, ctx);
  }

  @Answers(EscalateReferralV1)
  escalate(@Payload() input: EscalateReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.escalateReferral.execute(input, ctx);
  }

  @Answers(AssignReferralV1)
  assign(@Payload() input: AssignReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.assignReferral.execute(input, ctx);
  }

  @Answers(TakeOnReferralV1)
  takeOn(@Payload() input: TakeOnReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.takeOnReferral.execute(input, ctx);
  }

  @Answers(WithdrawReferralV1)
  withdraw(@Payload() input: WithdrawReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.withdrawReferral.execute(input, ctx);
  }

  @Answers(TakeBackCaseV1)
  takeBack(@Payload() input: TakeBackCaseV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.takeBackCase.execute(input, ctx);
  }

  @Answers(AcceptElsewhereV1)
  acceptElsewhere(@Payload() input: AcceptElsewhereV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.acceptCaseElsewhere.execute(input, ctx);
  }
}
