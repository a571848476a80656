import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  ListCaseReferralsV1,
  ListDeskReferralsV1,
  ListStuckReferralsV1,
  ReadReceivedReferralV1,
  ReadReferralV1,
  type ReceivedReferralAnswer,
  type ReferralAnswer,
  type ReferralListAnswer,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ReadReceivedReferralCommand } from '../commands/referrals/read-received-referral.command';
import { ReferralQueries } from '../queries/referral.queries';

/** What may be read of a つなぐシート. */
@Controller()
export class ReferralRequests {
  constructor(
    private readonly referrals: ReferralQueries,
    private readonly readReceived: ReadReceivedReferralCommand,
  ) {}

  @Answers(ReadReferralV1)
  read(@Payload() input: ReadReferralV1, @Ctx() ctx: CallContext): Promise<ReferralAnswer> {
    return this.referrals.byRef(input, ctx);
  }

  @Answers(ReadReceivedReferralV1)
  received(@Payload() input: ReadReceivedReferralV1, @Ctx() ctx: CallContext): Promise<ReceivedReferralAnswer> {
    return this.readReceived.execute(input, ctx);
  }

  @Answers(ListCaseReferralsV1)
  ofCase(@Payload() input: ListCaseReferralsV1, @Ctx() ctx: CallContext): Promise<ReferralListAnswer> {
    return this.referrals.ofCase(input, ctx);
  }

  @Answers(ListDeskReferralsV1)
  ofDesk(@Payload() input: ListDeskReferralsV1, @Ctx() ctx: CallContext): Promise<ReferralListAnswer> {
    return this.referrals.ofDesk(input, ctx);
  }

  @Answers(ListStuckReferralsV1)
  stuck(@Payload() input: ListStuckReferralsV1, @Ctx() ctx: CallContext): Promise<ReferralListAnswer> {
    return this.referrals.stuck(input, ctx);
  }
}
