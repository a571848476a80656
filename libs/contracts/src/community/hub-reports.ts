import { IsBoolean, IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsFreeCode, IsId, OrUnknown } from '../rules';
import { GROUP_READERS } from './group-support';
import { MANDATORY_PROGRAMS, type MandatoryProgram } from './hubs';

const REPORT_READERS: readonly Role[] = GROUP_READERS;

/** A fiscal year: 2026 is 1 April 2026 to 31 March 2027. */
class FiscalYear {
  @Type(() => Number) @IsInt() @Min(1990) @Max(2100) fiscalYear!: number;
}

class OfFiscalYear {
  @IsInt() fiscalYear!: number;
  @IsDay() from!: string;
  @IsDay() to!: string;
  /** The local day on which it was counted. */
  @IsDay() asOf!: string;
}

/** Visits and activities are counted as often as they took place (延べ), hubs and groups once each (実). */
export class HubFigures {
  /** Hubs that were there on some day of the year. */
  @IsInt() @Min(0) hubs!: number;
  @IsInt() @Min(0) openingDays!: number;
  @IsInt() @Min(0) visitsAdults!: number;
  @IsInt() @Min(0) visitsChildren!: number;
  @IsInt() @Min(0) activities!: number;
  /** Groups that did something. */
  @IsInt() @Min(0) groups!: number;
}

export class HubReportLine extends HubFigures {
  /** Null = of none of the five. */
  @OrUnknown() @IsIn(MANDATORY_PROGRAMS) mandatoryProgram!: MandatoryProgram | null;
  /** Null = no area said. */
  @OrUnknown() @IsId() areaId!: string | null;
}

export class HubReportAnswer extends OfFiscalYear {
  /** By programme and area, at most 1,000. A hub of two programmes is in two lines, and once in `total`. */
  @AreParts(() => HubReportLine, 1_000) lines!: HubReportLine[];
  @IsPart(() => HubFigures) total!: HubFigures;
}

/** K21: hubs, opening days, visits, activities and groups by the five programmes and by area. */
export class ReportHubsV1 extends FiscalYear {
  static readonly subject = 'rpc.community.report-hubs.v1';
  static readonly answer = HubReportAnswer;
  static readonly allow = REPORT_READERS;
  static readonly reads = true;
}

export class GroupKindLine {
  @IsFreeCode() kind!: string;
  @IsInt() @Min(0) groups!: number;
  @IsInt() @Min(0) contacts!: number;
}

export class GroupSupportReportAnswer extends OfFiscalYear {
  /** 支援団体数: groups that somebody was in contact with, each once. */
  @IsInt() @Min(0) groups!: number;
  /** 延支援件数. */
  @IsInt() @Min(0) contacts!: number;
  /** Of the contacts whose length is known. */
  @IsInt() @Min(0) minutes!: number;
  @IsInt() @Min(0) launched!: number;
  @IsInt() @Min(0) settled!: number;
  /** By kind of group, the hundred with most contacts. */
  @AreParts(() => GroupKindLine, 100) kinds!: GroupKindLine[];
}

/** K22: groups supported, and how often. */
export class ReportGroupSupportV1 extends FiscalYear {
  static readonly subject = 'rpc.community.report-group-support.v1';
  static readonly answer = GroupSupportReportAnswer;
  static readonly allow = REPORT_READERS;
  static readonly reads = true;
}

export class DialogueKindLine {
  @IsFreeCode() kind!: string;
  @IsInt() @Min(0) held!: number;
  /** Of the meetings at which somebody counted. */
  @IsInt() @Min(0) participants!: number;
  @IsInt() @Min(0) topics!: number;
  /** Topics that became an issue of the neighbourhood, those under development included. */
  @IsInt() @Min(0) issues!: number;
  @IsInt() @Min(0) developments!: number;
}

export class DialogueReportAnswer extends OfFiscalYear {
  @AreParts(() => DialogueKindLine, 100) kinds!: DialogueKindLine[];
  /** 担い手どうし・担い手と場所: how often two were brought together, and agreed. */
  @IsInt() @Min(0) carrierMatches!: number;
  @IsInt() @Min(0) carrierMatchesAgreed!: number;
}

/** Meetings of residents in numbers; no words of them. */
export class ReportDialoguesV1 extends FiscalYear {
  static readonly subject = 'rpc.community.report-dialogues.v1';
  static readonly answer = DialogueReportAnswer;
  static readonly allow = REPORT_READERS;
  static readonly reads = true;
}

export class ConcernReportLine {
  /** Code list channels. */
  @IsString() sourceKind!: string;
  @OrUnknown() @IsId() areaId!: string | null;
  /** `YYYY-MM`. */
  @IsString() month!: string;
  /** Null where it is so few that it could point to somebody, or would give away another such line. */
  @OrUnknown() @IsInt() @Min(1) reports!: number | null;
  @IsBoolean() suppressed!: boolean;
}

export class ConcernCountAnswer extends OfFiscalYear {
  /** At most 1,000 lines. */
  @AreParts(() => ConcernReportLine, 1_000) lines!: ConcernReportLine[];
  @OrUnknown() @IsInt() @Min(0) total!: number | null;
}

/** 気づき in numbers by source, area and month. Their words are in outreach and nowhere else. */
export class ReportConcernCountsV1 extends FiscalYear {
  static readonly subject = 'rpc.community.report-concern-counts.v1';
  static readonly answer = ConcernCountAnswer;
  static readonly allow = REPORT_READERS;
  static readonly reads = true;
}
