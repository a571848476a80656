import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts, IsPart } from '../parts';
import { IsDay, IsFreeCode, IsId, IsInstant, IsText, MayBeLeftOut, OrUnknown } from '../rules';
import { ANY_WORKER, CASE_STAFF } from './roles';

const FORM_KINDS = [
  'intake_with_consent',
  'intake_without_consent',
  'assessment',
  'referral_sheet',
  'support_plan',
  'evaluation',
] as const;
type FormKind = (typeof FORM_KINDS)[number];
const FIELD_KINDS = ['text', 'day', 'number', 'yes_no', 'code', 'codes'] as const;
/** Facts of the consultation that a form takes from the record of the case. */
const RECORD_FACTS = [
  ...['receivedOn', 'channel', 'chiefComplaint', 'urgency', 'consentState'],
  ...['callerKind', 'intakeTopics', 'fields', 'issueCategories', 'caseNumber'],
];

/** Who decides what is asked on forms, and in which words. */
const FORM_KEEPERS: readonly Role[] = ['DECISION_MAKER', 'OPS'];

/** A key of a field or section. */
const IsKey = (each = false): PropertyDecorator =>
  Matches(/^[a-z][a-zA-Z0-9]{0,39}$/, { each, message: '半角英字で始まる英数字 40 字以内で指定してください' });

export class FormSection {
  @IsKey() key!: string;
  @IsText(60) ja!: string;
}

export class FormField {
  @IsKey() key!: string;
  @IsKey() section!: string;
  /** The word on the screen. */
  @IsText(100) ja!: string;
  /** The wording of the official form, where it differs. */
  @MayBeLeftOut() @IsText(100) officialJa?: string;
  @IsIn(FIELD_KINDS) kind!: (typeof FIELD_KINDS)[number];
  /** Code list of a `code` or `codes` field. */
  @MayBeLeftOut() @IsString() @Matches(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/) list?: string;
  @IsBoolean() required!: boolean;
  /** Of a text, 1 to 4000. */
  @MayBeLeftOut() @IsInt() @Min(1) @Max(4000) maxLength?: number;
  /** Taken from the record of the case and never asked for again. */
  @MayBeLeftOut() @IsIn(RECORD_FACTS) from?: string;
}

/**
 * Enters the municipality's own form of a kind, valid from a day to come. What is valid is never edited: another
 * edition with a later day follows it; one with the same day replaces it. What was filled in before stays on the form
 * on which it was filled in. No form adds to the five fields that open a consultation; what it requires is looked for
 * when a record takes the step that the form documents (`form.incomplete`).
 * Errors: `edition.valid-from-past`, `form.definition-refused` (400).
 */
export class EnterFormV1 {
  static readonly subject = 'rpc.intake.enter-form.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = FORM_KEEPERS;
  @IsIn(FORM_KINDS) kind!: FormKind;
  @IsDay() validFrom!: string;
  @IsText(100) titleJa!: string;
  /** Where it comes from: the guideline, the version of the official form. */
  @IsText(300) source!: string;
  @ArrayMinSize(1) @AreParts(() => FormSection, 30) sections!: FormSection[];
  @ArrayMinSize(1) @AreParts(() => FormField, 200) fields!: FormField[];
}

export class FormOption {
  @IsString() code!: string;
  @IsString() ja!: string;
  @MayBeLeftOut() @IsString() officialJa?: string;
}

export class FormFieldFact extends FormField {
  /** What a `code` or `codes` field offers. */
  @AreParts(() => FormOption, 300) options!: FormOption[];
}

export class FormAnswer {
  @IsIn(FORM_KINDS) kind!: FormKind;
  /** `standard-1`, or the id of the municipality's own edition. */
  @IsString() edition!: string;
  @IsDay() validFrom!: string;
  @IsString() titleJa!: string;
  @IsString() source!: string;
  @AreParts(() => FormSection, 30) sections!: FormSection[];
  @AreParts(() => FormFieldFact, 200) fields!: FormFieldFact[];
}

