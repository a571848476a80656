import { Injectable } from '@nestjs/common';
import type { Acted } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { isDue, receiverIdOf, REFERRAL } from '../../domain/referral';
import { remindReceiver } from '../../storage/referral-reminders.store';
import { lockReferral, takeSheetStep } from '../../storage/referrals.store';

@Injectable()
export class ChaseReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** First the receiver is reminded, then its manager has it. Nothing where somebody answered in the meantime. */
  execute({ referralId }: { readonly referralId: string }, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { sheet } = await lockReferral(tx.db, referralId);
      const as = { id: referralId, state: sheet.state, version: sheet.version };
      if (sheet.state !== 'SENT') return as;
      if (isDue(sheet.remindAt, tx.now)) await remindReceiver(tx.db, sheet, receiverIdOf(sheet), tx.now);
      if (!isDue(sheet.overdueAt, tx.now)) return as;
      const to = REFERRAL.next(sheet.state, 'overdue', ctx.actor);
      const { version } = await takeSheetStep(tx.db, sheet, { event: 'overdue', to, actor: ctx.actor, now: tx.now });
      return { id: referralId, state: to, version };
    });
  }
}
