import { Injectable } from '@nestjs/common';
import { type Acted, type ParkMatchRequestV1, ProposalEndedV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { lockOpenProposals } from '../../storage/proposal.store';
import { endOpenProposals } from '../../storage/open-proposals';

/** A rest with a term. It goes on with a new search: nobody keeps a host waiting, or a place from others, until then. */
@Injectable()
export class ParkMatchRequestCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, until, reasonCode }: ParkMatchRequestV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'park', ctx.actor);
      if (until < tx.today) throw conflict('match-request.term-passed', 'That day is over.');
      const proposals = await lockOpenProposals(tx.db, { matchRequestId });
      for (const event of await endOpenProposals(tx.db, ctx.tenant, proposals, 'parked')) {
        await tx.publish(ProposalEndedV1, event);
      }
      return moveRequest(tx.db, row, state, { parkedUntil: until, reasonCode });
    });
  }
}
