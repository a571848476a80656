import { Injectable } from '@nestjs/common';
import type { Acted, BackToSupportV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { refuseBackWithoutConclusion } from '../../domain/multi-agency';
import { lockCase, takeStep } from '../../storage/cases.store';
import { concludedSinceClosing, multiAgencyOf } from '../../storage/multi-agency.store';

@Injectable()
export class BackToSupportCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Where several agencies work together, their conference concludes that support goes on. */
  execute({ caseRef, reason }: BackToSupportV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'backToSupport', ctx.actor);
      const work = await multiAgencyOf(tx.db, kase);
      refuseBackWithoutConclusion(work, await concludedSinceClosing(tx.db, kase));
      return takeStep(tx.db, kase, { event: 'backToSupport', to, actor: ctx.actor, now: tx.now, detail: { reason } });
    });
  }
}
