import { codeListFixedBy, codeListNamed } from '#libs/kernel';
import type { ValidationOptions } from 'class-validator';
import { type IsCodeOf, IsFreeCode } from '../rules';

type ListName = Parameters<typeof IsCodeOf>[0];

/** Fields that name codes of a list, by the class that they belong to. */
const LISTS = new WeakMap<object, Map<string, ListName>>();

/**
 * A code of a list, or one that the municipality added to it; which ones are offered today says intake alone, when it
 * is asked (400 `fields.invalid`). Only for lists that no law, rule or machine rests on.
 */
export function IsLocalCodeOf(list: ListName, options?: ValidationOptions): PropertyDecorator {
  const fixedBy = codeListFixedBy(list);
  if (codeListNamed(list) === undefined || fixedBy !== undefined)
    throw new Error(`Nobody adds to ${list} (${fixedBy ?? 'no such list'}): use IsCodeOf.`);
  const looksRight = IsFreeCode({ message: `コード表 ${list} のコードで指定してください`, ...options });
  return (target, key) => {
    looksRight(target, key);
    LISTS.set(target, (LISTS.get(target) ?? new Map<string, ListName>()).set(String(key), list));
  };
}

/** A code that a request names, and where. */
export interface NamedCode {
  /** As in refusals: `content.actions.0.kind`. */
  readonly field: string;
  readonly list: string;
  readonly code: string;
}

/** Every code of a list open to additions that an instance of a contract class names, in its parts too. */
export function codesNamedIn(input: unknown, path = ''): readonly NamedCode[] {
  if (typeof input !== 'object' || input === null) return [];
  const lists = listsOf(input);
  return Object.entries(input).flatMap(([key, value]: [string, unknown]) => {
    const field = path === '' ? key : `${path}.${key}`;
    const list = lists.get(key);
    if (list === undefined) return codesNamedIn(value, field);
    return [value].flat().flatMap((code) => (typeof code === 'string' ? [{ field, list, code }] : []));
  });
}

/** What the class of a part and those that it extends say. */
function listsOf(part: object): ReadonlyMap<string, ListName> {
  const found = new Map<string, ListName>();
  for (let at: unknown = part; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at))
    for (const [field, list] of LISTS.get(at) ?? []) found.set(field, list);
  return found;
}
