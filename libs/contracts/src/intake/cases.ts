import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsCodeOf, IsDay, IsFreeCode, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { IsLocalCodeOf } from './local-codes';
import { RecordFormFact } from './record-forms';
import { AreParts, IsPart } from '../parts';
import { CASE_READERS, CASE_STAFF, CONSULTING } from './roles';
import { SUB, SUB_MEND } from './subs';

/** What the person said to being written down, on the form of the first contact. */
export const RECORDING_CONSENTS = ['granted', 'none', 'not_asked'] as const;

/** Who called. Kept apart from the person whom it is about. */
export class CallerFacts {
  @IsLocalCodeOf('callers') kind!: string;
  @OrUnknown() @IsText(100) name?: string | null;
  @OrUnknown() @IsText(40) phone?: string | null;
}

/**
 * Takes a call or a visit at the counter: five fields suffice (receivedOn, channel, chiefComplaint,
 * urgency, consentState), the rest may follow. Opens a case in RECEIVED; its id is the caseRef.
 * Errors: `case.received-in-future` (400), `person.not-found` (404).
 */
export class ReceiveConsultationV1 {
  static readonly subject = 'rpc.intake.receive-consultation.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CONSULTING;
  @IsDay() receivedOn!: string;
  @IsLocalCodeOf('channels') channel!: string;
  /** 主訴, as far as possible in the caller's own words. */
  @IsText(2000) chiefComplaint!: string;
  @IsCodeOf('urgency') urgency!: string;
  @IsIn(RECORDING_CONSENTS) consentState!: (typeof RECORDING_CONSENTS)[number];
  @OrUnknown() @IsPart(() => CallerFacts) caller?: CallerFacts | null;
  @OrUnknown() @IsId() personRef?: string | null;
  @MayBeLeftOut() @IsLocalCodeOf('intakeTopics16', { each: true }) @ArrayMaxSize(16) intakeTopics?: string[];
  @MayBeLeftOut() @IsCodeOf('fields', { each: true }) @ArrayMaxSize(5) fields?: string[];
  /** Noticed, not judged: `young_carer`, `8050`-like tags of the municipality. */
  @MayBeLeftOut() @IsFreeCode({ each: true }) @ArrayMaxSize(20) situationTags?: string[];
  /** The area (圏域): whoever is in charge there takes the case, a deputy while that worker is away. */
  @MayBeLeftOut() @IsId() areaId?: string;
  /** Opaque id of the worker who takes it; else by the area; else whoever received it. */
  @MayBeLeftOut() @IsString() @Matches(SUB, { message: SUB_MEND }) takenBy?: string;
}

export class CaseStepFact {
  @IsString() event!: string;
  @IsString() from!: string;
  @IsString() to!: string;
  @IsInstant() at!: string;
}

/** What is known of a case. */
export class CaseFacts {
  @IsId() caseRef!: string;
  /** Fiscal year and number, e.g. `2026-00012`. */
  @IsString() caseNumber!: string;
  @OrUnknown() @IsId() personRef!: string | null;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  /** 1 for the first time, one more with every reopening. */
  @IsInt() @Min(1) episode!: number;
  @IsDay() receivedOn!: string;
  @IsString() channel!: string;
  @IsString() urgency!: string;
  @IsIn(RECORDING_CONSENTS) consentState!: string;
  /** Null for those who only watch over cases (L07). */
  @OrUnknown() @IsString() chiefComplaint!: string | null;
  @OrUnknown() @IsPart(() => CallerFacts) caller!: CallerFacts | null;
  @IsString({ each: true }) @ArrayMaxSize(16) intakeTopics!: string[];
  @IsString({ each: true }) @ArrayMaxSize(5) fields!: string[];
  @IsString({ each: true }) @ArrayMaxSize(20) situationTags!: string[];
  @IsString({ each: true }) @ArrayMaxSize(26) issueCategories!: string[];
  /** Code list triage; null before triage. */
  @OrUnknown() @IsString() triage!: string | null;
  /** The emergency flag stands. */
  @IsBoolean() emergency!: boolean;
  /** Code list closureReasons; null while the case is open. */
  @OrUnknown() @IsString() closureReason!: string | null;
  /** The 相談受付・申込票 on which it was sorted; null before. */
  @OrUnknown() @IsPart(() => RecordFormFact) form!: RecordFormFact | null;
}

export class CaseAnswer extends CaseFacts {
  /** Oldest first, the last 100. */
  @AreParts(() => CaseStepFact, 100) steps!: CaseStepFact[];
}

/** A case. Errors: `case.not-found`. */
export class ReadCaseV1 {
  static readonly subject = 'rpc.intake.read-case.v1';
  static readonly answer = CaseAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @IsId() caseRef!: string;
}

/** A line of a list: nothing that names anybody. */
export class CaseLine {
  @IsId() caseRef!: string;
  @IsString() caseNumber!: string;
  @OrUnknown() @IsId() personRef!: string | null;
  @IsString() state!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() urgency!: string;
  @IsString() channel!: string;
  @IsDay() receivedOn!: string;
  @IsBoolean() emergency!: boolean;
}

export class CaseListAnswer {
  @AreParts(() => CaseLine, 100) items!: CaseLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Cases, newest first, without names and words. Errors: `cursor.invalid` (400). */
export class ListCasesV1 {
  static readonly subject = 'rpc.intake.list-cases.v1';
  static readonly answer = CaseListAnswer;
  static readonly allow: readonly Role[] = CASE_READERS;
  static readonly reads = true;
  @MayBeLeftOut() @IsString() @MaxLength(40) @Matches(/^[A-Z_]+$/) state?: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

/** Says whom the case is about. Errors: `case.not-found`, `person.not-found`, `case.person-known` (409). */
export class LinkPersonToCaseV1 {
  static readonly subject = 'rpc.intake.link-person-to-case.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() caseRef!: string;
  @IsId() personRef!: string;
}
