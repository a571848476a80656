import { Injectable } from '@nestjs/common';
import type { Acted, ExplainConsentV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT, explanationEvent, refuseFutureExplanation } from '../../domain/consent';
import { lockConsent, saveConsent } from '../../storage/consents.store';

@Injectable()
export class ExplainConsentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, ...input }: ExplainConsentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      const event = explanationEvent(consent.state);
      const state = CONSENT.next(consent.state, event, ctx.actor);
      refuseFutureExplanation(input.explainedOn, tx.today);
      const change = { state, terms: [], guardian: consent.guardian };
      const record = { event, actor: ctx.actor, now: tx.now, detail: input };
      const { version } = await saveConsent(tx.db, of, change, record);
      return { id: personRef, state, version };
    });
  }
}
