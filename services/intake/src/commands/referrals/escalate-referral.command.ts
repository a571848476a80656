import { Injectable } from '@nestjs/common';
import type { Acted, EscalateReferralV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { REFERRAL, refuseEarlyEscalation } from '../../domain/referral';
import { returnsOfCase } from '../../storage/referral-case.store';
import { lockReferral, takeSheetStep } from '../../storage/referrals.store';

@Injectable()
export class EscalateReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ referralId }: EscalateReferralV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { sheet } = await lockReferral(tx.db, referralId, ctx.expectedVersion);
      const to = REFERRAL.next(sheet.state, 'escalate', ctx.actor);
      refuseEarlyEscalation(await returnsOfCase(tx.db, sheet.caseRef));
      const step = { event: 'escalate', to, actor: ctx.actor, now: tx.now };
      const { version } = await takeSheetStep(tx.db, sheet, step);
      return { id: referralId, state: to, version };
    });
  }
}
