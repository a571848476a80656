import { Injectable } from '@nestjs/common';
import { type Acted, type AmendConsentV1, ConsentGrantedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import {
  addTerms,
  checkTerms,
  CONSENT,
  refuseTooManyRecipients,
  requireWordsOfMinor,
  scopesInForce,
  termsFrom,
} from '../../domain/consent';
import { lockConsent, saveConsent } from '../../storage/consents.store';

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
      const amended = { state, terms: addTerms(consent.terms, added), guardian: consent.guardian };
      refuseTooManyRecipients(amended.terms);
      const record = { event: 'amendScope', actor: ctx.actor, now: tx.now, detail: input };
      const { version, profileVersion } = await saveConsent(tx.db, of, amended, record);
      const scopes = [...scopesInForce(amended, tx.today)];
      await tx.publish(ConsentGrantedV1, { personRef, scopes, version: profileVersion });
      return { id: personRef, state, version };
    });
  }
}
