import { Injectable } from '@nestjs/common';
import { type Acted, ConsentWithdrawnV1, type ExplainConsentV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT, explanationEvent, refuseFutureExplanation } from '../../domain/consent';
import { shownWording } from '../../domain/consent-wording';
import { saveConsent } from '../../storage/consent-changes.store';
import { ownWordings } from '../../storage/consent-wordings.store';
import { lockConsent } from '../../storage/consents.store';

@Injectable()
export class ExplainConsentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** From now on the person's own word counts again: an exception that stood in for it ends. */
  execute({ personRef, ...input }: ExplainConsentV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const of = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      const { consent } = of;
      const event = explanationEvent(consent.state);
      const state = CONSENT.next(consent.state, event, ctx.actor);
      refuseFutureExplanation(input.explainedOn, tx.today);
      const asked = input.wordingVersion ?? null;
      const wordingVersion = shownWording(await ownWordings(tx.db), asked, input.explainedOn);
      const exceptionTerms = consent.state === 'EXCEPTION' ? [] : consent.exceptionTerms;
      const change = { state, terms: [], exceptionTerms, guardian: consent.guardian };
      const record = { event, actor: ctx.actor, detail: { ...input, wordingVersion } };
      const { version, lost } = await saveConsent(tx, of, change, record);
      if (lost !== null) await tx.publish(ConsentWithdrawnV1, lost);
      return { id: personRef, state, version };
    });
  }
}
