import { Injectable } from '@nestjs/common';
import type { Acted, WatchPotentialV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { checkReviewDay, refuseConclusion } from '../../domain/watch';
import { lockCase, takeStep } from '../../storage/cases.store';
import { SUPPORT } from '../../storage/conference-kinds';
import { reviewPotentialClient } from '../../storage/potential-clients.store';
import { insertWatch, requireItemOfCase } from '../../storage/watches.store';

/** Why it goes on, for the list of those to be looked at again; the words are the conference's. */
const REVIEWED_BY = 'support_conference';

@Injectable()
export class WatchPotentialCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, itemId, policy, keptItems, reviewOn }: WatchPotentialV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'watch', ctx.actor);
      const sight = { of: SUPPORT, actor: ctx.actor, today: tx.today };
      refuseConclusion('continue_watch', await requireItemOfCase(tx.db, sight, itemId, caseRef));
      checkReviewDay(reviewOn, tx.today);
      await insertWatch(tx.db, {
        ...{ caseRef, itemId, event: 'watch', words: policy, keptItems, reviewOn, disposalOn: null },
        ...{ decidedBy: ctx.actor.sub, decidedAt: tx.now },
      });
      const review = { reason: REVIEWED_BY, reviewBy: reviewOn, actor: ctx.actor, now: tx.now };
      await reviewPotentialClient(tx.db, caseRef, review);
      const detail = { keptItems, reviewOn };
      return takeStep(tx.db, kase, { event: 'watch', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
