import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsDay, IsFreeCode, IsId, IsText, OrUnknown } from '../rules';
import { HostAssessmentFacts, SCHOOL_GRADES, WeeklyWindow } from './for-services';
import { MenuDetails, MenuStanding } from './menu-details';
import { CommunityPage, REGISTRY_READERS } from './requests';

const EDITORS: readonly Role[] = ['COMMUNITY_COORDINATOR', 'REGISTRY_EDITOR'];
const EACH = { each: true } as const;

/** Whom a menu is for; null or left out = no limit known. Ages in completed years, 0 to 130, min ≤ max. */
export class GivenTargets {
  @OrUnknown() @IsInt() @Min(0) @Max(130) ageMin!: number | null;
  @OrUnknown() @IsInt() @Min(0) @Max(130) ageMax!: number | null;
  /** `any`, or the genders of a justified restriction. */
  @OrUnknown() @IsArray() @ArrayMaxSize(5) @IsFreeCode(EACH) genders!: string[] | null;
  @OrUnknown() @IsInt() @Min(0) @Max(130) peerAgeMin!: number | null;
  @OrUnknown() @IsInt() @Min(0) @Max(130) peerAgeMax!: number | null;
  @OrUnknown() @IsBoolean() companionsAllowed!: boolean | null;
  /** School grades: elementary `e1` … `e6`, junior high `j1` … `j3`, high school `h1` … `h3`. */
  @OrUnknown() @IsArray() @ArrayMaxSize(12) @IsIn(SCHOOL_GRADES, EACH) grades!: string[] | null;
  /** Until 31 March after turning this age (「3歳になった最初の3月31日まで」 = 3). */
  @OrUnknown() @IsInt() @Min(0) @Max(20) fiscalYearEndAfterAge!: number | null;
  /** People who are pregnant are among those it is for. */
  @OrUnknown() @IsBoolean() pregnant!: boolean | null;
  /** For those who attend a clinic. */
  @OrUnknown() @IsBoolean() medicalAttendance!: boolean | null;
}

/** What a community wish looks for in a person: it takes somebody who can do this, or fills one of these roles. */
export class GivenSeeks {
  /** Codes of the lists activities and roles; a municipality may add. */
  @IsArray() @ArrayMaxSize(20) @IsFreeCode(EACH) strengths!: string[];
  @IsArray() @ArrayMaxSize(20) @IsFreeCode(EACH) roles!: string[];
}

/** Which scheme a menu belongs to, and whether others may use a free place of it (制度外利用). */
export class GivenEligibility {
  @OrUnknown() @IsIn(['open', 'statutory']) basis!: 'open' | 'statutory' | null;
  @OrUnknown() @IsText(100) statute!: string | null;
  /** All of these must hold; null = not known, and then nobody counts as entitled. */
  @OrUnknown() @IsArray() @ArrayMaxSize(10) @IsFreeCode(EACH) requires!: string[] | null;
  /** Counts as not known while no agreement on it is in force. */
  @OrUnknown() @IsBoolean() acceptsOutOfSystem!: boolean | null;
}

/** Groups that a host wants to exclude as a whole, and why (障害者差別解消法). */
export class GivenExclusionPolicy {
  @OrUnknown() @IsArray() @ArrayMaxSize(20) @IsFreeCode(EACH) attributes!: string[] | null;
  @OrUnknown() @IsText(500) justification!: string | null;
}

