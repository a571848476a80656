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
import { AreParts, IsPart } from '../parts';
import { IsId, MayBeLeftOut, OrUnknown } from '../rules';

export const RANKING_OUTCOMES = ['proposal', 'blocked_consent', 'develop_resource', 'needs_human_review'] as const;

/** A visible part of a score, in thousandths of a point. */
export class ScoreTermAnswer {
  @IsIn(['person', 'host']) side!: 'person' | 'host';
  @IsString() code!: string;
  @IsInt() @Min(0) points!: number;
  @IsInt() @Min(0) max!: number;
}

/** A fact that is missing and worth asking for before the place is proposed. The most decisive comes first. */
export class QuestionAnswer {
  @IsIn(['person', 'host']) side!: 'person' | 'host';
  @IsString() field!: string;
  @IsString() ja!: string;
  /** One of the answers keeps the place out. */
  @IsBoolean() excludes!: boolean;
  /** Thousandths of a point that the answer could win or lose at most. */
  @IsInt() @Min(0) points!: number;
}

/** A question over the whole list: what its answer could do to it. A question that protects somebody leads, then the impact decides. */
export class ListQuestionAnswer {
  @IsIn(['person', 'host']) side!: 'person' | 'host';
  @IsString() field!: string;
  @IsString() ja!: string;
  /** Candidates that could drop out. */
  @IsInt() @Min(0) couldDropOut!: number;
  /** Places kept out for nothing but this unknown fact. */
  @IsInt() @Min(0) couldJoin!: number;
  /** Candidates that could win or lose points, and by how many thousandths at most. */
  @IsInt() @Min(0) couldMove!: number;
  @IsInt() @Min(0) points!: number;
  /** Thousandths of a point at stake over all. */
  @IsInt() @Min(0) impact!: number;
}

/** What one side of a score comes to, in thousandths of a point. */
export class SideAnswer {
  @IsInt() @Min(0) points!: number;
  @IsInt() @Min(0) max!: number;
}

/** What the person gets out of a place, and how ready its host is. */
export class FitAnswer {
  @IsPart(() => SideAnswer) person!: SideAnswer;
  @IsPart(() => SideAnswer) host!: SideAnswer;
}

/** What a host carries, beside the fit and not inside it. Null = not known. */
export class HostLoadAnswer {
  /** People whom the organisation has from us, and those it was asked about. */
  @IsInt() @Min(0) ours!: number;
  /** Places of the menu, as reported and moved on by us since. */
  @OrUnknown() @IsInt() total!: number | null;
  @OrUnknown() @IsInt() used!: number | null;
  /** People whom the host takes at the same time, and its limit, as assessed. */
  @OrUnknown() @IsInt() @Min(0) current!: number | null;
  @OrUnknown() @IsInt() @Min(0) maxConcurrent!: number | null;
}

/** A weekly time; `end`: the end of it that moves, null = the time as a whole. */
export class SpotAnswer {
  @IsString() day!: string;
  @IsString() from!: string;
  @IsString() to!: string;
  @OrUnknown() @IsIn(['before', 'after']) end!: 'before' | 'after' | null;
}

export const CHANGE_SIDES = ['person', 'host', 'consent', 'municipality'] as const;

/** The smallest thing that would end one exclusion. People decide whether to ask for it, and the person decides. */
export class ChangeAnswer {
  /** The broken rule, of exclusionCodes. */
  @IsString() rule!: string;
  @IsString() code!: string;
  @IsString() unit!: string;
  @IsInt() @Min(1) amount!: number;
  /** Whose word it needs. */
  @IsIn(CHANGE_SIDES) side!: (typeof CHANGE_SIDES)[number];
  /** Codes of what is asked for. */
  @IsString({ each: true }) what!: string[];
  @OrUnknown() @IsPart(() => SpotAnswer) at!: SpotAnswer | null;
  @IsString() ja!: string;
}

/** How many places in reach a rule keeps out. */
export class CodeCountAnswer {
  @IsString() code!: string;
  @IsInt() @Min(1) count!: number;
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
  /** The terms of each side together. */
  @IsPart(() => FitAnswer) fit!: FitAnswer;
  @IsPart(() => HostLoadAnswer) hostLoad!: HostLoadAnswer;
  /** Code list explanationCodes. */
  @IsString({ each: true }) explanation!: string[];
  /** The same as sentences. */
  @IsString({ each: true }) reasonsJa!: string[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => QuestionAnswer) toAsk!: QuestionAnswer[];
  /** Metres in a straight line; null = not known or confidential. */
  @OrUnknown() @IsInt() @Min(0) distanceMeters!: number | null;
  /** Taken on a place outside the scheme (制度外枠). */
  @IsBoolean() outOfSystem!: boolean;
  /** When the places were reported, to the second; null = open place or never. */
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
  /**
   * One change for each rule that has one: together they end the exclusion if no rule is left without. Said of the 20
   * nearest misses; of any other place ask why-not.
   */
  @IsArray() @ValidateNested({ each: true }) @Type(() => ChangeAnswer) changes!: ChangeAnswer[];
}

/** A place whose host said no in this request: not proposed again unless people choose it for a reason (shortlist). */
export class NotProposedAgainAnswer {
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsString() name!: string;
  @IsIn(['host_declined']) reason!: 'host_declined';
  @IsString() reasonJa!: string;
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
  /** The nearest misses first. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => ExcludedAnswer) excluded!: ExcludedAnswer[];
  /** Named apart, whatever else would keep them out. */
  @AreParts(() => NotProposedAgainAnswer, 500) notProposedAgain!: NotProposedAgainAnswer[];
  /** What would most change the list, first. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => ListQuestionAnswer) questions!: ListQuestionAnswer[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => InformationAnswer) information!: InformationAnswer[];
  /** Codes of explanationCodes that speak of the request as a whole. */
  @IsString({ each: true }) explanation!: string[];
  @IsString({ each: true }) reasonsJa!: string[];
  /** Version of the weights and limits that were used. */
  @IsString() @MaxLength(60) settingsVersion!: string;
  /** Places that were compared one by one. */
  @IsInt() @Min(0) compared!: number;
  /** Places that are simply too far and were not compared one by one. */
  @IsInt() @Min(0) outOfReach!: number;
  /** Of the compared places, how many each rule keeps out, in the order of judgement. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => CodeCountAnswer) counts!: CodeCountAnswer[];
  /** Compared places that are neither in `candidates` nor in `excluded`; those that are named apart are among them. */
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
