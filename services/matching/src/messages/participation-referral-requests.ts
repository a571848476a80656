import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  DeclineParticipationReferralV1,
  ListParticipationReferralsV1,
  type ParticipationReferralList,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { DeclineReferralCommand } from '../commands/referrals/decline-referral.command';
import { ParticipationReferralQueries } from '../queries/participation-referral.queries';

/** What support plans apply for here. */
@Controller()
export class ParticipationReferralRequests {
  constructor(
    private readonly referrals: ParticipationReferralQueries,
    private readonly refusing: DeclineReferralCommand,
  ) {}

  @Answers(ListParticipationReferralsV1)
  list(@Payload() input: ListParticipationReferralsV1, @Ctx() ctx: CallContext): Promise<ParticipationReferralList> {
    return this.referrals.list(input, ctx);
  }

  @Answers(DeclineParticipationReferralV1)
  decline(@Payload() input: DeclineParticipationReferralV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refusing.execute(input, ctx);
  }
}
