import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { ChaseReferralCommand } from '../commands/referrals/chase-referral.command';
import { ReferralQueries } from '../queries/referral.queries';

/** Reminds desks that have not answered, and hands over to their managers what stays unanswered. */
@Injectable()
export class ReferralChaseTimer extends DueWorkTimer {
  constructor(referrals: ReferralQueries, chase: ChaseReferralCommand, @Inject(PLATFORM) platform: Platform) {
    super(platform, {
      part: 'referral-chase-timer',
      due: (tenant) => referrals.dueToChase(tenant),
      act: (referralId, ctx) => chase.execute({ referralId }, ctx),
    });
  }
}
