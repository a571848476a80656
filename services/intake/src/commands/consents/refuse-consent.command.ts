import { Injectable } from '@nestjs/common';
import { type Acted, ConsentWithdrawnV1, type RefuseConsentV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT, requireExplanation } from '../../domain/consent';
import { saveConsent } from '../../storage/consent-changes.store';
import { lockConsent } from '../../storage/consents.store';
import { requireSpeaker } from '../../storage/representatives.store';

@Injectable()
export class RefuseConsentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, ...input }: RefuseConsentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      requireExplanation(consent.state);
      const state = CONSENT.next(consent.state, 'refuse', ctx.actor);
      await requireSpeaker(tx, of, input, { scopes: [], takesAway: true });
      const change = { state, terms: [], guardian: consent.guardian };
      const record = { event: 'refuse', actor: ctx.actor, detail: input };
      const { version, lost } = await saveConsent(tx, of, change, record);
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      return { id: personRef, state, version };
    });
  }
}
