import { Injectable } from '@nestjs/common';
import type { Acted, WithdrawReferralV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { REFERRAL } from '../../domain/referral';
import { followSheet } from '../../storage/referral-case.store';
import { lockReferral, takeSheetStep } from '../../storage/referrals.store';

@Injectable()
export class WithdrawReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ referralId, reason, words }: WithdrawReferralV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { sheet, kase } = await lockReferral(tx.db, referralId, ctx.expectedVersion);
      const to = REFERRAL.next(sheet.state, 'withdraw', ctx.actor);
      const step = { event: 'withdraw', to, actor: ctx.actor, now: tx.now, reason, detail: { words } };
      const withdrawn = await takeSheetStep(tx.db, sheet, step);
      await followSheet(tx, kase, withdrawn, ctx.actor);
      return { id: referralId, state: to, version: withdrawn.version };
    });
  }
}
