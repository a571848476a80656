import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsDay, IsDayOrInstant, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { IsSourceVersion } from './feeds';
import { WeeklyWindow } from './for-services';
import { REGISTRY_READERS } from './requests';

const MAX_PLACES = 100_000;

/** Sums of sessions need not be said. */
const NeededWithoutSessions = (): PropertyDecorator =>
  ValidateIf((report: { readonly sessions?: unknown }, value) => value !== undefined || report.sessions == null);

/**
 * Says what the host itself needs and can take, after a talk with it. Replaces the last word.
 * Needed for counted places only. 404 `menu.not-found`, 422 `host-assessment.future`.
 */
export class AssessHostV1 {
  static readonly subject = 'rpc.community.assess-host.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR', 'PARTICIPATION_WORKER', 'CSW'];
  @IsId() menuId!: string;
  /** Null = not assessed. */
  @OrUnknown() @IsIn(['ready', 'needs_support', 'paused', 'not_assessed']) status!:
    'ready' | 'needs_support' | 'paused' | 'not_assessed' | null;
  @OrUnknown() @IsDay() assessedOn!: string | null;
  /** People the host can take at the same time; null = no limit said. */
  @OrUnknown() @IsInt() @Min(0) @Max(MAX_PLACES) maxConcurrent!: number | null;
  @OrUnknown() @IsInt() @Min(0) @Max(MAX_PLACES) current!: number | null;
  /** Words about the organisation, never about a person who comes there. */
  @OrUnknown() @IsText(1000) note!: string | null;
}

/** Places for people outside the scheme (制度外枠). */
export class GivenOutOfSystemPlaces {
  @IsInt() @Min(0) @Max(MAX_PLACES) slots!: number;
  /** Also counted in `used`. */
  @IsInt() @Min(0) @Max(MAX_PLACES) used!: number;
}

/** The places of one weekly session. */
export class GivenSessionPlaces extends WeeklyWindow {
  @IsInt() @Min(0) @Max(MAX_PLACES) total!: number;
  @IsInt() @Min(0) @Max(MAX_PLACES) used!: number;
  /** Inside the session's total. */
  @OrUnknown()
  @IsObject()
  @ValidateNested()
  @Type(() => GivenOutOfSystemPlaces)
  outOfSystem!: GivenOutOfSystemPlaces | null;
}

/**
 * Says how many places there are and how many are taken. A report that is not newer than the last is
 * acknowledged (`NOT_APPLIED`) and changes nothing; an old first one counts at its age; more used than
 * there are is accepted. With `sessions` the places are counted session by session, and `total`, `used` and
 * `outOfSystem` are left out or are their sums. 422 `availability.future`, `availability.session-twice`,
 * `availability.sums-differ`, 409 `availability.open-needs-none`, 404 `menu.not-found`.
 */
export class ReportAvailabilityV1 {
  static readonly subject = 'rpc.community.report-availability.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['PROVIDER_STAFF', 'REGISTRY_EDITOR', 'COMMUNITY_COORDINATOR'];
  @IsId() menuId!: string;
  @NeededWithoutSessions() @IsInt() @Min(0) @Max(MAX_PLACES) total?: number;
  @NeededWithoutSessions() @IsInt() @Min(0) @Max(MAX_PLACES) used?: number;
  @OrUnknown()
  @IsObject()
  @ValidateNested()
  @Type(() => GivenOutOfSystemPlaces)
  outOfSystem?: GivenOutOfSystemPlaces | null;
  /** A family unit takes a whole party as one place; `person` where left out. */
  @MayBeLeftOut() @IsIn(['person', 'family']) unit?: 'person' | 'family';
  /** Null or left out = one capacity for all sessions. */
  @OrUnknown()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GivenSessionPlaces)
  sessions?: GivenSessionPlaces[] | null;
  /** A day means its first moment in Asia/Tokyo. */
  @IsDayOrInstant() @Matches(/^(?:19|2[01])/, { message: '1900 年以後の日時を指定してください' }) reportedAt!: string;
  /** Counter of the reporting system, one up with each report of the menu: of reports of one moment the highest counts. */
  @MayBeLeftOut() @IsSourceVersion() sourceVersion?: number;
}

export class AvailabilityAnswer {
  @IsId() menuId!: string;
  /** As of now: AGING after 14 days, STALE after 30. */
  @IsIn(['FRESH', 'AGING', 'STALE']) state!: 'FRESH' | 'AGING' | 'STALE';
  @IsInt() @Min(1) version!: number;
  @IsInt() @Min(0) total!: number;
  @IsInt() @Min(0) used!: number;
  @OrUnknown() @ValidateNested() @Type(() => GivenOutOfSystemPlaces) outOfSystem!: GivenOutOfSystemPlaces | null;
  @IsIn(['person', 'family']) unit!: 'person' | 'family';
  /** Null = one capacity for all sessions. */
  @OrUnknown()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => GivenSessionPlaces)
  sessions!: GivenSessionPlaces[] | null;
  /** More used than there are; with sessions: in one of them. */
  @IsBoolean() overCapacity!: boolean;
  /** More out-of-system use than out-of-system places, or more than is used in all. */
  @IsBoolean() outOfSystemOver!: boolean;
  @IsInstant() reportedAt!: string;
}

/** The last report. 404 `availability.not-found` where there is none. */
export class ReadAvailabilityV1 {
  static readonly subject = 'rpc.community.read-availability.v1';
  static readonly answer = AvailabilityAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() menuId!: string;
}
