import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { AREA_CODE } from '../matching/areas';
import { AreParts, IsPart } from '../parts';
import { IsCodeOf, IsDay, IsId, MayBeLeftOut, OrUnknown } from '../rules';
import { GROUP_READERS } from './group-support';
import { CommunityPage } from './requests';

/** What open needs are put together by. */
export const BOARD_AXES = ['blockedBy', 'purpose', 'areaCode', 'time'] as const;
const DAY_TIMES = ['morning', 'afternoon', 'evening', 'night'] as const;

const ONE_AXIS = `(?:${BOARD_AXES.join('|')})`;

const READERS: readonly Role[] = GROUP_READERS;

class BoardQuestion extends CommunityPage {
  /** Axes with commas between them, such as `purpose,time`; left out = all four. */
  @MayBeLeftOut()
  @Matches(new RegExp(`^${ONE_AXIS}(?:,${ONE_AXIS}){0,3}$`), {
    message: `${BOARD_AXES.join('・')} をコンマ区切りで指定してください`,
  })
  groupBy?: string;
}

class ClusterValues {
  /** A rule that kept places out (code list exclusionCodes). Null on each axis: left out, or nothing is said there. */
  @OrUnknown() @IsString() blockedBy!: string | null;
  @OrUnknown() @IsString() purpose!: string | null;
  /** Second-level mesh, about 10 km wide; null also where too few needs are there to name it. */
  @OrUnknown() @IsString() areaCode!: string | null;
  /** Part of the day; null also where any time would do. */
  @OrUnknown() @IsString() time!: string | null;
}

export class NeedClusterAnswer extends ClusterValues {
  @IsInt() @Min(1) needs!: number;
  /** Of these, gathered by a project that goes on. */
  @IsInt() @Min(0) inProjects!: number;
  /** Local day on which the oldest was recorded. */
  @IsDay() oldestOn!: string;
  /** The twenty oldest; `GET /resource-development-board/developments` has all. */
  @IsArray() @ArrayMaxSize(20) @IsId({ each: true }) developmentIds!: string[];
}

/** What was searched for in the registry and not found; by codes, of the last year. */
export class MissedSearchLine {
  @OrUnknown() @IsString() purpose!: string | null;
  @OrUnknown() @IsString() type!: string | null;
  /** Null also where too few searches were for it to name it. */
  @OrUnknown() @IsId() areaId!: string | null;
  @IsInt() @Min(1) searches!: number;
}

export class DevelopmentBoardAnswer {
  @IsDay() asOf!: string;
  @IsArray() @IsIn(BOARD_AXES, { each: true }) groupBy!: string[];
  /** Open needs, each once. One of two purposes is in two clusters. */
  @IsInt() @Min(0) openNeeds!: number;
  @IsInt() @Min(0) clusters!: number;
  @AreParts(() => NeedClusterAnswer, 100) items!: NeedClusterAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
  /** Most often first; on the first page. */
  @AreParts(() => MissedSearchLine, 20) missedSearches!: MissedSearchLine[];
}

/**
 * 資源開発ボード: the open needs that nobody could be offered a place for, put together by what they have in common,
 * largest first. They point to no person. A page is a part of one answer only while nothing changes.
 */
export class ReadDevelopmentBoardV1 extends BoardQuestion {
  static readonly subject = 'rpc.community.read-development-board.v1';
  static readonly answer = DevelopmentBoardAnswer;
  static readonly allow = READERS;
  static readonly reads = true;
}

export class ClusterNeed {
  @IsId() developmentId!: string;
  @IsDay() openedOn!: string;
  @IsBoolean() inProject!: boolean;
}

export class ClusterNeedsAnswer {
  @IsInt() @Min(0) needs!: number;
  @AreParts(() => ClusterNeed, 100) items!: ClusterNeed[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** The needs of one cluster, oldest first: that of the same axes and values; a value left out means null. */
export class ListClusterNeedsV1 extends BoardQuestion {
  static readonly subject = 'rpc.community.list-cluster-needs.v1';
  static readonly answer = ClusterNeedsAnswer;
  static readonly allow = READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsCodeOf('exclusionCodes') blockedBy?: string;
  @MayBeLeftOut() @IsCodeOf('purposes') purpose?: string;
  @MayBeLeftOut()
  @Matches(AREA_CODE, { message: '地域メッシュ(2次)の 6 桁のコードで指定してください' })
  areaCode?: string;
  @MayBeLeftOut() @IsIn(DAY_TIMES) time?: string;
}

/** Needs, and what came of them. */
export class DevelopmentFigures {
  /** 未充足ニーズ件数: recorded in the year, also those that nobody waits for any more. */
  @OrUnknown() @IsInt() @Min(0) needs!: number | null;
  /** 資源開発完了数: completed in the year by a menu. */
  @OrUnknown() @IsInt() @Min(0) completed!: number | null;
  /** Days from the record to the menu of those completed, in the middle; null = none, or not shown. */
  @OrUnknown() @IsInt() @Min(0) medianDays!: number | null;
}

export class DevelopmentReportLine extends DevelopmentFigures {
  /** Null = none said. */
  @OrUnknown() @IsString() purpose!: string | null;
  /** Second-level mesh; null = not known, or too few to name it. */
  @OrUnknown() @IsString() areaCode!: string | null;
  /** The figures are not shown: so few would tell of somebody (L16). */
  @IsBoolean() suppressed!: boolean;
}

export class DevelopmentReportAnswer {
  @IsInt() fiscalYear!: number;
  @IsDay() from!: string;
  @IsDay() to!: string;
  /** The local day on which it was counted. */
  @IsDay() asOf!: string;
  /** By purpose and area, at most 1,000. A need of two purposes is in two lines, and once in `total`. */
  @AreParts(() => DevelopmentReportLine, 1_000) lines!: DevelopmentReportLine[];
  @IsPart(() => DevelopmentFigures) total!: DevelopmentFigures;
  /** Menus that came of it, each once. */
  @IsInt() @Min(0) menusOpened!: number;
}

/** K17: needs that nothing met, developments completed and how long they took, by purpose and area. */
export class ReportResourceDevelopmentV1 {
  static readonly subject = 'rpc.community.report-resource-development.v1';
  static readonly answer = DevelopmentReportAnswer;
  static readonly allow = READERS;
  static readonly reads = true;
  @Type(() => Number) @IsInt() @Min(1990) @Max(2100) fiscalYear!: number;
}
