import { Injectable } from '@nestjs/common';
import type { Acted, DecideReviewV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST } from '../../domain/match-request';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { lastRanking } from '../../storage/rankings.store';

/** Keeps on which facts it was decided: the same facts do not stop the search again, new ones do. */
@Injectable()
export class DecideReviewCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId, reasonCode, noteRef }: DecideReviewV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'decided', ctx.actor);
      const ranking = await lastRanking(tx.db, row.id);
      return moveRequest(tx.db, row, state, {
        reasonCode,
        noteRef: noteRef ?? null,
        decidedProfileVersion: ranking?.profileVersion ?? null,
      });
    });
  }
}
