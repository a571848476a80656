import { type FieldProblem, invalid } from '#libs/kernel';
import type { Answer, Answers, FormField, RecordFacts, ResolvedForm } from './form-types';

/** One answer as it comes in: exactly one of the values, the one that fits the kind of the field. */
export interface Given {
  readonly key: string;
  readonly text?: string;
  readonly day?: string;
  readonly amount?: number;
  readonly yes?: boolean;
  readonly codes?: readonly string[];
}

/**
 * What is kept: the answers that fit the form, and what the record of the case says.
 * 400 `form.answers-refused` with every field that is wrong and how to mend it.
 */
export function filled(form: ResolvedForm, given: readonly Given[], record: RecordFacts): Answers {
  const byKey = new Map(form.fields.map((field) => [field.key, field]));
  const wrong = given.flatMap((answer, index) => problemsOf(answer, byKey.get(answer.key), form, given, index));
  const answers: Partial<Answers> = Object.fromEntries<Answer | undefined>([
    ...factsOf(form.fields, record),
    ...given.map((one) => [one.key, valueOf(one)] as const),
  ]);
  const missing = form.fields
    .filter(({ required, key }) => required && answers[key] === undefined)
    .map(({ key, ja }) => problem(key, 'required', `「${ja}」を記入してください`));
  const problems = [...wrong, ...missing];
  if (problems.length > 0) throw invalid('form.answers-refused', 'Some answers do not fit the form.', problems);
  return answers as Answers;
}

const factsOf = (fields: readonly FormField[], record: RecordFacts): readonly (readonly [string, Answer])[] =>
  fields.flatMap(({ key, from }) => {
    const fact = from === undefined ? null : record[from];
    return fact === null ? [] : [[key, fact] as const];
  });

function problemsOf(
  answer: Given,
  field: FormField | undefined,
  form: ResolvedForm,
  given: readonly Given[],
  index: number,
): readonly FieldProblem[] {
  const { key } = answer;
  if (!field) return [problem(key, 'known', 'この様式にはない項目です。取り除いてください')];
  if (field.from !== undefined)
    return [problem(key, 'fromRecord', '相談受付の記録から写す項目です。取り除いてください')];
  if (given.findIndex((other) => other.key === key) < index) return [problem(key, 'once', '同じ項目が二度あります')];
  const mend = MENDS[field.kind](
    answer,
    field,
    (form.options[key] ?? []).map(({ code }) => code),
  );
  return mend === null ? [] : [problem(key, field.kind, mend)];
}

type Check = (answer: Given, field: FormField, codes: readonly string[]) => string | null;

const only = (answer: Given, value: keyof Given): boolean =>
  Object.entries(answer).every(([name, one]) => name === 'key' || (name === value) === (one !== undefined)) &&
  answer[value] !== undefined;

/** How to mend an answer of each kind; null where nothing is wrong. */
const MENDS: Readonly<Record<FormField['kind'], Check>> = {
  text: (answer, { maxLength = 0 }) =>
    only(answer, 'text') && (answer.text ?? '').length <= maxLength
      ? null
      : `${maxLength} 字以内の文字(text)で記入してください`,
  day: (answer) => (only(answer, 'day') ? null : '日付(day)で記入してください'),
  number: (answer) => (only(answer, 'amount') ? null : '数(amount)で記入してください'),
  yes_no: (answer) => (only(answer, 'yes') ? null : 'はい・いいえ(yes)で記入してください'),
  code: (answer, _, codes) =>
    only(answer, 'codes') && answer.codes?.length === 1 && answer.codes.every((code) => codes.includes(code))
      ? null
      : '選択肢のコード(codes)を一つ指定してください',
  codes: (answer, _, codes) =>
    only(answer, 'codes') && answer.codes?.every((code) => codes.includes(code)) === true
      ? null
      : '選択肢のコード(codes)で指定してください',
};

const valueOf = ({ text, day, amount, yes, codes }: Given): Answer | undefined => text ?? day ?? amount ?? yes ?? codes;
const problem = (key: string, rule: string, mend: string): FieldProblem => ({ field: `answers.${key}`, rule, mend });
