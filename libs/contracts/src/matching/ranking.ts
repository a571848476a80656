import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  Min,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { IsId, MayBeLeftOut, OrUnknown } from '../rules';

export const RANKING_OUTCOMES = ['proposal', 'blocked_consent', 'develop_resource', 'needs_human_review'] as const;

/** A visible part of a score, in thousandths of a point. */
export class ScoreTermAnswer {
  @IsIn(['person', 'host']) side!: 'person' | 'host';
  @IsString() code!: string;
  @IsInt() @Min(0) points!: number;
  @IsInt() @Min(0) max!: number;
}

/** A fact that is missing and worth asking for before the place is proposed. */
export class QuestionAnswer {
  @IsIn(['person', 'host']) side!: 'person' | 'host';
  @IsString() field!: string;
  @IsString() ja!: string;
}

/** A place that may be proposed, with its reasons. The order is advice: people choose, the person chooses. */
export class CandidateAnswer {
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsId() orgId!: string;
  @IsString() name!: string;
  @OrUnknown() @IsString() orgName!: string | null;
  /** From 1. */
  @IsInt() @Min(1) rank!: number;
  /** Thousandths of a point: the sum of the terms. */
  @IsInt() @Min(0) score!: number;
  @IsArray() @ValidateNested({ each: true }) @Type(() => ScoreTermAnswer) terms!: ScoreTermAnswer[];
  /** Code list explanationCodes. */
  @IsString({ each: true }) explanation!: string[];
  /** The same as sentences. */
  @IsString({ each: true }) reasonsJa!: string[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => QuestionAnswer) toAsk!: QuestionAnswer[];
  /** Metres in a straight line; null = not known or confidential. */
  @OrUnknown() @IsInt() @Min(0) distanceMeters!: number | null;
  /** Taken on a place outside the scheme (制度外枠). */
  @IsBoolean() outOfSystem!: boolean;
  /** When the places were reported; null = open place or never. */
  @OrUnknown() @IsString() capacityReportedAt!: string | null;
  @OrUnknown() @IsString() hostAssessedOn!: string | null;
  /** Show 「開催を確認」: nobody has confirmed the place for a long time. */
  @IsBoolean() confirmOpening!: boolean;
}

/** A place that is not proposed, and why. Reasons of safety say no more than that. */
export class ExcludedAnswer {
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsString() name!: string;
  /** Code list exclusionCodes, in the order of judgement. */
  @IsString({ each: true }) codes!: string[];
  @IsString({ each: true }) reasonsJa!: string[];
}

/** An open place that may be told about, without proposing it. */
export class InformationAnswer {
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsString() name!: string;
  @IsString({ each: true }) reasonsJa!: string[];
  @IsBoolean() confirmOpening!: boolean;
}

/** The ranking of one moment. */
export class RankingAnswer {
  /** The match request. */
  @IsId() id!: string;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(RANKING_OUTCOMES) outcome!: (typeof RANKING_OUTCOMES)[number];
  @IsArray() @ValidateNested({ each: true }) @Type(() => CandidateAnswer) candidates!: CandidateAnswer[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => ExcludedAnswer) excluded!: ExcludedAnswer[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => InformationAnswer) information!: InformationAnswer[];
  /** Codes of explanationCodes that speak of the request as a whole. */
  @IsString({ each: true }) explanation!: string[];
  @IsString({ each: true }) reasonsJa!: string[];
  /** Version of the weights and limits that were used. */
  @IsString() @MaxLength(60) settingsVersion!: string;
  /** Places that were compared. */
  @IsInt() @Min(0) compared!: number;
  /** Places left out of `candidates` and `excluded` because of `limit`. */
  @IsInt() @Min(0) leftOut!: number;
  /** Domain time of the ranking, ISO 8601. */
  @IsString() asOf!: string;
}

/**
 * Ranks the places for a match request that is PROFILING (it moves to SEARCHING) or SEARCHING. Needs no
 * Idempotency-Key: doing it again is harmless. Without consent to matching: 200 with `blocked_consent`, nothing
 * changes and nothing is kept. What a person has to decide moves the request to REVIEW.
 * Errors: 409 `match-request.transition-refused`, 503 `consent.unanswered`. Source: matching.md 3.2–3.4.
 */
export class SearchCandidatesV1 {
  static readonly subject = 'rpc.matching.search-candidates.v1';
  static readonly answer = RankingAnswer;
  static readonly allow: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
  static readonly reads = true;
  @IsId() matchRequestId!: string;
  /** Compare only these; all of the municipality where left out. */
  @MayBeLeftOut() @IsArray() @IsId({ each: true }) @ArrayMaxSize(500) amongMenuIds?: string[];
  /** Most candidates, and most excluded places, to give back; 100 where left out. Up to 500 where `amongMenuIds` is given. */
  @MayBeLeftOut() @IsInt() @Min(1) @Max(500) limit?: number;
}
