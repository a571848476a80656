import { Injectable } from '@nestjs/common';
import { type Acted, type CancelMatchRequestV1, ProposalEndedV1, UnmetNeedWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { cancelRequest, lockRequest } from '../../storage/match-request.store';
import { lockOpenProposals } from '../../storage/proposal.store';
import { endOpenProposals } from '../../storage/open-proposals';

/** What is open ends with the request; what was promised to nobody else is free again. */
@Injectable()
export class CancelMatchRequestCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, reasonCode }: CancelMatchRequestV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const proposals = await lockOpenProposals(tx.db, { matchRequestId });
      for (const event of await endOpenProposals(tx.db, ctx.tenant, proposals, reasonCode)) {
        await tx.publish(ProposalEndedV1, event);
      }
      const { moved, unmet } = await cancelRequest(tx.db, row, ctx.actor, reasonCode);
      if (unmet !== null) await tx.publish(UnmetNeedWithdrawnV1, unmet);
      return moved;
    });
  }
}
