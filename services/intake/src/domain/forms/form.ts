import { type FieldProblem, invalid } from '#libs/kernel';
import { type CodeLists, inForceOn } from './codes';
import type {
  Answers,
  FormDefinition,
  FormEdition,
  FormField,
  FormInForce,
  FormKind,
  ResolvedForm,
} from './form-types';
import { STANDARD_FORMS } from './standard-forms';

/** The form of a kind on a day. */
export function formFor(kind: FormKind, day: string, editions: readonly FormEdition[]): FormInForce {
  const own = inForceOn(editions, day).at(-1);
  if (own) return { ...own.definition, kind, edition: own.id, validFrom: own.validFrom };
  const { version, validFrom, ...definition } = STANDARD_FORMS[kind];
  return { ...definition, kind, edition: `standard-${version}`, validFrom };
}

/** Lists whose codes the form offers. */
export const listsOf = ({ fields }: Pick<FormDefinition, 'fields'>): readonly string[] => [
  ...new Set(fields.flatMap(({ list }) => list ?? [])),
];

/** Codes that are offered, and those that stand in an earlier version of what was filled in. */
export function resolve(form: FormInForce, lists: CodeLists, before: Answers = {}): ResolvedForm {
  const options = form.fields.flatMap(({ key, list }) => {
    if (list === undefined) return [];
    const kept = [before[key]].flat();
    const offered = (lists.get(list) ?? []).filter((entry) => entry.offered || kept.includes(entry.code));
    return [[key, offered.map(({ offered: _, ...option }) => option)] as const];
  });
  return { ...form, options: Object.fromEntries(options) };
}

/** 400 `form.definition-refused`: what makes a form unusable, field by field. */
export function checkDefinition({ sections, fields }: FormDefinition, lists: CodeLists): void {
  const named = new Set(sections.map(({ key }) => key));
  const problems = fields.flatMap((field, index) => {
    const path = `fields.${index}`;
    const twice = fields.findIndex(({ key }) => key === field.key) < index;
    return [
      ...(field.key in {} ? [problem(`${path}.key`, 'reserved', 'このキーは使えません。別のキーにしてください')] : []),
      ...(twice ? [problem(`${path}.key`, 'unique', '項目のキーが重なっています')] : []),
      ...(named.has(field.section)
        ? []
        : [problem(`${path}.section`, 'known', '区分(sections)にあるキーを指定してください')]),
      ...shapeProblems(field, path, lists),
    ];
  });
  if (named.size < sections.length) problems.push(problem('sections', 'unique', '区分のキーが重なっています'));
  if (problems.length > 0) throw invalid('form.definition-refused', 'The form cannot be used as it is.', problems);
}

function shapeProblems({ kind, list, maxLength }: FormField, path: string, lists: CodeLists): readonly FieldProblem[] {
  const coded = kind === 'code' || kind === 'codes';
  if (coded && (list === undefined || lists.get(list) === undefined))
    return [problem(`${path}.list`, 'known', '有効日に存在するコード表を指定してください')];
  if (!coded && list !== undefined) return [problem(`${path}.list`, 'notHere', 'コード以外の項目には指定できません')];
  if (kind === 'text' && maxLength === undefined)
    return [problem(`${path}.maxLength`, 'required', '文字数の上限(4000 まで)を指定してください')];
  return [];
}

const problem = (field: string, rule: string, mend: string): FieldProblem => ({ field, rule, mend });
