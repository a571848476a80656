import { Injectable } from '@nestjs/common';
import type { Acted, TakeOnReferralV1 } from '#libs/contracts';
import { type CallContext, hasRole } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireOwnDesk } from '../../domain/desk';
import { answersFor, REFERRAL, refuseUnlessWithManager, worksAt } from '../../domain/referral';
import { requireDesk } from '../../storage/desks.store';
import { followSheet } from '../../storage/referral-case.store';
import { giveTo, lockPersonOf } from '../../storage/referral-sending.store';
import { lockReferral, takeSheetStep } from '../../storage/referrals.store';

@Injectable()
export class TakeOnReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ referralId, ...taken }: TakeOnReferralV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      await lockPersonOf(tx.db, referralId);
      const { sheet, kase } = await lockReferral(tx.db, referralId, ctx.expectedVersion);
      refuseUnlessWithManager(sheet.state);
      const to = REFERRAL.next(sheet.state, 'accept', ctx.actor);
      const desk = await requireDesk(tx.db, taken.toDeskId, 'toDeskId');
      const manages = hasRole(ctx.actor, 'NO_REFUSAL_MANAGER') && answersFor(desk, ctx.actor.sub);
      requireOwnDesk(manages || worksAt(desk, ctx.actor));
      const change = await giveTo(tx, sheet, taken, ctx.actor);
      const step = { event: 'accept', to, actor: ctx.actor, now: tx.now, change };
      const accepted = await takeSheetStep(tx.db, sheet, step);
      await followSheet(tx, kase, accepted, ctx.actor);
      return { id: referralId, state: to, version: accepted.version };
    });
  }
}
