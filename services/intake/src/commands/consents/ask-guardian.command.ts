import { Injectable } from '@nestjs/common';
import { type Acted, type AskGuardianV1, ConsentWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT, requireExplanation } from '../../domain/consent';
import { checkTerms, termsFrom } from '../../domain/consent-terms';
import { saveConsent } from '../../storage/consent-changes.store';
import { lockConsent } from '../../storage/consents.store';

@Injectable()
export class AskGuardianCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, ...input }: AskGuardianV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      requireExplanation(consent.state);
      const state = CONSENT.next(consent.state, 'needGuardian', ctx.actor);
      const pendingTerms = termsFrom(input.terms);
      checkTerms(pendingTerms, tx.today);
      const change = { state, terms: [], pendingTerms, guardian: null };
      const record = { event: 'needGuardian', actor: ctx.actor, detail: input };
      const { version, lost } = await saveConsent(tx, of, change, record);
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      return { id: personRef, state, version };
    });
  }
}
