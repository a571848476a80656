import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, type RecordUnmetNeedV1, UnmetNeedRecordedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { MATCH_REQUEST, unmetNeed } from '../../domain/match-request';
import { lastRanking, lockRequest, moveRequest } from '../../storage/match-request.store';

/** Community hears of a gap once per request, however often it is searched again. */
@Injectable()
export class RecordUnmetNeedCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId }: RecordUnmetNeedV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'noCandidate', ctx.actor);
      if (row.unmetNeedId !== null) return moveRequest(tx.db, row, state);
      const unmetNeedId = randomUUID();
      const ranking = await lastRanking(tx.db, row.id);
      await tx.publish(UnmetNeedRecordedV1, {
        unmetNeedId,
        ...unmetNeed(row.need),
        blockedBy: [...(ranking?.blockedBy ?? [])],
        version: 1,
      });
      return moveRequest(tx.db, row, state, { unmetNeedId });
    });
  }
}
