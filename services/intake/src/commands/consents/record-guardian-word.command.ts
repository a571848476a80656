import { Injectable } from '@nestjs/common';
import {
  type Acted,
  ConsentGrantedV1,
  ConsentWithdrawnV1,
  MatchingProfileChangedV1,
  type RecordGuardianWordV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { type Consent, scopesInForce, stateAfterGuardian, type Term } from '../../domain/consent';
import { isLoss } from '../../domain/consent-change';
import { type ConsentSaved, lockConsent, saveConsent } from '../../storage/consents.store';

@Injectable()
export class RecordGuardianWordCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, word, guardianWords }: RecordGuardianWordV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      const state = stateAfterGuardian(consent.state, word, ctx.actor);
      const change = { state, terms: termsAfter(consent, state), guardian: word };
      const saved = await saveConsent(tx.db, of, change, {
        event: 'guardianWord',
        actor: ctx.actor,
        now: tx.now,
        detail: { word, guardianWords },
      });
      await this.tell(tx, personRef, { before: consent.state, change, saved });
      return { id: personRef, state, version: saved.version };
    });
  }

  /** A yes lets the person's own word count; a no may take the name back from those who had it. */
  private async tell(
    tx: Tx,
    personRef: string,
    { before, change, saved }: { readonly before: string; readonly change: Consent; readonly saved: ConsentSaved },
  ): Promise<void> {
    const version = saved.profileVersion;
    if (isLoss(saved.loss)) {
      const lost = { scopes: [...saved.loss.scopes], orgIds: [...saved.loss.orgIds] };
      await tx.publish(ConsentWithdrawnV1, { personRef, ...lost, version });
    }
    if (before !== change.state && change.state === 'GRANTED') {
      await tx.publish(ConsentGrantedV1, { personRef, scopes: [...scopesInForce(change, tx.today)], version });
    } else {
      await tx.publish(MatchingProfileChangedV1, { personRef, version });
    }
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
