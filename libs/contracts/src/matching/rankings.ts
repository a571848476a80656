import { IsArray, IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { RANKING_OUTCOMES } from './ranking';

/** What a ranking rested on. `npm run match:replay -- <id>` plays it again. */
export class RankingRecord {
  @IsId() id!: string;
  @IsString() rankedAt!: string;
  @IsDay() rankedOn!: string;
  @IsIn(RANKING_OUTCOMES) outcome!: (typeof RANKING_OUTCOMES)[number];
  @IsString() rulesVersion!: string;
  @IsString() settingsVersion!: string;
  /** Version of the facts about the person. */
  @IsInt() @Min(1) profileVersion!: number;
  @IsInt() @Min(0) compared!: number;
  /** Candidates in their order, the first of them. */
  @IsId({ each: true }) bestMenuIds!: string[];
  /** Of the whole answer. */
  @IsString() answerSha256!: string;
  /** False where the facts about the person are gone, because consent was withdrawn. */
  @IsBoolean() keepsInput!: boolean;
  @OrUnknown() @IsString() inputRemovedAt!: string | null;
}

export class RankingRecordList {
  @IsArray() @ValidateNested({ each: true }) @Type(() => RankingRecord) items!: RankingRecord[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Rankings of a match request, oldest first. 404 `match-request.not-found`. */
export class ListRankingsV1 {
  static readonly subject = 'rpc.matching.list-rankings.v1';
  static readonly answer = RankingRecordList;
  static readonly allow: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW', 'DECISION_MAKER'];
  static readonly reads = true;
  @IsId() matchRequestId!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}
