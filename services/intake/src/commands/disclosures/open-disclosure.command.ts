import { Injectable } from '@nestjs/common';
import type { NamedInquirySentV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { storeDisclosure } from '../../storage/disclosures.store';

@Injectable()
export class OpenDisclosureCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Stores what may be read, not that it may: consent is looked at in the moment of reading. */
  execute({ proposalId, personRef, orgId, items, version }: NamedInquirySentV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async (tx) => {
      await storeDisclosure(tx.db, { id: proposalId, version, state: 'OPEN', personRef, orgId, items });
    });
  }
}
