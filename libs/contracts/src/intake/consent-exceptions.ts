import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsCodeOf, IsDay, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CASE_READERS, CASE_STAFF } from './roles';

/** Watch over exceptions; none of them needs the person's words for it. */
const EXCEPTION_READERS: readonly Role[] = [...CASE_READERS, 'CONFERENCE_CHAIR', 'PRIVACY_OFFICER'];
const EXCEPTION_STATES = ['PENDING', 'APPROVED', 'DISAPPROVED'] as const;

/** What the exception permits: a scope, towards whom. */
export class ExceptionScope {
  @IsCodeOf('consentScopes') scope!: string;
  /** As in consent: named for the scopes that name recipients, left out for the others. */
  @MayBeLeftOut() @IsId({ each: true }) @ArrayUnique() @ArrayMaxSize(50) orgIds?: string[];
}

/**
 * Acting without the person's word on another legal ground (L18): what, towards whom, until when and why. It
 * holds at once and stands beside what the person agreed to. Somebody who decides, and not whoever used it,
 * approves it by the next working day; until then it is red. Its id is the exceptionId.
 * Errors: as all steps of consent; `exception.basis-unfit`, `exception.term-too-long`,
 * `consent.recipients-missing`, `consent.recipients-unexpected`, `consent.term-over` (400).
 */
export class UseConsentExceptionV1 {
  static readonly subject = 'rpc.intake.use-consent-exception.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER', 'CONFERENCE_CHAIR', 'CSW', 'INTAKE_WORKER'];
  @IsId() personRef!: string;
  @IsCodeOf('disclosureBases') basis!: string;
  @IsText(2000) reason!: string;
  @AreParts(() => ExceptionScope, 10) @ArrayMinSize(1) scopes!: ExceptionScope[];
  /** Last day on which it holds. */
  @IsDay() until!: string;
}

/**
 * Approves an exception afterwards, or not: then its use stops and what was given is to be destroyed.
 * Errors: `exception.not-found` (404), `exception.decided` (409), `exception.own` (403: used by the same
 * person), `stale-version` (412).
 */
export class DecideExceptionV1 {
  static readonly subject = 'rpc.intake.decide-exception.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = ['DECISION_MAKER'];
  @IsId() exceptionId!: string;
  @IsIn(['approved', 'disapproved']) verdict!: 'approved' | 'disapproved';
  @OrUnknown() @IsText(2000) note?: string | null;
}

/** An exception without words. */
export class ExceptionLine {
  @IsId() exceptionId!: string;
  @IsId() personRef!: string;
  @IsIn(EXCEPTION_STATES) state!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() basis!: string;
  @AreParts(() => ExceptionScope, 10) scopes!: ExceptionScope[];
  @IsDay() until!: string;
  /** Still used: not over, not refused, not ended by an explanation. */
  @IsBoolean() inUse!: boolean;
  /** The day by which somebody has to decide. */
  @IsDay() approveBy!: string;
  /** Nobody decided by that day. */
  @IsBoolean() overdue!: boolean;
  @IsInstant() usedAt!: string;
}

export class ExceptionListAnswer {
  @AreParts(() => ExceptionLine, 100) items!: ExceptionLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Exceptions that nobody has decided on, the most overdue first. Errors: `cursor.invalid` (400). */
export class ListOpenExceptionsV1 {
  static readonly subject = 'rpc.intake.list-open-exceptions.v1';
  static readonly answer = ExceptionListAnswer;
  static readonly allow: readonly Role[] = EXCEPTION_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

export class ExceptionAnswer extends ExceptionLine {
  @IsString() reason!: string;
  @IsString() usedBy!: string;
  @OrUnknown() @IsString() decidedBy!: string | null;
  @OrUnknown() @IsString() decisionNote!: string | null;
}

/** An exception with its reason: whoever decides on it has to know why. Errors: `exception.not-found` (404). */
export class ReadExceptionV1 {
  static readonly subject = 'rpc.intake.read-exception.v1';
  static readonly answer = ExceptionAnswer;
  static readonly allow: readonly Role[] = [...CASE_STAFF, 'DECISION_MAKER', 'CONFERENCE_CHAIR', 'PRIVACY_OFFICER'];
  static readonly reads = true;
  @IsId() exceptionId!: string;
}
