import { Injectable } from '@nestjs/common';
import type { Acted, ReviewPotentialClientV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseTooMuch, requireWatched, reviewDay } from '../../domain/potential-client';
import { lockCase } from '../../storage/cases.store';
import { reviewPotentialClient } from '../../storage/potential-clients.store';

@Injectable()
export class ReviewPotentialClientCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Also for a case that came into POTENTIAL from triage: from its first review on it has its day on record. */
  execute({ caseRef, reason, ...wish }: ReviewPotentialClientV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef);
      requireWatched(kase.state);
      refuseTooMuch(reason);
      const review = { reason, reviewBy: reviewDay(wish.reviewBy, tx.today), actor: ctx.actor, now: tx.now };
      const version = await reviewPotentialClient(tx.db, caseRef, review, ctx.expectedVersion);
      return { id: caseRef, state: kase.state, version };
    });
  }
}
