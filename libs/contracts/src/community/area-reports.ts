import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsNumber, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { AreParts } from '../parts';
import { IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { PurposeCount } from './area-profile';
import { AREA_LEVELS, type AreaLevel } from './areas';
import { CommunityPage } from './requests';

const REPORT_READERS: readonly Role[] = [
  'COMMUNITY_COORDINATOR',
  'HOKATSU_COORDINATOR',
  'NO_REFUSAL_MANAGER',
  'DECISION_MAKER',
];

export class CoverageLine {
  @IsId() areaId!: string;
  @IsString() code!: string;
  @IsString() name!: string;
  /** Null where nobody knows or so few live there. */
  @OrUnknown() @IsInt() @Min(0) people!: number | null;
  @IsBoolean() suppressed!: boolean;
  /** Whatever purpose they serve; a resource serves several. */
  @IsInt() @Min(0) resources!: number;
  @OrUnknown() @IsNumber() @Min(0) perThousand!: number | null;
  /** Every purpose, those without a resource too. */
  @AreParts(() => PurposeCount, 100) purposes!: PurposeCount[];
}

export class AreaCoverageAnswer {
  /** The day of areas and population, and the day on which the register was counted. */
  @IsDay() on!: string;
  @IsDay() countedOn!: string;
  @IsIn(AREA_LEVELS) level!: AreaLevel;
  /** Resources in no area of this level: without a location, or outside of every boundary. */
  @IsInt() @Min(0) unplaced!: number;
  /** Resources whose address is confidential: counted for no area. */
  @IsInt() @Min(0) confidential!: number;
  @AreParts(() => CoverageLine, 100) items!: CoverageLine[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** K24 圏域カバー: resources by purpose and area, per 1,000 people. 日常生活圏域 and today where nothing is said. */
export class ReportAreaCoverageV1 extends CommunityPage {
  static readonly subject = 'rpc.community.report-area-coverage.v1';
  static readonly answer = AreaCoverageAnswer;
  static readonly allow = REPORT_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(AREA_LEVELS) level?: AreaLevel;
  @MayBeLeftOut() @IsDay() on?: string;
}

class FreshnessFigures {
  /** Menus whose places are counted; of them with a fresh, ageing or stale report, or none at all. */
  @IsInt() @Min(0) counted!: number;
  @IsInt() @Min(0) fresh!: number;
  @IsInt() @Min(0) aging!: number;
  @IsInt() @Min(0) stale!: number;
  @IsInt() @Min(0) never!: number;
  /** Fresh ÷ counted, 0 to 1. */
  @OrUnknown() @IsNumber() @Min(0) @Max(1) freshShare!: number | null;
  /** Days between two reports of a menu, the median of the fiscal year (1 April to 31 March). */
  @OrUnknown() @IsNumber() @Min(0) medianIntervalDays!: number | null;
  @IsInt() @Min(0) intervals!: number;
}

export class OrganizationFreshness extends FreshnessFigures {
  @IsId() orgId!: string;
  @IsString() name!: string;
}

export class AvailabilityFreshnessAnswer extends FreshnessFigures {
  @IsInt() fiscalYear!: number;
  /** The day of the counts. */
  @IsDay() countedOn!: string;
  @AreParts(() => OrganizationFreshness, 100) items!: OrganizationFreshness[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** K23 空き情報の鮮度, in all and by organisation; this fiscal year where none is named. */
export class ReportAvailabilityFreshnessV1 extends CommunityPage {
  static readonly subject = 'rpc.community.report-availability-freshness.v1';
  static readonly answer = AvailabilityFreshnessAnswer;
  static readonly allow = REPORT_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(2000) @Max(2199) fiscalYear?: number;
}

const LOADS = ['unknown', 'room', 'nearly_full', 'full', 'over'] as const;

export class OrganizationLoad {
  @IsId() orgId!: string;
  @IsString() name!: string;
  @IsInt() @Min(0) menus!: number;
  /** Places as reported last, and how many are taken. */
  @OrUnknown() @IsInt() @Min(0) places!: number | null;
  @OrUnknown() @IsInt() @Min(0) taken!: number | null;
  /** People whom hosts say they can have at the same time, and have. */
  @OrUnknown() @IsInt() @Min(0) hostLimit!: number | null;
  @OrUnknown() @IsInt() @Min(0) hosted!: number | null;
  /** Taken ÷ places. */
  @OrUnknown() @IsNumber() @Min(0) ratio!: number | null;
  @IsIn(LOADS) load!: (typeof LOADS)[number];
  @IsIn(LOADS) hostLoad!: (typeof LOADS)[number];
  /** A number of people is null because it is between one and four. */
  @IsBoolean() suppressed!: boolean;
}

export class OrganizationLoadAnswer {
  @IsDay() countedOn!: string;
  @AreParts(() => OrganizationLoad, 100) items!: OrganizationLoad[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** K26 機関負荷: what organisations can take and have taken, as reported last. */
export class ReportOrganizationLoadV1 extends CommunityPage {
  static readonly subject = 'rpc.community.report-organization-load.v1';
  static readonly answer = OrganizationLoadAnswer;
  static readonly allow = REPORT_READERS;
  static readonly reads = true;
}
