import { caseNumberOf } from '../case';
import type { RecordFacts } from './form-types';

interface Consultation {
  readonly receivedOn: string;
  readonly channel: string;
  readonly chiefComplaint: string;
  readonly urgency: string;
  readonly consentState: string;
  readonly caller: { readonly kind: string } | null;
  readonly intakeTopics: readonly string[];
  readonly fields: readonly string[];
  readonly issueCategories: readonly string[];
  readonly fiscalYear: number;
  readonly number: string;
}

/** What a form takes from the record of a case. Names and telephone numbers are not among it. */
export const recordFactsOf = (kase: Consultation): RecordFacts => ({
  receivedOn: kase.receivedOn,
  channel: kase.channel,
  chiefComplaint: kase.chiefComplaint,
  urgency: kase.urgency,
  consentState: kase.consentState,
  callerKind: kase.caller?.kind ?? null,
  intakeTopics: kase.intakeTopics,
  fields: kase.fields,
  issueCategories: kase.issueCategories,
  caseNumber: caseNumberOf(kase.fiscalYear, kase.number),
});
