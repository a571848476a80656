import { Injectable } from '@nestjs/common';
import type { Acted, DeclineParticipationReferralV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireOpenReferral } from '../../domain/participation-referral';
import { declineReferral, lockReferral } from '../../storage/participation-referrals.store';

/** Participation support does not begin; the reason stays. */
@Injectable()
export class DeclineReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ referralId, reasonCode }: DeclineParticipationReferralV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const row = await lockReferral(db, referralId, ctx.expectedVersion);
      requireOpenReferral(row);
      const version = await declineReferral(db, row, reasonCode, ctx.actor.sub);
      return { id: referralId, state: 'DECLINED', version };
    });
  }
}
