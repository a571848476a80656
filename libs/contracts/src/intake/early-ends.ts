import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { CASE_READERS, CONSULTING } from './roles';

const EARLY_END_REASONS = ['deceased', 'moved', 'transferred', 'declined', 'lost_contact'] as const;

/** Somebody made sure that the person is not in danger. */
export class SafetyCheckFact {
  @IsDay() on!: string;
  @IsIn(['visit', 'phone', 'family', 'agency', 'other']) how!: string;
  /** Seen or heard (`safe`), nothing that points to danger (`no_sign`), or a `concern`: then nothing ends. */
  @IsIn(['safe', 'no_sign', 'concern']) result!: 'safe' | 'no_sign' | 'concern';
}

/**
 * Ends before support is complete. `deceased`, `moved` and `transferred` (to whom: `receiverDeskId` or `receiver`) end
 * at once; a death stops every letter, call and visit the same day. `declined` and `lost_contact` are asked for here
 * (answer: the state stays, `early-end` says ASKED) and decided on by somebody else; out of reach needs a recent
 * safety check, and so does a person who declines where it is serious.
 * Errors besides those of a step: `case.emergency-stands`, `case.safety-concern` (409), `case.receiver-missing`,
 * `case.safety-check-missing` (400), `desk.not-found`.
 */
export class EndCaseEarlyV1 {
  static readonly subject = 'rpc.intake.end-case-early.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...CONSULTING, 'DECISION_MAKER'];
  @IsId() caseRef!: string;
  @IsIn(EARLY_END_REASONS) reason!: (typeof EARLY_END_REASONS)[number];
  @IsText(2000) note!: string;
  @MayBeLeftOut() @IsId() receiverDeskId?: string;
  @MayBeLeftOut() @IsText(200) receiver?: string;
  @MayBeLeftOut() @IsPart(() => SafetyCheckFact) safetyCheck?: SafetyCheckFact;
}

/**
 * Approves or refuses an early end that somebody else asked for; with the approval the case ends. Everything is looked
 * at again in that moment. Errors: those of the request, `case.end-needs-another` (403), `case.end-not-asked` (409).
 */
export class DecideEarlyEndV1 {
  static readonly subject = 'rpc.intake.decide-early-end.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = [...CONSULTING, 'DECISION_MAKER'];
  @IsId() caseRef!: string;
  @IsIn(['approve', 'refuse']) decision!: 'approve' | 'refuse';
  @IsText(1000) why!: string;
}

export class Consequence {
  @IsString() code!: string;
  @IsString() ja!: string;
}

export class EarlyEndAnswer {
  @IsId() caseRef!: string;
  /** NONE, ASKED, APPROVED, REFUSED, or ENDED (without approval). */
  @IsIn(['NONE', 'ASKED', 'APPROVED', 'REFUSED', 'ENDED']) state!: string;
  @OrUnknown() @IsString() reason!: string | null;
  @OrUnknown() @IsString() askedBy!: string | null;
  @OrUnknown() @IsString() decidedBy!: string | null;
  /** Null for those who only watch over cases (L07). */
  @OrUnknown() @IsString() note!: string | null;
  @OrUnknown() @IsPart(() => SafetyCheckFact) safetyCheck!: SafetyCheckFact | null;
  /** What it brings with it. */
  @AreParts(() => Consequence, 10) consequences!: Consequence[];
}

/** How a case ends, or was asked to end, before support is complete. Errors: `case.not-found`. */
export class ReadEarlyEndV1 {
  static readonly subject = 'rpc.intake.read-early-end.v1';
  static readonly answer = EarlyEndAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsId() caseRef!: string;
}

export class AskedEndLine {
  @IsId() caseRef!: string;
  @IsString() reason!: string;
  @IsString() askedBy!: string;
  @IsInstant() askedAt!: string;
}

export class AskedEndListAnswer {
  @AreParts(() => AskedEndLine, 100) items!: AskedEndLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Early ends that wait for somebody else's decision, the last asked first, without words. Errors: `cursor.invalid` (400). */
export class ListAskedEndsV1 {
  static readonly subject = 'rpc.intake.list-asked-ends.v1';
  static readonly answer = AskedEndListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
