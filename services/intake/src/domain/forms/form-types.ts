import type { CodeEntry } from './codes';

export type FormKind =
  'intake_with_consent' | 'intake_without_consent' | 'assessment' | 'referral_sheet' | 'support_plan' | 'evaluation';
type FieldKind = 'text' | 'day' | 'number' | 'yes_no' | 'code' | 'codes';

/** Facts of the consultation that a form shows and never asks for again. */
export type RecordFact =
  | 'receivedOn'
  | 'channel'
  | 'chiefComplaint'
  | 'urgency'
  | 'consentState'
  | 'callerKind'
  | 'intakeTopics'
  | 'fields'
  | 'issueCategories'
  | 'caseNumber';

export interface FormField {
  readonly key: string;
  readonly section: string;
  /** The word on the screen. */
  readonly ja: string;
  /** The wording of the official form, where it differs. */
  readonly officialJa?: string;
  readonly kind: FieldKind;
  /** Code list of a `code` or `codes` field. */
  readonly list?: string;
  readonly required: boolean;
  /** Of a text: 1 to 4000 characters. */
  readonly maxLength?: number;
  /** Taken from the record of the case, never asked for. */
  readonly from?: RecordFact;
}

export interface FormDefinition {
  readonly titleJa: string;
  /** Where the form comes from; F found in a source, E expert knowledge to be confirmed. */
  readonly source: string;
  readonly sections: readonly { readonly key: string; readonly ja: string }[];
  readonly fields: readonly FormField[];
}

/** A form that counts on a day: the municipality's own, else the standard one. */
export interface FormInForce extends FormDefinition {
  readonly kind: FormKind;
  /** `standard-1`, or the id of the municipality's edition. */
  readonly edition: string;
  readonly validFrom: string;
}

/** With the words of its codes: all that is needed to read what was filled in, at any later time. */
export interface ResolvedForm extends FormInForce {
  readonly options: Readonly<Record<string, readonly Pick<CodeEntry, 'code' | 'ja' | 'officialJa'>[]>>;
}

export interface FormEdition {
  readonly id: string;
  readonly number: string;
  readonly validFrom: string;
  readonly definition: FormDefinition;
}

export type Answer = string | number | boolean | readonly string[];
/** What was filled in, by the key of the field. Fields that nobody answered are not there. */
export type Answers = Readonly<Record<string, Answer>>;
export type RecordFacts = Readonly<Record<RecordFact, string | readonly string[] | null>>;
