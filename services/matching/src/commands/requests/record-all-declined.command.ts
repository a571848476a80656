import { Injectable } from '@nestjs/common';
import type { Acted, RecordAllDeclinedV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { countOpenProposals } from '../../storage/proposal.store';

@Injectable()
export class RecordAllDeclinedCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId }: RecordAllDeclinedV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'allDeclined', ctx.actor);
      if ((await countOpenProposals(tx.db, row.id)) > 0) {
        throw conflict('match-request.proposals-open', 'Some proposals are still open.');
      }
      return moveRequest(tx.db, row, state, { shortlist: [] });
    });
  }
}
