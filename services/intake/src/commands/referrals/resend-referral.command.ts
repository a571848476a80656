import { Injectable } from '@nestjs/common';
import type { Acted, ResendReferralV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { REFERRAL } from '../../domain/referral';
import { lockPersonOf, sendSheet } from '../../storage/referral-sending.store';
import { lockReferral } from '../../storage/referrals.store';

@Injectable()
export class ResendReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ referralId, ...sending }: ResendReferralV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      await lockPersonOf(tx.db, referralId);
      const { sheet } = await lockReferral(tx.db, referralId, ctx.expectedVersion);
      const to = REFERRAL.next(sheet.state, 'resend', ctx.actor);
      const sent = await sendSheet(tx, sheet, sending, { event: 'resend', to, actor: ctx.actor });
      return { id: referralId, state: sent.state, version: sent.version };
    });
  }
}
