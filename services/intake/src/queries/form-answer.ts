import type { FilledFormFact, FormAnswer, FormValue } from '#libs/contracts';
import type { Answers, ResolvedForm } from '../domain/forms/form-types';
import type { FilledVersion } from '../storage/forms.store';

export const formAnswer = ({ options, fields, sections, ...form }: ResolvedForm): FormAnswer => ({
  kind: form.kind,
  edition: form.edition,
  validFrom: form.validFrom,
  titleJa: form.titleJa,
  source: form.source,
  sections: [...sections],
  fields: fields.map((field) => ({ ...field, options: [...(options[field.key] ?? [])] })),
});

/** What was filled in, as it was filled in. */
export const filledFact = ({ form, answers, ...row }: FilledVersion): FilledFormFact => ({
  formId: row.formId,
  caseRef: row.caseRef,
  version: row.version,
  filledBy: row.filledBy,
  filledAt: row.filledAt.toISOString(),
  form: formAnswer(form),
  answers: valuesOf(form, answers),
});

/** In the order of the form. */
const valuesOf = ({ fields }: ResolvedForm, answers: Answers): FormValue[] =>
  fields.flatMap(({ key, kind }) => {
    const value = answers[key];
    return value === undefined ? [] : [valueOf(key, kind, value)];
  });

function valueOf(key: string, kind: ResolvedForm['fields'][number]['kind'], value: Answers[string]): FormValue {
  if (typeof value === 'number') return { key, amount: value };
  if (typeof value === 'boolean') return { key, yes: value };
  if (kind === 'code' || kind === 'codes') return { key, codes: [value].flat() };
  return kind === 'day' ? { key, day: String(value) } : { key, text: String(value) };
}
