import { Injectable } from '@nestjs/common';
import { type Acted, ConsentWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT, stateAfterWithdrawal } from '../../domain/consent';
import { isLoss } from '../../domain/consent-change';
import { lossBeside, stricter } from '../../domain/merge';
import { saveConsent } from '../../storage/consent-changes.store';
import { lockConsent } from '../../storage/consents.store';
import { groupOf } from '../../storage/person-merges.store';

@Injectable()
export class CarryRefusalCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /**
   * Puts on this record what the same human took back on another, with all that follows from it. Permission did
   * not wait for this: it is answered by the stricter word from the withdrawal on. Does nothing the second time.
   */
  execute({ personRef }: { readonly personRef: string }, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today);
      const { consent, moment } = of;
      const others = (await groupOf(tx.db, personRef))
        .map((record) => record.consent)
        .filter(({ id }) => id !== personRef);
      if (!isLoss(lossBeside(consent, others, moment))) {
        return { id: personRef, state: consent.state, version: consent.version };
      }
      const { terms, guardian } = stricter(consent, others, tx.today);
      // Who recorded the word had the role for it; here it is only carried on.
      const onBehalf = { ...ctx.actor, roles: CONSENT.rolesFor('withdraw') };
      const same = terms.length === consent.terms.length && terms.every((term) => consent.terms.includes(term));
      const state = same ? consent.state : stateAfterWithdrawal(consent.state, terms, onBehalf);
      const detail = { carriedFrom: others.map(({ id }) => id) };
      const { version, lost } = await saveConsent(
        tx,
        of,
        { state, terms, guardian },
        { event: 'carry', actor: ctx.actor, detail },
      );
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      return { id: personRef, state, version };
    });
  }
}
