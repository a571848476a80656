import { ArrayMaxSize, IsInt, IsString, Min } from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { IsLocalCodeOf } from './local-codes';
import { AreParts, IsPart } from '../parts';
import { MatchingFacts } from './persons';
import { RecordFormFact } from './record-forms';
import { CASE_STAFF } from './roles';

/**
 * A new version of the assessment; earlier ones stay as they are (L11). Codes that are given replace
 * the person's matching facts (null = not known), codes that are left out stay.
 * Errors: `case.not-found`, `case.person-missing` (409), `assessment.not-now` (409, state of the case),
 * `form.incomplete` (400), `filled-form.not-found`, `form.other-record` (409).
 */
export class RecordAssessmentV1 extends MatchingFacts {
  static readonly subject = 'rpc.intake.record-assessment.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() caseRef!: string;
  /** 本人の言葉: what the person says, in the person's own words. */
  @OrUnknown() @IsText(4000) personWords?: string | null;
  @OrUnknown() @IsText(4000) wishes?: string | null;
  /** Home, family, neighbourhood, work. */
  @OrUnknown() @IsText(4000) environment?: string | null;
  @MayBeLeftOut() @IsLocalCodeOf('issueCategories', { each: true }) @ArrayMaxSize(26) issueCategories?: string[];
  /** The filled アセスメントシート; left out, the last one of this case that documents nothing yet. */
  @MayBeLeftOut() @IsId() formId?: string;
}

export class AssessmentFact extends MatchingFacts {
  @IsId() assessmentId!: string;
  /** 1, 2, 3… within the case. */
  @IsInt() @Min(1) number!: number;
  @IsInstant() recordedAt!: string;
  @IsString() recordedBy!: string;
  @OrUnknown() @IsString() personWords!: string | null;
  @OrUnknown() @IsString() wishes!: string | null;
  @OrUnknown() @IsString() environment!: string | null;
  @IsString({ each: true }) @ArrayMaxSize(26) issueCategories!: string[];
  @OrUnknown() @IsPart(() => RecordFormFact) form!: RecordFormFact | null;
}

export class AssessmentListAnswer {
  @AreParts(() => AssessmentFact, 100) items!: AssessmentFact[];
}

/** Versions of the assessment, newest first, 100 at most. Errors: `case.not-found`. */
export class ListAssessmentsV1 {
  static readonly subject = 'rpc.intake.list-assessments.v1';
  static readonly answer = AssessmentListAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() caseRef!: string;
}
