import { Injectable } from '@nestjs/common';
import { type Acted, ConsentWithdrawnV1, type WithdrawConsentV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { stateAfterWithdrawal } from '../../domain/consent';
import { termsLeft, withoutWithdrawn } from '../../domain/consent-terms';
import { saveConsent } from '../../storage/consent-changes.store';
import { lockConsent } from '../../storage/consents.store';
import { requireSpeaker } from '../../storage/representatives.store';

@Injectable()
export class WithdrawConsentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** From the commit on nobody is told anything that rested on it; what was told has to be destroyed. */
  execute({ personRef, ...input }: WithdrawConsentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      const withdrawn = { scopes: input.scopes ?? null, orgIds: input.orgIds ?? null };
      const left = withoutWithdrawn(consent.terms, withdrawn);
      const scopes = withdrawn.scopes ?? consent.terms.map(({ scope }) => scope);
      await requireSpeaker(tx, of, input, { scopes, takesAway: true });
      const terms = termsLeft(left, tx.today);
      const state = stateAfterWithdrawal(consent.state, terms, ctx.actor);
      const change = { state, terms, guardian: consent.guardian };
      const { version, lost } = await saveConsent(tx, of, change, {
        event: 'withdraw',
        actor: ctx.actor,
        detail: input,
      });
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      return { id: personRef, state, version };
    });
  }
}
