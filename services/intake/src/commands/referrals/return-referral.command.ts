import { Injectable } from '@nestjs/common';
import type { Acted, ReturnReferralV1 } from '#libs/contracts';
import { type CallContext, systemActor } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { goesToManager, receiverIdOf, REFERRAL, requireReceiver } from '../../domain/referral';
import { requireDesk } from '../../storage/desks.store';
import { followSheet } from '../../storage/referral-case.store';
import { lockReferral, takeSheetStep } from '../../storage/referrals.store';

@Injectable()
export class ReturnReferralCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The second time, the manager has it before anybody could miss it: in this very transaction. */
  execute({ referralId, reason, ...answer }: ReturnReferralV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { sheet, kase } = await lockReferral(tx.db, referralId, ctx.expectedVersion);
      const to = REFERRAL.next(sheet.state, 'return', ctx.actor);
      requireReceiver(await requireDesk(tx.db, receiverIdOf(sheet)), ctx.actor, answer.spokenTo ?? null);
      if (answer.suggestedDeskId !== undefined) await requireDesk(tx.db, answer.suggestedDeskId, 'suggestedDeskId');
      const change = { returns: sheet.returns + 1 };
      const step = { event: 'return', to, actor: ctx.actor, now: tx.now, reason, detail: answer, change };
      const returned = await takeSheetStep(tx.db, sheet, step);
      const system = systemActor('intake', ctx.tenant);
      const left = goesToManager(returned.returns)
        ? await takeSheetStep(tx.db, returned, {
            event: 'escalate',
            to: REFERRAL.next(returned.state, 'escalate', system),
            actor: system,
            now: tx.now,
          })
        : returned;
      await followSheet(tx, kase, left, ctx.actor);
      return { id: referralId, state: left.state, version: left.version };
    });
  }
}
