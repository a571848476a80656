import { Injectable } from '@nestjs/common';
import { type Acted, ConsentGrantedV1, ConsentWithdrawnV1, type GrantConsentV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT, requireExplanation, requireWordsOfMinor, scopesInForce } from '../../domain/consent';
import { checkTerms, termsFrom } from '../../domain/consent-terms';
import { saveConsent } from '../../storage/consent-changes.store';
import { lockConsent } from '../../storage/consents.store';
import { requireSpeaker } from '../../storage/representatives.store';

@Injectable()
export class GrantConsentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, ...input }: GrantConsentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      requireExplanation(consent.state);
      const event = (input.refusedScopes ?? []).length > 0 ? 'grantPartially' : 'grant';
      const state = CONSENT.next(consent.state, event, ctx.actor);
      const terms = termsFrom(input.terms);
      checkTerms(terms, tx.today);
      requireWordsOfMinor(input.personWords ?? null, of.moment.age);
      await requireSpeaker(tx, of, input, { scopes: terms.map(({ scope }) => scope), takesAway: false });
      const granted = { state, terms, guardian: input.guardian ?? consent.guardian };
      const record = { event, actor: ctx.actor, detail: input };
      const { version, profileVersion, lost } = await saveConsent(tx, of, granted, record);
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      const scopes = [...scopesInForce(granted, tx.today)];
      await tx.publish(ConsentGrantedV1, { personRef, scopes, version: profileVersion });
      return { id: personRef, state, version };
    });
  }
}
