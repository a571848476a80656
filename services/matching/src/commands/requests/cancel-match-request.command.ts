import { Injectable } from '@nestjs/common';
import { type Acted, type CancelMatchRequestV1, ProposalEndedV1, UnmetNeedWithdrawnV1 } from '#libs/contracts';
import { type CallContext, systemActor } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST, needWithdrawn } from '../../domain/match-request';
import { endedEvent, inLockOrder, PROPOSAL } from '../../domain/proposal';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { endProposal, lockOpenProposals } from '../../storage/proposal.store';

/** What is open ends with the request; what was promised to nobody else is free again. */
@Injectable()
export class CancelMatchRequestCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, reasonCode }: CancelMatchRequestV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'cancel', ctx.actor);
      const proposals = await lockOpenProposals(tx.db, { matchRequestId });
      for (const proposal of inLockOrder(proposals)) {
        const revoked = PROPOSAL.next(proposal.state, 'revoke', systemActor('matching', ctx.tenant));
        const { version } = await endProposal(tx.db, proposal, revoked, reasonCode);
        await tx.publish(ProposalEndedV1, endedEvent(proposal, revoked, version));
      }
      const need = needWithdrawn(row, 'cancelled');
      if (need !== null) await tx.publish(UnmetNeedWithdrawnV1, need.event);
      return moveRequest(tx.db, row, state, { reasonCode, parkedUntil: null, ...need?.change });
    });
  }
}
