import { ArrayMaxSize, IsArray, IsIn, IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsDay, IsFreeCode, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage } from './requests';

const STAFF: readonly Role[] = [
  'INTAKE_WORKER',
  'HOKATSU_COORDINATOR',
  'CSW',
  'COMMUNITY_COORDINATOR',
  'PARTICIPATION_WORKER',
];

/**
 * Light use (紹介・同行・立ち寄り): people were told of a place or went there. Numbers only: no case, no name.
 * 400 `introduction.one-place` unless exactly one of menu and resource is named, 422 `introduction.future`,
 * 404 `menu.not-found`, 404 `resource.not-found`.
 */
export class RecordIntroductionV1 {
  static readonly subject = 'rpc.community.record-introduction.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...STAFF, 'PROVIDER_STAFF', 'REGISTRY_EDITOR'];
  @OrUnknown() @IsId() menuId!: string | null;
  @OrUnknown() @IsId() resourceId!: string | null;
  @IsDay() date!: string;
  @IsInt() @Min(1) @Max(99) people!: number;
  /** `information`, `accompany`, `visit` or a code of the municipality's own. */
  @IsFreeCode() kind!: string;
}

export class IntroductionCount {
  @IsFreeCode() kind!: string;
  @IsInt() @Min(0) introductions!: number;
  @IsInt() @Min(0) people!: number;
}

export class IntroductionSummaryAnswer {
  @IsDay() from!: string;
  @IsDay() to!: string;
  @IsInt() @Min(0) introductions!: number;
  @IsInt() @Min(0) people!: number;
  /** The hundred most frequent kinds. */
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => IntroductionCount)
  kinds!: IntroductionCount[];
}

/** Counts from one local day to another, both included. 400 `introduction.period` where `to` is before `from`. */
export class SummarizeIntroductionsV1 {
  static readonly subject = 'rpc.community.summarize-introductions.v1';
  static readonly answer = IntroductionSummaryAnswer;
  static readonly allow: readonly Role[] = [...STAFF, 'NO_REFUSAL_MANAGER', 'DECISION_MAKER'];
  static readonly reads = true;
  @IsDay() from!: string;
  @IsDay() to!: string;
}

export const DEVELOPMENT_STATES = ['OPEN', 'WITHDRAWN', 'COMPLETED'] as const;

/** A place that is missing in the community, told by what nobody could be offered. Points to no person. */
export class ResourceDevelopmentAnswer {
  @IsId() developmentId!: string;
  /** `WITHDRAWN`: nobody waits for it now; it opens again where the need comes up again. */
  @IsIn(DEVELOPMENT_STATES) state!: (typeof DEVELOPMENT_STATES)[number];
  @IsInt() @Min(1) version!: number;
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) purposes!: string[];
  @IsArray() @ArrayMaxSize(5) @IsString({ each: true }) modes!: string[];
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) supportRequired!: string[];
  @IsArray() @ArrayMaxSize(7) @IsString({ each: true }) days!: string[];
  /** Parts of the day (`morning`, `afternoon`, `evening`, `night`); empty = at any time. */
  @IsArray() @ArrayMaxSize(4) @IsString({ each: true }) times!: string[];
  /** Second-level mesh of JIS X 0410, about 10 km wide; null = not known, or it would point to somebody. */
  @OrUnknown() @IsString() areaCode!: string | null;
  @IsArray() @ArrayMaxSize(26) @IsString({ each: true }) blockedBy!: string[];
  @IsDay() openedOn!: string;
  /** `placed`, `found` or `cancelled`. */
  @OrUnknown() @IsString() withdrawnReason!: string | null;
  /** The menu that came of it. */
  @OrUnknown() @IsId() menuId!: string | null;
}

export class ResourceDevelopmentsAnswer {
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ResourceDevelopmentAnswer)
  items!: ResourceDevelopmentAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Places to be developed, oldest first. */
export class ListResourceDevelopmentsV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-resource-developments.v1';
  static readonly answer = ResourceDevelopmentsAnswer;
  static readonly allow: readonly Role[] = [...STAFF, 'NO_REFUSAL_MANAGER', 'DECISION_MAKER'];
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(DEVELOPMENT_STATES) state?: (typeof DEVELOPMENT_STATES)[number];
}

/** A menu came of it. 404 `resource-development.not-found`, 404 `menu.not-found`, 409 `resource-development.completed`. */
export class CompleteResourceDevelopmentV1 {
  static readonly subject = 'rpc.community.complete-resource-development.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR'];
  @IsId() developmentId!: string;
  @IsId() menuId!: string;
}
