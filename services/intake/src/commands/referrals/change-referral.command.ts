import { Injectable } from '@nestjs/common';
import type { Acted, ChangeReferralV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseChangeIn } from '../../domain/referral';
import { lockReferral, takeSheetStep } from '../../storage/referrals.store';

@Injectable()
export class ChangeReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** What stood there before stays with the step. */
  execute({ referralId, ...change }: ChangeReferralV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { sheet } = await lockReferral(tx.db, referralId, ctx.expectedVersion);
      refuseChangeIn(sheet.state);
      const { urgency, topics, household, reasons, asksFor, meeting, items } = sheet;
      const detail = { before: { urgency, topics, household, reasons, asksFor, meeting, items } };
      const step = { event: 'change', to: sheet.state, actor: ctx.actor, now: tx.now, detail, change };
      const { version } = await takeSheetStep(tx.db, sheet, step);
      return { id: referralId, state: sheet.state, version };
    });
  }
}
