import { Injectable } from '@nestjs/common';
import type { Acted, ReferOutV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { REFERRAL } from '../../domain/referral';
import { findCase, takeStep } from '../../storage/cases.store';
import { lockPersonOf, sendSheet } from '../../storage/referral-sending.store';
import { lockReferralOf } from '../../storage/referrals.store';

@Injectable()
export class ReferOutCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, referralId, ...sending }: ReferOutV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      await findCase(tx.db, caseRef);
      await lockPersonOf(tx.db, referralId);
      const { kase, sheet } = await lockReferralOf(tx.db, caseRef, referralId, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'referOut', ctx.actor);
      const event = sheet.state === 'RETURNED' ? 'resend' : 'send';
      const sent = REFERRAL.next(sheet.state, event, ctx.actor);
      await sendSheet(tx, sheet, sending, { event, to: sent, actor: ctx.actor });
      const detail = { referralId };
      return takeStep(tx.db, kase, { event: 'referOut', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
