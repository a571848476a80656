import { type FieldProblem, invalid } from '#libs/kernel';
import type { Answers, FormKind, RecordFacts, ResolvedForm } from './form-types';

/** What a form documents. */
export type Documented = 'consultation' | 'assessment' | 'referral' | 'support_plan' | 'evaluation';

/** 相談受付・申込票: another form where the person has not agreed to the recording. */
export const intakeFormOf = (consentState: string): FormKind =>
  consentState === 'granted' ? 'intake_with_consent' : 'intake_without_consent';

/** Several sheets of a case are under way at once: nobody guesses which form belongs to which. */
export const isGuessed = (about: Documented): boolean => about !== 'referral';

/**
 * What the form asks for today is there: in what was filled in, on whatever version, or in the record of the case.
 * 400 `form.incomplete` with every field that is missing; the standard forms ask for nothing beside the record.
 */
export function requireFilled({ titleJa, fields }: ResolvedForm, answers: Answers, record: RecordFacts): void {
  const missing = fields.filter(
    ({ required, key, from }) =>
      required && answers[key] === undefined && (from === undefined || record[from] === null),
  );
  if (missing.length === 0) return;
  throw invalid(
    'form.incomplete',
    'The form that documents this step is not filled in.',
    missing.map(({ key, ja }): FieldProblem => ({
      field: `form.${key}`,
      rule: 'required',
      mend: `「${titleJa}」の「${ja}」を記入し、その様式を formId で指定してください`,
    })),
  );
}
