import { Injectable } from '@nestjs/common';
import type { ProposalEndedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { storeDisclosure } from '../../storage/disclosures.store';

@Injectable()
export class EndDisclosureCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ proposalId, personRef, orgId, version }: ProposalEndedV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async (tx) => {
      await storeDisclosure(tx.db, { id: proposalId, version, state: 'ENDED', personRef, orgId, items: [] });
    });
  }
}
