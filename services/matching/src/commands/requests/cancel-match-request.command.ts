import { Injectable } from '@nestjs/common';
import { type Acted, type CancelMatchRequestV1, ProposalEndedV1, UnmetNeedWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST, needWithdrawn } from '../../domain/match-request';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { lockOpenProposals } from '../../storage/proposal.store';
import { endOpenProposals } from '../../storage/open-proposals';

/** What is open ends with the request; what was promised to nobody else is free again. */
@Injectable()
export class CancelMatchRequestCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, reasonCode }: CancelMatchRequestV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'cancel', ctx.actor);
      const proposals = await lockOpenProposals(tx.db, { matchRequestId });
      for (const event of await endOpenProposals(tx.db, ctx.tenant, proposals, reasonCode)) {
        await tx.publish(ProposalEndedV1, event);
      }
      const need = needWithdrawn(row, 'cancelled');
      if (need !== null) await tx.publish(UnmetNeedWithdrawnV1, need.event);
      return moveRequest(tx.db, row, state, { reasonCode, parkedUntil: null, ...need?.change });
    });
  }
}
