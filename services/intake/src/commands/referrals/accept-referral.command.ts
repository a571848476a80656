import { Injectable } from '@nestjs/common';
import type { Acted, AcceptReferralV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { receiverIdOf, REFERRAL, requireReceiver } from '../../domain/referral';
import { requireDesk } from '../../storage/desks.store';
import { followSheet } from '../../storage/referral-case.store';
import { lockReferral, takeSheetStep } from '../../storage/referrals.store';

@Injectable()
export class AcceptReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ referralId, spokenTo }: AcceptReferralV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { sheet, kase } = await lockReferral(tx.db, referralId, ctx.expectedVersion);
      const to = REFERRAL.next(sheet.state, 'accept', ctx.actor);
      requireReceiver(await requireDesk(tx.db, receiverIdOf(sheet)), ctx.actor, spokenTo ?? null);
      const step = { event: 'accept', to, actor: ctx.actor, now: tx.now, detail: { spokenTo } };
      const accepted = await takeSheetStep(tx.db, sheet, step);
      await followSheet(tx, kase, accepted, ctx.actor);
      return { id: referralId, state: to, version: accepted.version };
    });
  }
}
