import { Injectable } from '@nestjs/common';
import { type Acted, type AmendConsentV1, ConsentGrantedV1, ConsentWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT, requireWordsOfMinor, scopesInForce } from '../../domain/consent';
import { addTerms, checkTerms, refuseTooManyRecipients, termsFrom } from '../../domain/consent-terms';
import { saveConsent } from '../../storage/consent-changes.store';
import { lockConsent } from '../../storage/consents.store';
import { requireSpeaker } from '../../storage/representatives.store';

@Injectable()
export class AmendConsentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, ...input }: AmendConsentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      const state = CONSENT.next(consent.state, 'amendScope', ctx.actor);
      const added = termsFrom(input.terms);
      checkTerms(added, tx.today);
      requireWordsOfMinor(input.personWords ?? null, of.moment.age);
      await requireSpeaker(tx, of, input, { scopes: added.map(({ scope }) => scope), takesAway: false });
      const amended = { state, terms: addTerms(consent.terms, added), guardian: consent.guardian };
      refuseTooManyRecipients(amended.terms);
      const record = { event: 'amendScope', actor: ctx.actor, detail: input };
      const { version, profileVersion, lost } = await saveConsent(tx, of, amended, record);
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      const scopes = [...scopesInForce(amended, tx.today)];
      await tx.publish(ConsentGrantedV1, { personRef, scopes, version: profileVersion });
      return { id: personRef, state, version };
    });
  }
}
