import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { AreParts, IsPart } from '../parts';
import { IsClockTime, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { QuestionAnswer } from './ranking';

const TOGETHER = ['same_place', 'same_time', 'near', 'apart'] as const;

const LEFT_OUT = ['CONSENT_MISSING', 'ALONE_FIRST'] as const;

/** A member with a need of their own. */
export class HouseholdMemberInput {
  @IsId() matchRequestId!: string;
  /** Another member with whom this one may come along where nothing suits both; null = only for themselves. */
  @OrUnknown() @IsId() mayComeWith?: string | null;
}

/** How two members want to take part. */
export class HouseholdPairInput {
  @IsArray() @IsId({ each: true }) @ArrayMinSize(2) @ArrayMaxSize(2) @ArrayUnique() between!: string[];
  @IsIn(TOGETHER) together!: (typeof TOGETHER)[number];
}

/** A visible part of a combination's score for going together, in thousandths of a point. */
export class JointTermAnswer {
  @IsString() code!: string;
  /** Match requests: one of them, or two. */
  @IsId({ each: true }) matchRequestIds!: string[];
  @IsInt() @Min(0) points!: number;
  @IsInt() @Min(0) max!: number;
}

export class HouseholdPlaceAnswer {
  @IsId() matchRequestId!: string;
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsString() name!: string;
  @OrUnknown() @IsString() orgName!: string | null;
  /** Comes along with this member's match request; null = a place of their own. */
  @OrUnknown() @IsId() alongWith!: string | null;
  /** People for whom this member's request has to hold a place (its need's `party`); 0 = comes along. */
  @IsInt() @Min(0) @Max(26) party!: number;
  /** Thousandths of a point that the place earns for this member alone. */
  @IsInt() @Min(0) score!: number;
  @IsString({ each: true }) reasonsJa!: string[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => QuestionAnswer) toAsk!: QuestionAnswer[];
}

/** Local time that two members have in common every week. */
export class CommonTimeAnswer {
  /** 0 = Monday … 6 = Sunday. */
  @IsInt() @Min(0) @Max(6) day!: number;
  @IsClockTime() from!: string;
  @IsClockTime() to!: string;
}

export class HouseholdPairAnswer {
  @IsId({ each: true }) matchRequestIds!: string[];
  @IsBoolean() samePlace!: boolean;
  /** Metres between the two places; null = not known, confidential, or nobody has to go there. */
  @OrUnknown() @IsInt() @Min(0) metres!: number | null;
  /** Null = at any time, one after the other, or not known. */
  @OrUnknown() @IsPart(() => CommonTimeAnswer) common!: CommonTimeAnswer | null;
  @IsString({ each: true }) reasonsJa!: string[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => QuestionAnswer) toAsk!: QuestionAnswer[];
}

/** One place for each member. The order is advice: people choose. */
export class HouseholdCombinationAnswer {
  @IsInt() @Min(1) rank!: number;
  /** Thousandths of a point: the members' scores and the terms. */
  @IsInt() @Min(0) score!: number;
  @IsArray() @ValidateNested({ each: true }) @Type(() => JointTermAnswer) terms!: JointTermAnswer[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => HouseholdPlaceAnswer) members!: HouseholdPlaceAnswer[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => HouseholdPairAnswer) pairs!: HouseholdPairAnswer[];
}

/** What stands against every combination: one member, two, or all of them. */
export class HouseholdBlockAnswer {
  @IsId({ each: true }) matchRequestIds!: string[];
  @IsString({ each: true }) codes!: string[];
  /** Metres between the places that come nearest, where the distance is the reason and may be told. */
  @OrUnknown() @IsInt() @Min(0) metres!: number | null;
  /** Of a member without a place: exclusion codes that keep most of the nearest places out, most frequent first. */
  @IsString({ each: true }) blockedBy!: string[];
  @IsString({ each: true }) ja!: string[];
}

export class LeftOutAnswer {
  @IsId() matchRequestId!: string;
  /** `ALONE_FIRST`: something has to be decided or seen to about this member alone; what it is is not told here. */
  @IsIn(LEFT_OUT) code!: (typeof LEFT_OUT)[number];
  @IsString() ja!: string;
}

export class HouseholdMatchAnswer {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => HouseholdCombinationAnswer)
  combinations!: HouseholdCombinationAnswer[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => HouseholdBlockAnswer) blocks!: HouseholdBlockAnswer[];
  /** Members who are not matched together with the others: nothing may be known of them, or they come alone first. */
  @IsArray() @ValidateNested({ each: true }) @Type(() => LeftOutAnswer) leftOut!: LeftOutAnswer[];
  /** False = there were more combinations than are looked at; better ones may be among them. */
  @IsBoolean() complete!: boolean;
}

/**
 * Places for two to six members of one household that go together; every member keeps their own need, consent and
 * limits. Of a pair of whom nothing is said: at the same time or one after the other on one day, at one place or
 * near by. Proposes nothing and keeps nothing. Errors: 404 `match-request.not-found`, 400
 * `household-match.unknown-member` (a pair or companion that is not named), 400 `household-match.same-person`,
 * 409 `household-match.not-one-household` (of different cases, and intake knows them as no household that lives
 * together), 409 `household-match.request-over`, 503 `consent.unanswered`.
 */
export class MatchHouseholdV1 {
  static readonly subject = 'rpc.matching.match-household.v1';
  static readonly answer = HouseholdMatchAnswer;
  static readonly allow: readonly Role[] = ['PARTICIPATION_WORKER', 'COMMUNITY_COORDINATOR', 'CSW'];
  static readonly reads = true;
  @AreParts(() => HouseholdMemberInput, 6) @ArrayMinSize(2) members!: HouseholdMemberInput[];
  @MayBeLeftOut() @AreParts(() => HouseholdPairInput, 15) pairs?: HouseholdPairInput[];
}
