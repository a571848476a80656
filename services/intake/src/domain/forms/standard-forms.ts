import type { FormDefinition, FormKind } from './form-types';
import assessment from './standard/assessment.json';
import evaluation from './standard/evaluation.json';
import intakeWithConsent from './standard/intake-with-consent.json';
import intakeWithoutConsent from './standard/intake-without-consent.json';
import referralSheet from './standard/referral-sheet.json';
import supportPlan from './standard/support-plan.json';

interface StandardForm extends FormDefinition {
  readonly version: number;
  readonly validFrom: string;
}

/** Forms for municipalities that have entered none of their own. */
export const STANDARD_FORMS: Readonly<Record<FormKind, StandardForm>> = {
  intake_with_consent: intakeWithConsent as StandardForm,
  intake_without_consent: intakeWithoutConsent as StandardForm,
  assessment: assessment as StandardForm,
  referral_sheet: referralSheet as StandardForm,
  support_plan: supportPlan as StandardForm,
  evaluation: evaluation as StandardForm,
};
