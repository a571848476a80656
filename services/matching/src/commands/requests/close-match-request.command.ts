import { Injectable } from '@nestjs/common';
import type { Acted, CloseMatchRequestV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { hasHeld } from '../../domain/placement';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { placementStateOf } from '../../storage/placement.store';

@Injectable()
export class CloseMatchRequestCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, evaluation }: CloseMatchRequestV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'close', ctx.actor);
      const held = hasHeld((await placementStateOf(tx.db, row.id)) ?? '');
      if (!held && evaluation == null) {
        throw conflict('match-request.placement-not-stable', 'The tie does not hold yet, and no evaluation is given.');
      }
      return moveRequest(tx.db, row, state, { reasonCode: evaluation ?? 'connection_stable' });
    });
  }
}
