import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, ConsentWithdrawnV1, MatchingProfileChangedV1, type UseConsentExceptionV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT } from '../../domain/consent';
import { approveBy, checkException } from '../../domain/consent-exception';
import { termsFrom } from '../../domain/consent-terms';
import { saveConsent } from '../../storage/consent-changes.store';
import { insertException } from '../../storage/consent-exceptions.store';
import { lockConsent } from '../../storage/consents.store';

@Injectable()
export class UseExceptionCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Holds at once: somebody may be in danger. Who decides on it looks at it afterwards (L18). */
  execute({ personRef, ...input }: UseConsentExceptionV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      const { basis, reason, until } = input;
      const state = CONSENT.next(consent.state, 'useException', ctx.actor);
      const terms = termsFrom(input.scopes.map((scope) => ({ ...scope, until })));
      checkException({ basis, terms, until }, tx.today);
      const id = randomUUID();
      await insertException(tx.db, {
        ...{ id, version: 1, state: 'PENDING' as const, personRef, basis, reason, terms, until },
        approveBy: approveBy(tx.today),
        usedBy: ctx.actor.sub,
        usedAt: tx.now,
      });
      const used = terms.map((term) => ({ ...term, until, basis, exceptionId: id }));
      const change = {
        ...{ state, terms: consent.terms, guardian: consent.guardian, pendingTerms: consent.pendingTerms },
        exceptionTerms: [...consent.exceptionTerms, ...used],
      };
      const record = { event: 'useException', actor: ctx.actor, detail: { exceptionId: id } };
      const { profileVersion, lost } = await saveConsent(tx, of, change, record);
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      await tx.publish(MatchingProfileChangedV1, { personRef, version: profileVersion });
      return { id, state: 'PENDING', version: 1 };
    });
  }
}