/** What a support menu offers, to whom, when and how. Null or left out = not known; never an error and never a yes. */
export class MenuDescription extends MenuDetails {
  @IsText(200) name!: string;
  @OrUnknown() @IsArray() @ArrayMaxSize(12) @IsCodeOf('purposes', EACH) purposes!: string[] | null;
  @OrUnknown() @IsArray() @ArrayMaxSize(50) @IsFreeCode(EACH) activities!: string[] | null;
  @OrUnknown() @IsArray() @ArrayMaxSize(50) @IsFreeCode(EACH) roles!: string[] | null;
  @OrUnknown() @IsArray() @ArrayMaxSize(2) @IsIn(['in_person', 'remote'], EACH) modes!: string[] | null;
  @OrUnknown() @IsArray() @ArrayMaxSize(30) @IsCodeOf('avoidDemands', EACH) demands!: string[] | null;
  /** People. */
  @OrUnknown() @IsInt() @Min(0) @Max(10_000) typicalGroupSize!: number | null;
  @OrUnknown() @IsBoolean() quietSpace!: boolean | null;
  /** Weekly, local time, `from` before `to`; a session over midnight is entered as two. */
  @OrUnknown()
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject(EACH)
  @ValidateNested(EACH)
  @Type(() => WeeklyWindow)
  sessions!: WeeklyWindow[] | null;
  @OrUnknown() @IsBoolean() onDemand!: boolean | null;
  @OrUnknown() @IsDay() earliestStart!: string | null;
  /** `open`: anybody may come; `fixed`: places are counted and reported; null counts as fixed. */
  @OrUnknown() @IsIn(['open', 'fixed']) capacityModel!: 'open' | 'fixed' | null;
  @OrUnknown() @IsObject() @ValidateNested() @Type(() => GivenTargets) targets!: GivenTargets | null;
  @OrUnknown() @IsObject() @ValidateNested() @Type(() => GivenEligibility) eligibility!: GivenEligibility | null;
  /** Code list readiness; null = none asked for. */
  @OrUnknown() @IsCodeOf('readiness') requiresReadiness!: string | null;
  @OrUnknown() @IsArray() @ArrayMaxSize(30) @IsCodeOf('supportCapabilities', EACH) support!: string[] | null;
  @OrUnknown() @IsArray() @ArrayMaxSize(30) @IsFreeCode(EACH) accessibility!: string[] | null;
  @OrUnknown() @IsBoolean() pickup!: boolean | null;
  /** `ja`, `ja-easy`, `vi`, …. */
  @OrUnknown() @IsArray() @ArrayMaxSize(30) @IsFreeCode(EACH) languages!: string[] | null;
  /** Yen per use. */
  @OrUnknown() @IsInt() @Min(0) @Max(10_000_000) feeYen!: number | null;
  /** Does taking part need the person's name? */
  @OrUnknown() @IsBoolean() nameRequired!: boolean | null;
  @OrUnknown()
  @IsObject()
  @ValidateNested()
  @Type(() => GivenExclusionPolicy)
  exclusionPolicy!: GivenExclusionPolicy | null;
  @OrUnknown() @IsArray() @ArrayMaxSize(20) @IsFreeCode(EACH) nextSteps!: string[] | null;
  /** What it looks for in people («料理を教えてほしい»); null = it looks for nobody. */
  @OrUnknown() @IsObject() @ValidateNested() @Type(() => GivenSeeks) seeks!: GivenSeeks | null;
}

/**
 * Adds a support menu to a resource. 400 `menu.contradiction` (a session or closure that ends before it begins, ageMin
 * above ageMax, a group smaller than its minimum), 404 `resource.not-found`, 409 `resource.closed`.
 */
export class AddMenuV1 extends MenuDescription {
  static readonly subject = 'rpc.community.add-menu.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  @IsId() resourceId!: string;
}

/** Replaces all facts of a menu; what is left out is unknown from now on. Errors as in adding, 404 `menu.not-found`. */
export class ReplaceMenuV1 extends MenuDescription {
  static readonly subject = 'rpc.community.replace-menu.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  @IsId() menuId!: string;
}

export class MenuAnswer extends MenuDescription {
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsId() orgId!: string;
  @IsInt() @Min(1) version!: number;
  @OrUnknown() @ValidateNested() @Type(() => HostAssessmentFacts) hostAssessment!: HostAssessmentFacts | null;
  @ValidateNested() @Type(() => MenuStanding) standing!: MenuStanding;
}

/** One menu with all its facts. 404 `menu.not-found`. */
export class ReadMenuV1 {
  static readonly subject = 'rpc.community.read-menu.v1';
  static readonly answer = MenuAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() menuId!: string;
}

export class MenusAnswer {
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => MenuAnswer) items!: MenuAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Menus of a resource. 404 `resource.not-found`. */
export class ListMenusV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-menus.v1';
  static readonly answer = MenusAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() resourceId!: string;
}
