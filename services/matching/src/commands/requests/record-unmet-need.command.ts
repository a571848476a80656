import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, type RecordUnmetNeedV1, UnmetNeedRecordedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { areaOf } from '../../domain/area';
import { MATCH_REQUEST, unmetNeed } from '../../domain/match-request';
import { needFrom } from '../../domain/profile-copy';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { lastRanking } from '../../storage/rankings.store';

/** Community hears of a gap once per need, however often it is searched again while community looks for a place. */
@Injectable()
export class RecordUnmetNeedCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId }: RecordUnmetNeedV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'noCandidate', ctx.actor);
      if (row.unmetNeedOpen) return moveRequest(tx.db, row, state);
      const unmetNeedId = row.unmetNeedId ?? randomUUID();
      const version = row.unmetNeedVersion + 1;
      const ranking = await lastRanking(tx.db, row.id);
      const areaCode = areaOf(needFrom(row.need, ranking?.start ?? null).point);
      await tx.publish(UnmetNeedRecordedV1, {
        unmetNeedId,
        ...unmetNeed(row.need, areaCode),
        blockedBy: [...(ranking?.blockedBy ?? [])],
        version,
      });
      return moveRequest(tx.db, row, state, { unmetNeedId, unmetNeedVersion: version, unmetNeedOpen: true });
    });
  }
}
