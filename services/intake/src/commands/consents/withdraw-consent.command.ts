import { Injectable } from '@nestjs/common';
import { type Acted, ConsentWithdrawnV1, type WithdrawConsentV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { stateAfterWithdrawal, termsLeft, withoutWithdrawn } from '../../domain/consent';
import { lockConsent, saveConsent } from '../../storage/consents.store';

@Injectable()
export class WithdrawConsentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** From the commit on nobody is told anything that rested on it; what was told has to be destroyed. */
  execute({ personRef, ...input }: WithdrawConsentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      const withdrawn = { scopes: input.scopes ?? null, orgIds: input.orgIds ?? null };
      const terms = termsLeft(withoutWithdrawn(consent.terms, withdrawn), tx.today);
      const state = stateAfterWithdrawal(consent.state, terms, ctx.actor);
      const change = { state, terms, guardian: consent.guardian };
      const record = { event: 'withdraw', actor: ctx.actor, now: tx.now, detail: input };
      const { version, profileVersion, loss } = await saveConsent(tx.db, of, change, record);
      const lost = { scopes: [...loss.scopes], orgIds: [...loss.orgIds] };
      await tx.publish(ConsentWithdrawnV1, { personRef, ...lost, version: profileVersion });
      return { id: personRef, state, version };
    });
  }
}
