import { IsBoolean, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsDay, IsId, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { IsLocalCodeOf } from './local-codes';
import { AreParts } from '../parts';
import { CASE_READERS, CONSULTING } from './roles';

/** An area's code as the municipality writes it. */
const IsAreaCode = (): PropertyDecorator =>
  Matches(/^[\w-]{1,40}$/, { message: '半角英数字・_・- で 40 字以内で指定してください' });

/**
 * Somebody who may need support and has not been asked yet (潜在的相談者): the least that can be recorded without
 * consent, and a day on which it is looked at again (L13). No name, birth date, telephone number or address: the
 * request has no such fields, and the memo refuses what looks like one. Opens a case in POTENTIAL; its id is the caseRef.
 * Errors: `potential-client.found-in-future`, `potential-client.too-much`, `potential-client.review-day` (400).
 */
export class RecordPotentialClientV1 {
  static readonly subject = 'rpc.intake.record-potential-client.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsDay() foundOn!: string;
  /** From whom it was heard. */
  @IsLocalCodeOf('channels') source!: string;
  @OrUnknown() @IsAreaCode() areaCode?: string | null;
  @IsLocalCodeOf('issueCategories') concern!: string;
  @IsText(200) memo!: string;
  /** Left out: the latest day that the rules allow. */
  @MayBeLeftOut() @IsDay() reviewBy?: string;
}

/**
 * Looked at again: watching goes on for this reason, until the next review. (Ending it is the conference's step
 * `watch/end`; with the person's consent the case goes on by `acceptance`.)
 * Errors: `case.not-found`, `potential-client.not-watched` (409), `potential-client.review-day` (400), `stale-version` (412).
 */
export class ReviewPotentialClientV1 {
  static readonly subject = 'rpc.intake.review-potential-client.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsId() caseRef!: string;
  @IsText(1000) reason!: string;
  @MayBeLeftOut() @IsDay() reviewBy?: string;
}

/** A line without words. */
export class PotentialClientLine {
  @IsId() caseRef!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() source!: string;
  @OrUnknown() @IsString() areaCode!: string | null;
  @OrUnknown() @IsString() concern!: string | null;
  @IsDay() foundOn!: string;
  @IsDay() reviewBy!: string;
  @IsBoolean() overdue!: boolean;
}

export class PotentialClientListAnswer {
  @AreParts(() => PotentialClientLine, 100) items!: PotentialClientLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Cases in POTENTIAL by their day of review, the most urgent first; `until`: to be reviewed by that day. Errors: `cursor.invalid` (400). */
export class ListPotentialClientsV1 {
  static readonly subject = 'rpc.intake.list-potential-clients.v1';
  static readonly answer = PotentialClientListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsDay() until?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
