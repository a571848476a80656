import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsDay, IsFreeCode, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CONSULTING } from './roles';

/**
 * A support conference concluded that somebody is watched over without having been asked (見守り): with which
 * policy, what alone is kept, and when it is looked at again. The words stay with the conference. The item
 * has to be one that the actor may read: `conference-item.not-found`. Errors besides those of a step:
 * `case.not-concluded` (409), `case.review-day` (400).
 */
export class WatchPotentialV1 {
  static readonly subject = 'rpc.intake.watch-potential.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CSW', 'CONFERENCE_MEMBER'];
  @IsId() caseRef!: string;
  @IsId() itemId!: string;
  @IsText(2000) policy!: string;
  /** Codes: `area`, `source`, `concern`, `contact_path`…. */
  @IsFreeCode({ each: true }) @ArrayMaxSize(10) keptItems!: string[];
  @IsDay() reviewOn!: string;
}

/**
 * Nobody needs to watch any more: the judgement, and the day on which the least record is disposed of (L13; a
 * year from now where left out). With `itemId`, the conference has concluded it; a decision maker may do without.
 * Errors besides those of a step: `case.emergency-stands`, `case.not-concluded` (409), `case.item-missing`, `case.disposal-day` (400).
 */
export class EndWatchingV1 {
  static readonly subject = 'rpc.intake.end-watching.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['CONFERENCE_CHAIR', 'DECISION_MAKER'];
  @IsId() caseRef!: string;
  @MayBeLeftOut() @IsId() itemId?: string;
  @IsText(2000) judgement!: string;
  @MayBeLeftOut() @IsDay() disposalOn?: string;
}

export class WatchLine {
  @IsId() caseRef!: string;
  @IsString() caseState!: string;
  @OrUnknown() @IsDay() reviewOn!: string | null;
  @OrUnknown() @IsDay() disposalOn!: string | null;
}
export class WatchListAnswer {
  @AreParts(() => WatchLine, 100) items!: WatchLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Who is due to be looked at again, or disposed of, up to a day; the last decided first, no words. Errors: `cursor.invalid` (400). */
export class ListWatchesV1 {
  static readonly subject = 'rpc.intake.list-watches.v1';
  static readonly answer = WatchListAnswer;
  static readonly allow: readonly Role[] = [...CONSULTING, 'CONFERENCE_CHAIR', 'DECISION_MAKER'];
  static readonly reads = true;
  @IsDay() until!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
