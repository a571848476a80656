import { IsArray, IsBoolean, IsIn, IsInt, IsString, Max, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { GeoPoint } from '../intake/for-services';
import { IsClockTime, IsDay, IsId, OrUnknown } from '../rules';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A weekly span of local time; `to` may be 24:00. */
export class WeeklyWindow {
  @IsIn(WEEKDAYS) day!: (typeof WEEKDAYS)[number];
  @IsClockTime() from!: string;
  @IsClockTime() to!: string;
}

/** Elementary, junior high and high school, year by year. */
export const SCHOOL_GRADES = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'j1', 'j2', 'j3', 'h1', 'h2', 'h3'] as const;

/** Whom a menu is for; null = no limit known. */
export class MenuTargets {
  @OrUnknown() @IsInt() @Min(0) ageMin!: number | null;
  @OrUnknown() @IsInt() @Min(0) ageMax!: number | null;
  /** `any`, `female`, `male`, …; null = not known. */
  @OrUnknown() @IsString({ each: true }) genders!: string[] | null;
  @OrUnknown() @IsInt() @Min(0) peerAgeMin!: number | null;
  @OrUnknown() @IsInt() @Min(0) peerAgeMax!: number | null;
  @OrUnknown() @IsBoolean() companionsAllowed!: boolean | null;
  /** School grades, `e1` … `e6`, `j1` … `j3`, `h1` … `h3`. */
  @OrUnknown() @IsString({ each: true }) grades!: string[] | null;
  /** Until 31 March after turning this age. */
  @OrUnknown() @IsInt() @Min(0) @Max(20) fiscalYearEndAfterAge!: number | null;
  /** People who are pregnant are among those it is for. */
  @OrUnknown() @IsBoolean() pregnant!: boolean | null;
  /** For those who attend a clinic. */
  @OrUnknown() @IsBoolean() medicalAttendance!: boolean | null;
}

/** Which scheme a menu belongs to, and whether others may use a free place (制度外利用). */
export class MenuEligibility {
  @OrUnknown() @IsIn(['open', 'statutory']) basis!: 'open' | 'statutory' | null;
  @OrUnknown() @IsString() statute!: string | null;
  /** `disability_service`, `income_hardship`, `care_insurance`, `measure`, `child_protection`; null = not known,
   *  and then nobody counts as entitled; empty = nothing asked for. */
  @OrUnknown() @IsString({ each: true }) requires!: string[] | null;
  @OrUnknown() @IsBoolean() acceptsOutOfSystem!: boolean | null;
}

/** The host's own situation, by codes; the words stay in community. */
export class HostAssessmentFacts {
  @IsIn(['ready', 'needs_support', 'paused', 'not_assessed']) status!:
    'ready' | 'needs_support' | 'paused' | 'not_assessed';
  @OrUnknown() @IsDay() assessedOn!: string | null;
  /** People the host can take at the same time; null = no limit said. */
  @OrUnknown() @IsInt() @Min(0) maxConcurrent!: number | null;
  @OrUnknown() @IsInt() @Min(0) current!: number | null;
}

/** A host's blanket exclusion of a group; without a justification it is discussed with the host first. */
export class ExclusionPolicy {
  @OrUnknown() @IsString({ each: true }) attributes!: string[] | null;
  @OrUnknown() @IsString() justification!: string | null;
}

/** What a community wish looks for in a person. */
export class MenuSeeks {
  @IsString({ each: true }) strengths!: string[];
  @IsString({ each: true }) roles!: string[];
}

/** What matching keeps a copy of. Every field may be null: unknown is never an error and never a yes. */
export class MenuFactsAnswer {
  @IsId() menuId!: string;
  @IsId() resourceId!: string;
  @IsId() orgId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() name!: string;
  @IsString() orgName!: string;
  /** State of the resource's machine. */
  @IsString() resourceState!: string;
  @OrUnknown() @IsString() type!: string | null;
  @OrUnknown() @ValidateNested() @Type(() => GeoPoint) location!: GeoPoint | null;
  @IsBoolean() addressConfidential!: boolean;
  @OrUnknown() @IsString({ each: true }) purposes!: string[] | null;
  @OrUnknown() @IsString({ each: true }) activities!: string[] | null;
  @OrUnknown() @IsString({ each: true }) roles!: string[] | null;
  @OrUnknown() @IsString({ each: true }) modes!: string[] | null;
  @OrUnknown() @IsString({ each: true }) demands!: string[] | null;
  @OrUnknown() @IsInt() @Min(0) typicalGroupSize!: number | null;
  @OrUnknown() @IsBoolean() quietSpace!: boolean | null;
  @OrUnknown() @IsArray() @ValidateNested({ each: true }) @Type(() => WeeklyWindow) sessions!: WeeklyWindow[] | null;
  @OrUnknown() @IsBoolean() onDemand!: boolean | null;
  @OrUnknown() @IsDay() earliestStart!: string | null;
  /** `open`: anybody may come, no report and no host assessment needed; `fixed`: places are counted. */
  @OrUnknown() @IsIn(['open', 'fixed']) capacityModel!: 'open' | 'fixed' | null;
  @ValidateNested() @Type(() => MenuTargets) targets!: MenuTargets;
  @ValidateNested() @Type(() => MenuEligibility) eligibility!: MenuEligibility;
  @OrUnknown() @IsString() requiresReadiness!: string | null;
  @OrUnknown() @IsString({ each: true }) support!: string[] | null;
  @OrUnknown() @IsString({ each: true }) accessibility!: string[] | null;
  @OrUnknown() @IsBoolean() pickup!: boolean | null;
  @OrUnknown() @IsString({ each: true }) languages!: string[] | null;
  /** Yen per use. */
  @OrUnknown() @IsInt() @Min(0) feeYen!: number | null;
  /** Does taking part need the person's name? */
  @OrUnknown() @IsBoolean() nameRequired!: boolean | null;
  @OrUnknown() @ValidateNested() @Type(() => HostAssessmentFacts) hostAssessment!: HostAssessmentFacts | null;
  @OrUnknown() @ValidateNested() @Type(() => ExclusionPolicy) exclusionPolicy!: ExclusionPolicy | null;
  @OrUnknown() @IsString({ each: true }) nextSteps!: string[] | null;
  @OrUnknown() @IsDay() lastConfirmedOn!: string | null;
  /** Null = it looks for nobody. What it looks for is among its activities and roles, too. */
  @OrUnknown() @ValidateNested() @Type(() => MenuSeeks) seeks!: MenuSeeks | null;
}

export class MenuFactsV1 {
  static readonly subject = 'rpc.community.menu-facts.v1';
  static readonly answer = MenuFactsAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsId() menuId!: string;
}
