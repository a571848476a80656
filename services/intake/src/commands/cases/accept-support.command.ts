import { Injectable } from '@nestjs/common';
import type { Acted, AcceptSupportV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { requireScope } from '../../domain/consent';
import { lockCase, takeStep } from '../../storage/cases.store';
import { findConsent } from '../../storage/consents.store';

@Injectable()
export class AcceptSupportCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Rests on the person's consent `intake_record`, looked at in this moment. */
  execute({ caseRef }: AcceptSupportV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const kase = await lockCase(tx.db, caseRef, ctx.expectedVersion);
      const to = CASE.next(kase.state, 'consented', ctx.actor);
      if (kase.personRef === null) throw conflict('case.person-missing', 'Nobody is known to consent.');
      const { consent } = await findConsent(tx.db, kase.personRef, tx.today);
      requireScope(consent, 'intake_record', tx.today);
      return takeStep(tx.db, kase, { event: 'consented', to, actor: ctx.actor, now: tx.now, detail: {} });
    });
  }
}
