import { Injectable } from '@nestjs/common';
import type { Acted, AskGuardianV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkTerms, CONSENT, requireExplanation, termsFrom } from '../../domain/consent';
import { lockConsent, saveConsent } from '../../storage/consents.store';

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
      const record = { event: 'needGuardian', actor: ctx.actor, now: tx.now, detail: input };
      const { version } = await saveConsent(tx.db, of, change, record);
      return { id: personRef, state, version };
    });
  }
}
