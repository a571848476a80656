import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { WeeklyWindow } from '../community/for-services';
import { GeoPoint } from '../intake/for-services';
import { AreParts, IsPart } from '../parts';
import { IsCodeOf, IsDay, IsFreeCode, OrUnknown } from '../rules';

export const MODES = ['remote', 'in_person'] as const;

/** Someone who comes along. `care` must be allowed by the place, `meal` is a wish. */
export class CompanionInput {
  @OrUnknown() @IsFreeCode() relation!: string | null;
  /** Completed years. */
  @OrUnknown() @IsInt() @Min(0) @Max(130) age!: number | null;
  @OrUnknown() @IsFreeCode() need!: string | null;
  /** Age on 1 April of the running fiscal year; null = not known. */
  @OrUnknown() @IsInt() @Min(0) @Max(130) fiscalYearAge!: number | null;
}

/** How often at least. */
export class MinSessionsInput {
  @IsInt() @Min(1) @Max(31) count!: number;
  @IsIn(['week', 'month']) per!: 'week' | 'month';
}

/**
 * What a person looks for, by codes only: prose about a person stays in intake. Every field may be left
 * out or null: not known yet, or no limit (windows, distance, budget, start). Source: matching.md 3.1.
 */
export class NeedInput {
  @OrUnknown() @IsCodeOf('purposes', { each: true }) @IsArray() @ArrayMaxSize(12) primaryPurposes!: string[] | null;
  @OrUnknown() @IsCodeOf('purposes', { each: true }) @IsArray() @ArrayMaxSize(12) secondaryPurposes!: string[] | null;
  @OrUnknown() @IsIn(MODES, { each: true }) @IsArray() @ArrayMaxSize(2) mode!: string[] | null;
  /** People at the same time that the person can bear. */
  @OrUnknown() @IsInt() @Min(1) @Max(1000) groupMaxPreferred!: number | null;
  @OrUnknown()
  @IsCodeOf('supportCapabilities', { each: true })
  @IsArray()
  @ArrayMaxSize(12)
  supportRequired!: string[] | null;
  @OrUnknown()
  @IsCodeOf('supportCapabilities', { each: true })
  @IsArray()
  @ArrayMaxSize(12)
  supportPreferred!: string[] | null;
  /** Local times at which the person could come; null = at any time. */
  @OrUnknown() @AreParts(() => WeeklyWindow, 50) windows!: WeeklyWindow[] | null;
  /** Where travel starts; null = the profile's search point. Never an address. */
  @OrUnknown() @IsPart(() => GeoPoint) point!: GeoPoint | null;
  /** Metres, straight line. */
  @OrUnknown() @IsInt() @Min(0) @Max(1_000_000) maxDistanceMeters!: number | null;
  @OrUnknown() @IsBoolean() pickupNeeded!: boolean | null;
  @OrUnknown() @IsInt() @Min(0) @Max(10_000_000) budgetYenPerUse!: number | null;
  /** The person has to begin by this day. */
  @OrUnknown() @IsDay() startBy!: string | null;
  /** Code list goals; a municipality may add some. */
  @OrUnknown() @IsFreeCode() goal!: string | null;
  @OrUnknown() @AreParts(() => CompanionInput, 10) companions!: CompanionInput[] | null;
  /** Null = one session inside the windows is enough. */
  @OrUnknown() @IsPart(() => MinSessionsInput) minSessions!: MinSessionsInput | null;
  /** People who come together, the person included; null = 1. */
  @OrUnknown() @IsInt() @Min(1) @Max(20) party!: number | null;
}
