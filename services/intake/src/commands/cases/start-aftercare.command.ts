import { Injectable } from '@nestjs/common';
import type { Acted, StartAftercareV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { refuseAfterDeath } from '../../domain/early-end';
import { requireScope } from '../../domain/consent';
import { lockCase, takeStep } from '../../storage/cases.store';
import { findConsent } from '../../storage/consents.store';

@Injectable()
export class StartAftercareCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Rests on the person's consent `followup_after_close`, looked at in this moment. */
  execute({ caseRef }: StartAftercareV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'startAftercare', ctx.actor);
      refuseAfterDeath(kase.closureReason);
      if (kase.personRef === null) throw conflict('case.person-missing', 'Nobody is known to consent.');
      const { consent } = await findConsent(tx.db, kase.personRef, tx.today);
      requireScope(consent, 'followup_after_close', tx.today);
      return takeStep(tx.db, kase, { event: 'startAftercare', to, actor: ctx.actor, now: tx.now, detail: {} });
    });
  }
}
