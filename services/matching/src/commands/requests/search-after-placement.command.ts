import { Injectable } from '@nestjs/common';
import type { Acted, SearchAfterPlacementV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { placementStateOf } from '../../storage/placement.store';

@Injectable()
export class SearchAfterPlacementCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, goal }: SearchAfterPlacementV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'placementEnded', ctx.actor);
      if ((await placementStateOf(tx.db, row.id)) !== 'ENDED') {
        throw conflict('match-request.placement-goes-on', 'The placement has not ended.');
      }
      const need = goal == null ? row.need : { ...row.need, goal };
      return moveRequest(tx.db, row, state, { need, shortlist: [] });
    });
  }
}