/** The form of a kind as it is on a day, with the words of its codes; today's where no day is named. */
export class ReadFormV1 {
  static readonly subject = 'rpc.intake.read-form.v1';
  static readonly answer = FormAnswer;
  static readonly allow: readonly Role[] = [...ANY_WORKER, 'OPS'];
  static readonly reads = true;
  @IsIn(FORM_KINDS) kind!: FormKind;
  @MayBeLeftOut() @IsDay() day?: string;
}

export class EditionLine {
  @IsId() editionId!: string;
  @IsDay() validFrom!: string;
  @IsString() enteredBy!: string;
  @IsInstant() enteredAt!: string;
}

export class EditionListAnswer {
  @AreParts(() => EditionLine, 100) items!: EditionLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** The municipality's own editions of a form, the last entered first. Errors: `cursor.invalid` (400). */
export class ListFormEditionsV1 {
  static readonly subject = 'rpc.intake.list-form-editions.v1';
  static readonly answer = EditionListAnswer;
  static readonly allow: readonly Role[] = [...ANY_WORKER, 'OPS'];
  static readonly reads = true;
  @IsIn(FORM_KINDS) kind!: FormKind;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}

/** One answer: the value that fits the kind of the field (`code` and `codes`: `codes`). */
export class FormValue {
  @IsKey() key!: string;
  @MayBeLeftOut() @IsText(4000) text?: string;
  @MayBeLeftOut() @IsDay() day?: string;
  @MayBeLeftOut() @IsNumber() @Min(-1e9) @Max(1e9) amount?: number;
  @MayBeLeftOut() @IsBoolean() yes?: boolean;
  @MayBeLeftOut() @IsArray() @IsFreeCode({ each: true }) @ArrayMaxSize(100) @ArrayUnique() codes?: string[];
}

/**
 * Fills in today's form of a kind about a case. What the case's record says is taken from there.
 * Errors: `case.not-found`, `form.answers-refused` (400, every field that is wrong and how to mend it).
 */
export class FillFormV1 {
  static readonly subject = 'rpc.intake.fill-form.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() caseRef!: string;
  @IsIn(FORM_KINDS) kind!: FormKind;
  @AreParts(() => FormValue, 200) answers!: FormValue[];
}

/**
 * Fills it in anew, on today's form; every earlier version stays as it was. Codes that are not offered any more may
 * stay where they stood. Errors: `filled-form.not-found`, `form.answers-refused` (400), `stale-version` (412).
 */
export class RefillFormV1 {
  static readonly subject = 'rpc.intake.refill-form.v1';
  static readonly answer = Acted;
  static readonly allow: readonly Role[] = CASE_STAFF;
  @IsId() formId!: string;
  @AreParts(() => FormValue, 200) answers!: FormValue[];
}

export class FilledFormFact {
  @IsId() formId!: string;
  @IsId() caseRef!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() filledBy!: string;
  @IsInstant() filledAt!: string;
  /** The form on which it was filled in, with the words of its codes at that time. */
  @IsPart(() => FormAnswer) form!: FormAnswer;
  @AreParts(() => FormValue, 200) answers!: FormValue[];
}

/** What was filled in, as it was filled in; the last version where none is named. Errors: `filled-form.not-found`. */
export class ReadFilledFormV1 {
  static readonly subject = 'rpc.intake.read-filled-form.v1';
  static readonly answer = FilledFormFact;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() formId!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(1_000_000) number?: number;
}

export class FilledFormLine {
  @IsId() formId!: string;
  @IsString() kind!: string;
  @IsInt() @Min(1) version!: number;
  @IsString() filledBy!: string;
  @IsInstant() filledAt!: string;
}

export class FilledFormListAnswer {
  @AreParts(() => FilledFormLine, 100) items!: FilledFormLine[];
  @OrUnknown() @IsString() nextCursor!: string | null;
}

/** Forms about a case, the newest first. Errors: `case.not-found`, `cursor.invalid` (400). */
export class ListFilledFormsV1 {
  static readonly subject = 'rpc.intake.list-filled-forms.v1';
  static readonly answer = FilledFormListAnswer;
  static readonly allow: readonly Role[] = CASE_STAFF;
  static readonly reads = true;
  @IsId() caseRef!: string;
  @MayBeLeftOut() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
  @MayBeLeftOut() @IsString() @MaxLength(100) cursor?: string;
}
