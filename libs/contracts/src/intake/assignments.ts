import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CaseListAnswer } from './cases';
import { CENTRE_KEEPERS } from './centres';
import { ANY_WORKER, CASE_READERS, CONSULTING } from './roles';
import { SUB, SUB_MEND } from './subs';

/** Gives a case to a worker, or to another area; a step of the case says so. Errors: `case.not-found`. */
export class AssignCaseV1 {
  static readonly subject = 'rpc.intake.assign-case.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...CONSULTING, 'NO_REFUSAL_MANAGER', 'DECISION_MAKER'];
  @IsId() caseRef!: string;
  @IsString() @Matches(SUB, { message: SUB_MEND }) sub!: string;
  /** Left out: the area stays; null: of no area. */
  @OrUnknown() @IsId() areaId?: string | null;
}

export class AssigneesAnswer {
  @IsId() caseRef!: string;
  @IsString() mainSub!: string;
  @OrUnknown() @IsId() areaId!: string | null;
  @IsString({ each: true }) @ArrayMaxSize(100) deputySubs!: string[];
  /** Who acts today: a deputy while the main worker is away. */
  @IsString() actingSub!: string;
}

/** Who has a case. Errors: `case.not-found`. */
export class ReadAssigneesV1 {
  static readonly subject = 'rpc.intake.read-assignees.v1';
  static readonly answer = AssigneesAnswer;
  static readonly allow: readonly Role[] = ANY_WORKER;
  static readonly reads = true;
  @IsId() caseRef!: string;
}

/** A worker's cases, newest first, without names and words; without the closed ones unless asked for. Errors: `cursor.invalid` (400). */
export class ListCaseloadV1 {
  static readonly subject = 'rpc.intake.list-caseload.v1';
  static readonly answer = CaseListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsString() @Matches(SUB, { message: SUB_MEND }) sub!: string;
  @MayBeLeftOut() @IsIn(['open', 'all']) cases?: 'open' | 'all';
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

export class AreaReceiver {
  @IsId() areaId!: string;
  @IsString() @Matches(SUB, { message: SUB_MEND }) toSub!: string;
}
export class CaseReceiver {
  @IsId() caseRef!: string;
  @IsString() @Matches(SUB, { message: SUB_MEND }) toSub!: string;
}
export class HandoverReceivers {
  /** Takes everything that neither a case nor an area is named for: nothing is left with nobody. */
  @IsString() @Matches(SUB, { message: SUB_MEND }) toSub!: string;
  @AreParts(() => AreaReceiver, 200) byArea!: AreaReceiver[];
  @AreParts(() => CaseReceiver, 500) byCase!: CaseReceiver[];
}

/**
 * Prepares the hand-over of all cases that a worker will have on a day, 1 April where none is named. What it says
 * becomes a note of every case; the worker's areas go with them. One at a time per worker: `handover.already-prepared` (409).
 * Errors: `handover.day-past`, `handover.to-same-worker`, `handover.named-twice` (400).
 */
export class PrepareHandoverV1 {
  static readonly subject = 'rpc.intake.prepare-handover.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CENTRE_KEEPERS;
  @IsString() @Matches(SUB, { message: SUB_MEND }) fromSub!: string;
  @MayBeLeftOut() @IsDay() onDay?: string;
  @IsPart(() => HandoverReceivers) receivers!: HandoverReceivers;
  @IsText(2000) words!: string;
}

/** Begins at once instead of waiting for the day; goes on by itself. Errors: `handover.not-found`, `handover.transition-refused` (409). */
export class StartHandoverV1 {
  static readonly subject = 'rpc.intake.start-handover.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CENTRE_KEEPERS;
  @IsId() handoverId!: string;
}

/** Takes it back before its day. Errors: `handover.not-found`, `handover.transition-refused` (409). */
export class CancelHandoverV1 {
  static readonly subject = 'rpc.intake.cancel-handover.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CENTRE_KEEPERS;
  @IsId() handoverId!: string;
}

export class HandoverLine {
  @IsId() handoverId!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() state!: string;
  @IsString() fromSub!: string;
  @IsDay() onDay!: string;
  /** Cases to hand over; null before it begins. */
  @OrUnknown() @IsInt() @Min(0) total!: number | null;
  @IsInt() @Min(0) done!: number;
  @IsString() preparedBy!: string;
}

export class HandoverAnswer extends HandoverLine {
  @IsPart(() => HandoverReceivers) receivers!: HandoverReceivers;
  /** Null for those who only watch over cases. */
  @OrUnknown() @IsString() words!: string | null;
  @IsBoolean() mayBeCancelled!: boolean;
}

/** A hand-over and how far it is. Errors: `handover.not-found`. */
export class ReadHandoverV1 {
  static readonly subject = 'rpc.intake.read-handover.v1';
  static readonly answer = HandoverAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsId() handoverId!: string;
}

export class HandoverListAnswer {
  @AreParts(() => HandoverLine, 100) items!: HandoverLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Hand-overs, the last prepared first. Errors: `cursor.invalid` (400). */
export class ListHandoversV1 {
  static readonly subject = 'rpc.intake.list-handovers.v1';
  static readonly answer = HandoverListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
