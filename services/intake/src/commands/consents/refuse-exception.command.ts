import { Injectable } from '@nestjs/common';
import type { Acted, UseConsentExceptionV1 } from '#libs/contracts';
import { type CallContext, notAvailableYet } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { CONSENT } from '../../domain/consent';
import { lockConsent } from '../../storage/consents.store';

@Injectable()
export class RefuseExceptionCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** An exception needs its approval by the next working day (L18), which does not exist yet. */
  execute({ personRef }: UseConsentExceptionV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { consent } = await lockConsent(tx.db, personRef, tx.today, ctx.expectedVersion);
      CONSENT.next(consent.state, 'useException', ctx.actor);
      throw notAvailableYet('The approval of an exception');
    });
  }
}
