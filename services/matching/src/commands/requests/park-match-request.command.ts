import { Injectable } from '@nestjs/common';
import type { Acted, ParkMatchRequestV1 } from '#libs/contracts';
import { type CallContext, conflict } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { lockRequest, moveRequest } from '../../storage/match-request.store';

@Injectable()
export class ParkMatchRequestCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, until, reasonCode }: ParkMatchRequestV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'park', ctx.actor);
      if (until < tx.today) throw conflict('match-request.term-passed', 'That day is over.');
      return moveRequest(tx.db, row, state, { parkedUntil: until, reasonCode });
    });
  }
}
