import { Injectable } from '@nestjs/common';
import type { NamedInquirySentV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { DISCLOSURE } from '../../domain/consent-scopes';
import { groundOf } from '../../domain/share';
import { findConsent } from '../../storage/consents.store';
import { storeDisclosure } from '../../storage/disclosures.store';
import { insertShare } from '../../storage/shares.store';

@Injectable()
export class OpenDisclosureCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Stores what may be read, not that it may: consent is looked at in the moment of reading. */
  execute({ proposalId, personRef, orgId, items, version }: NamedInquirySentV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async (tx) => {
      const { consent, moment } = await findConsent(tx.db, personRef, tx.today);
      const { basis, exceptionId } = groundOf(consent, { scope: DISCLOSURE, orgId }, moment);
      const recipient = { kind: 'host' as const, id: orgId };
      const about = { personRef, caseRef: null, recipient, scope: DISCLOSURE, basis, reason: null };
      await insertShare(tx, { ...about, items, actor: ctx.actor, sourceId: proposalId }, exceptionId);
      await storeDisclosure(tx.db, { id: proposalId, version, state: 'OPEN', personRef, orgId, items });
    });
  }
}
