import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, type RecordUnmetNeedV1, UnmetNeedRecordedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { areaOf } from '../../domain/area';
import { canonicalJson } from '../../domain/canonical-json';
import { MATCH_REQUEST } from '../../domain/match-request';
import { needFrom } from '../../domain/profile-copy';
import { unmetNeed } from '../../domain/unmet-need';
import { findPopulation } from '../../storage/area-populations.store';
import { lockRequest, moveRequest } from '../../storage/match-request.store';
import { lastRanking } from '../../storage/rankings.store';

/**
 * Community hears of a gap once per need, however often it is searched again while community looks for a place; of the
 * same need again only where something else is missing now.
 */
@Injectable()
export class RecordUnmetNeedCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ matchRequestId }: RecordUnmetNeedV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockRequest(tx.db, matchRequestId, ctx.expectedVersion);
      const state = MATCH_REQUEST.next(row.state, 'noCandidate', ctx.actor);
      const ranking = await lastRanking(tx.db, row.id);
      const areaCode = areaOf(needFrom(row.need, ranking?.start ?? null).point);
      const population = await findPopulation(tx.db, areaCode);
      const told = { ...unmetNeed(row.need, { areaCode, population }), blockedBy: [...(ranking?.blockedBy ?? [])] };
      if (row.unmetNeedOpen && canonicalJson(told) === canonicalJson(row.unmetNeedTold)) {
        return moveRequest(tx.db, row, state);
      }
      const unmetNeedId = row.unmetNeedId ?? randomUUID();
      const unmetNeedVersion = row.unmetNeedVersion + 1;
      await tx.publish(UnmetNeedRecordedV1, { unmetNeedId, ...told, version: unmetNeedVersion });
      const change = { unmetNeedId, unmetNeedVersion, unmetNeedOpen: true, unmetNeedTold: told };
      return moveRequest(tx.db, row, state, change);
    });
  }
}
