import { Injectable } from '@nestjs/common';
import type { ListRankingsV1, RankingRecord, RankingRecordList } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { MatchRequestEntity } from '../storage/match-request.entity';
import { RankingEntity } from '../storage/ranking.entity';
import { page, where } from './page';

@Injectable()
export class RankingQueries {
  constructor(private readonly reads: ReadScope) {}

  list({ matchRequestId, ...wish }: ListRankingsV1, ctx: CallContext): Promise<RankingRecordList> {
    return this.reads.run(ctx, async ({ db }) => {
      await findRow(db, MatchRequestEntity, matchRequestId, 'match-request');
      const query = where(db.createQueryBuilder(RankingEntity, 'row'), { matchRequestId });
      return page(query, 'rankedAt', wish, answer);
    });
  }
}

const answer = (row: RankingEntity): RankingRecord => ({
  id: row.id,
  rankedAt: row.rankedAt.toISOString(),
  rankedOn: row.rankedOn,
  outcome: row.outcome as RankingRecord['outcome'],
  rulesVersion: row.rulesVersion,
  settingsVersion: row.settingsVersion,
  profileVersion: row.profileVersion,
  compared: row.compared,
  bestMenuIds: [...row.bestIds],
  answerSha256: row.answerSha256,
  keepsInput: row.input !== null,
  inputRemovedAt: row.inputRemovedAt?.toISOString() ?? null,
});
