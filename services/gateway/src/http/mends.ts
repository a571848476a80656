import type { FieldProblem } from '#libs/kernel';

/** How to mend what class-validator's own rules refuse; `n` is the limit. */
const MENDS: Readonly<Record<string, (n: string) => string>> = {
  isString: () => '文字列で指定してください',
  isInt: () => '整数で指定してください',
  isNumber: () => '数値で指定してください',
  isBoolean: () => 'true または false で指定してください',
  isArray: () => '配列で指定してください',
  isObject: () => 'オブジェクトで指定してください',
  isUuid: () => 'UUID で指定してください',
  isIn: () => '決められた値から選んでください',
  isDefined: () => '必ず指定してください',
  isNotEmpty: () => '必ず指定してください',
  matches: () => '形式を確かめてください',
  min: (n) => `${n} 以上にしてください`,
  max: (n) => `${n} 以下にしてください`,
  minLength: (n) => `${n} 字以上にしてください`,
  maxLength: (n) => `${n} 字以内にしてください`,
  isLength: () => '長さを確かめてください',
  arrayMinSize: (n) => `${n} 件以上にしてください`,
  arrayMaxSize: (n) => `${n} 件以内にしてください`,
  arrayUnique: () => '同じものを二度指定しないでください',
  arrayNotEmpty: () => '1 件以上指定してください',
  nestedValidation: () => '項目の形を確かめてください',
  unknownValue: () => '項目の形を確かめてください',
};

const JAPANESE = /[^\u0020-\u007e]/;

/** The rule's own words where they are Japanese, else ours. */
export function mendOf({ rule, mend }: FieldProblem): string {
  if (JAPANESE.test(mend)) return mend;
  const limit = /(-?\d+(?:\.\d+)?)(?!.*\d)/.exec(mend)?.[1] ?? '';
  return MENDS[rule]?.(limit) ?? '値を確かめてください';
}
