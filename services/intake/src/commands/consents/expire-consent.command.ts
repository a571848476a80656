import { Injectable } from '@nestjs/common';
import { type Acted, ConsentWithdrawnV1 } from '#libs/contracts';
import type { Actor, CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { type Consent, CONSENT } from '../../domain/consent';
import { termsLeft } from '../../domain/consent-terms';
import { saveConsent } from '../../storage/consent-changes.store';
import { lockConsent } from '../../storage/consents.store';

@Injectable()
export class ExpireConsentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /**
   * Drops the terms and exceptions that are over and tells the others, so that they end what rested on them.
   * Permission never waited for this: who asks is answered by the calendar. Changes nothing where nothing is over.
   */
  execute({ personRef }: { readonly personRef: string }, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today);
      const { consent } = of;
      const terms = termsLeft(consent.terms, tx.today);
      const exceptionTerms = termsLeft(consent.exceptionTerms, tx.today);
      const before = consent.terms.length + consent.exceptionTerms.length;
      if (terms.length + exceptionTerms.length === before) {
        return { id: personRef, state: consent.state, version: consent.version };
      }
      const state = stateAfterExpiry(consent, { terms, exceptionTerms }, ctx.actor);
      const change = { state, terms, exceptionTerms, guardian: consent.guardian };
      const { version, lost } = await saveConsent(tx, of, change, { event: 'expire', actor: ctx.actor, detail: {} });
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      return { id: personRef, state, version };
    });
  }
}

/** The state is over once the last thing is over that it rested on. */
function stateAfterExpiry(
  { state, terms }: Consent,
  left: Pick<Consent, 'terms' | 'exceptionTerms'>,
  actor: Actor,
): string {
  const over = state === 'EXCEPTION' ? left.exceptionTerms.length === 0 : left.terms.length === 0 && terms.length > 0;
  return over ? CONSENT.next(state, 'expire', actor) : state;
}
