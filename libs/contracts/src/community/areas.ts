import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage, REGISTRY_READERS } from './requests';

const KEEPERS: readonly Role[] = ['COMMUNITY_COORDINATOR'];

/** 市区町村 > 日常生活圏域 > 小学校区 > 町会・自治会. A part belongs to areas of higher levels only. */
export const AREA_LEVELS = ['municipality', 'dailyLifeZone', 'elementarySchoolDistrict', 'neighborhood'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

class AreaFields {
  /** The municipality's own code; in open data 地域コード. One area has it. */
  @IsString()
  @Matches(/^[0-9A-Za-z][0-9A-Za-z._-]{0,29}$/, { message: '半角英数字と . _ - で 30 字以内で指定してください' })
  code!: string;
  @IsText(100) name!: string;
  @IsIn(AREA_LEVELS) level!: AreaLevel;
  /** Areas that it is a part of; several where areas overlap. */
  @IsArray() @IsId({ each: true }) @ArrayMaxSize(20) @ArrayUnique() parentIds!: string[];
  /** 協議体の層 (第1層・第2層); null = none. Left out: 1 for the municipality, 2 for a 日常生活圏域. */
  @OrUnknown() @IsIn([1, 2]) councilLayer?: 1 | 2 | null;
  @IsDay() validFrom!: string;
  /** The last day; open where left out. */
  @OrUnknown() @IsDay() validUntil?: string | null;
}

/**
 * Enters an area (圏域). 409 `area.code-taken`; 400 `area.parent-unknown`, `area.parent-level` where a parent is not of a
 * higher level, `area.backwards`.
 */
export class EnterAreaV1 extends AreaFields {
  static readonly subject = 'rpc.community.enter-area.v1';
  static readonly answer = Acted;
  static readonly allow = KEEPERS;
}

/**
 * Replaces what is known of an area; its boundary stays. Afterwards every resource is looked at again.
 * 404 `area.not-found`, 412 `stale-version`, 400 `area.child-level` where a part would be of a higher level, and the
 * errors of entering.
 */
export class ChangeAreaV1 extends AreaFields {
  static readonly subject = 'rpc.community.change-area.v1';
  static readonly answer = Acted;
  static readonly allow = KEEPERS;
  @IsId() areaId!: string;
}

/** GeoJSON geometry, WGS 84, positions as [longitude, latitude]. */
export class AreaBoundary {
  @IsIn(['Polygon', 'MultiPolygon']) type!: 'Polygon' | 'MultiPolygon';
  @IsArray() @ArrayMinSize(1) coordinates!: unknown[];
}

/**
 * Replaces the boundary of an area, or takes it away (null). Afterwards every resource is looked at again, in batches.
 * 400 `area-boundary.invalid` names the ring or position and the mend: rings are closed and have four positions at
 * least, lie within Japan (lat 20–46, lng 122–154), at most 3,000 positions in all. 404 `area.not-found`.
 */
export class SetAreaBoundaryV1 {
  static readonly subject = 'rpc.community.set-area-boundary.v1';
  static readonly answer = Acted;
  static readonly allow = KEEPERS;
  @IsId() areaId!: string;
  @OrUnknown() @IsPart(() => AreaBoundary) boundary!: AreaBoundary | null;
}

export class AreaAnswer {
  @IsId() areaId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() code!: string;
  @IsString() name!: string;
  @IsIn(AREA_LEVELS) level!: AreaLevel;
  @IsId({ each: true }) @ArrayMaxSize(20) parentIds!: string[];
  @OrUnknown() @IsIn([1, 2]) councilLayer!: 1 | 2 | null;
  @IsDay() validFrom!: string;
  @OrUnknown() @IsDay() validUntil!: string | null;
  @IsBoolean() hasBoundary!: boolean;
}

/** One area. 404 `area.not-found`. */
export class ReadAreaV1 {
  static readonly subject = 'rpc.community.read-area.v1';
  static readonly answer = AreaAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() areaId!: string;
}

export class AreaBoundaryAnswer {
  @IsId() areaId!: string;
  @IsInt() @Min(1) version!: number;
  @OrUnknown() @IsPart(() => AreaBoundary) boundary!: AreaBoundary | null;
}

/** The boundary of an area. 404 `area.not-found`. */
export class ReadAreaBoundaryV1 {
  static readonly subject = 'rpc.community.read-area-boundary.v1';
  static readonly answer = AreaBoundaryAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @IsId() areaId!: string;
}

export class AreasAnswer {
  @AreParts(() => AreaAnswer, 100) items!: AreaAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Areas in the order in which they were entered: of a level, the direct parts of one, those in force on a day. */
export class ListAreasV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-areas.v1';
  static readonly answer = AreasAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(AREA_LEVELS) level?: AreaLevel;
  @MayBeLeftOut() @IsId() parentId?: string;
  @MayBeLeftOut() @IsDay() on?: string;
}

export class AreasAtAnswer {
  /** From the largest to the smallest; of one level in the order of their codes. */
  @AreParts(() => AreaAnswer, 100) items!: AreaAnswer[];
}

/**
 * The areas in force today that hold a point. A point on a border only belongs to one area of a level: the one with
 * the lowest code. What an area is a part of holds the point, too.
 */
export class AreasAtV1 {
  static readonly subject = 'rpc.community.areas-at.v1';
  static readonly answer = AreasAtAnswer;
  static readonly allow = REGISTRY_READERS;
  static readonly reads = true;
  @Type(() => Number) @IsNumber() @Min(20) @Max(46) lat!: number;
  @Type(() => Number) @IsNumber() @Min(122) @Max(154) lng!: number;
}

const AREA_ASSIGNMENT_STATES = ['NEVER', 'RUNNING', 'DONE'] as const;

export class AreaAssignmentAnswer {
  @IsIn(AREA_ASSIGNMENT_STATES) state!: (typeof AREA_ASSIGNMENT_STATES)[number];
  /** Resources to look at, looked at so far, and moved to other areas. */
  @IsInt() @Min(0) total!: number;
  @IsInt() @Min(0) looked!: number;
  @IsInt() @Min(0) moved!: number;
  /** Resources with a location that is in no area of the level. */
  @IsInt() @Min(0) unplaced!: number;
  @OrUnknown() @IsInstant() startedAt!: string | null;
  @OrUnknown() @IsInstant() finishedAt!: string | null;
}

/** How far resources have been looked at again since areas changed last, and how many are in no school district (or area of the level named). */
export class ReadAreaAssignmentV1 {
  static readonly subject = 'rpc.community.read-area-assignment.v1';
  static readonly answer = AreaAssignmentAnswer;
  static readonly allow: readonly Role[] = ['COMMUNITY_COORDINATOR', 'OPS'];
  static readonly reads = true;
  @MayBeLeftOut() @IsIn(AREA_LEVELS) level?: AreaLevel;
}

export class AreasExistAnswer {
  /** Those that are unknown here or have ended. */
  @IsId({ each: true }) @ArrayMaxSize(200) missing!: string[];
}

/** Whether areas exist that others want to name. */
export class AreasExistV1 {
  static readonly subject = 'rpc.community.areas-exist.v1';
  static readonly answer = AreasExistAnswer;
  static readonly allow: readonly Role[] = ['SYSTEM'];
  static readonly reads = true;
  @IsArray() @IsId({ each: true }) @ArrayMaxSize(200) areaIds!: string[];
}
