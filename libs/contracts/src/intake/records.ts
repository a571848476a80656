import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { AreParts, IsPart } from '../parts';
import { IsId, IsInstant, MayBeLeftOut, OrUnknown } from '../rules';
import { AssessmentFact } from './assessments';
import { CaseFacts } from './cases';
import { FilledFormFact } from './forms';
import { NoteFact } from './notes';
import { ConferenceItemThen, ConsentThen, PlanThen, ReferralThen } from './record-parts';
import { CASE_STAFF } from './roles';

const RECORD_KINDS = ['note', 'assessment', 'form', 'step', 'plan', 'referral', 'conference'] as const;

export class RecordedStep {
  @IsInt() @Min(1) version!: number;
  @IsString() event!: string;
  @IsString() from!: string;
  @IsString() to!: string;
  @IsString() takenBy!: string;
}

/** One thing that was on record; exactly the part that `kind` names is there. */
export class RecordEntry {
  @IsId() id!: string;
  @IsIn(RECORD_KINDS) kind!: (typeof RECORD_KINDS)[number];
  /** When it was first written. */
  @IsInstant() at!: string;
  /** With the text that held then, and what had been struck by then. */
  @MayBeLeftOut() @IsPart(() => NoteFact) note?: NoteFact;
  @MayBeLeftOut() @IsPart(() => AssessmentFact) assessment?: AssessmentFact;
  /** The version that held then. */
  @MayBeLeftOut() @IsPart(() => FilledFormFact) form?: FilledFormFact;
  @MayBeLeftOut() @IsPart(() => RecordedStep) step?: RecordedStep;
  @MayBeLeftOut() @IsPart(() => PlanThen) plan?: PlanThen;
  @MayBeLeftOut() @IsPart(() => ReferralThen) referral?: ReferralThen;
  @MayBeLeftOut() @IsPart(() => ConferenceItemThen) conference?: ConferenceItemThen;
}

export class RecordAsOfAnswer {
  @IsInstant() at!: string;
  @IsPart(() => CaseFacts) case!: CaseFacts;
  /** Of the person whom the case was about then; null where nobody was known. */
  @OrUnknown() @IsPart(() => ConsentThen) consent!: ConsentThen | null;
  /** The last written first. */
  @AreParts(() => RecordEntry, 100) entries!: RecordEntry[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/**
 * What was on record about a case at a moment (L11): its facts, its steps, the progress notes with what was struck by
 * then, the assessments, the forms as they were filled in, support plans and つなぐシート as they stood, what the person
 * had agreed to, and items of conferences for whoever was called to them. Errors: `case.not-found` (also where the case
 * was not open yet), `cursor.invalid` (400).
 */
export class ReadRecordAsOfV1 {
  static readonly subject = 'rpc.intake.read-record-as-of.v1';
  static readonly answer = RecordAsOfAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() caseRef!: string;
  @IsInstant() at!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(200) cursor?: string;
}
