import { Injectable } from '@nestjs/common';
import {
  type Acted,
  ConsentGrantedV1,
  ConsentWithdrawnV1,
  MatchingProfileChangedV1,
  type RecordGuardianWordV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { type Consent, scopesInForce, stateAfterGuardian } from '../../domain/consent';
import type { Term } from '../../domain/consent-terms';
import { saveConsent } from '../../storage/consent-changes.store';
import { lockConsent } from '../../storage/consents.store';
import { requireGuardian } from '../../storage/representatives.store';

@Injectable()
export class RecordGuardianWordCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** A yes lets the person's own word count; a no may take the name back from those who had it. */
  execute({ personRef, ...input }: RecordGuardianWordV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      const { word } = input;
      if (input.representativeId != null) await requireGuardian(tx, of, input.representativeId);
      const state = stateAfterGuardian(consent.state, word, ctx.actor);
      const change = { state, terms: termsAfter(consent, state), guardian: word };
      const record = { event: 'guardianWord', actor: ctx.actor, detail: input };
      const { version, profileVersion, lost } = await saveConsent(tx, of, change, record);
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      if (consent.state !== state && state === 'GRANTED') {
        const scopes = [...scopesInForce(change, tx.today)];
        await tx.publish(ConsentGrantedV1, { personRef, scopes, version: profileVersion });
      } else {
        await tx.publish(MatchingProfileChangedV1, { personRef, version: profileVersion });
      }
      return { id: personRef, state, version };
    });
  }
}

/** What the person had agreed to holds once the guardian agrees; otherwise the terms stay as they were. */
function termsAfter(
  consent: Pick<Consent, 'state' | 'terms'> & { readonly pendingTerms: readonly Term[] },
  state: string,
): readonly Term[] {
  if (consent.state !== 'GUARDIAN_PENDING') return consent.terms;
  return state === 'GRANTED' ? consent.pendingTerms : [];
}
