import { Injectable } from '@nestjs/common';
import { type Acted, ConsentWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT, termsLeft } from '../../domain/consent';
import { lockConsent, saveConsent } from '../../storage/consents.store';

@Injectable()
export class ExpireConsentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /**
   * Drops the terms that are over and tells the others, so that they end what rested on them. Permission
   * never waited for this: who asks is answered by the calendar. Changes nothing where nothing is over.
   */
  execute({ personRef }: { readonly personRef: string }, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today);
      const { consent } = of;
      const terms = termsLeft(consent.terms, tx.today);
      if (terms.length === consent.terms.length) {
        return { id: personRef, state: consent.state, version: consent.version };
      }
      const state = terms.length === 0 ? CONSENT.next(consent.state, 'expire', ctx.actor) : consent.state;
      const change = { state, terms, guardian: consent.guardian };
      const record = { event: 'expire', actor: ctx.actor, now: tx.now, detail: {} };
      const { version, profileVersion, loss } = await saveConsent(tx.db, of, change, record);
      const lost = { scopes: [...loss.scopes], orgIds: [...loss.orgIds] };
      await tx.publish(ConsentWithdrawnV1, { personRef, ...lost, version: profileVersion });
      return { id: personRef, state, version };
    });
  }
}
