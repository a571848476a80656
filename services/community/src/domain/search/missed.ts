import { codesOf, labelOf } from '#libs/kernel';
import { searchKey, wordsOf } from './words';

const LISTS = ['purposes', 'activities', 'roles', 'resourceTypes', 'supportCapabilities'] as const;

/** Labels, folded, one for each `list:code`. */
const TERMS = LISTS.flatMap((list) =>
  codesOf(list).map((code) => ({ term: `${list}:${code}`, key: searchKey(labelOf(list, code)) })),
);
const SHORTEST = 2;

/**
 * What was looked for, in terms of the code lists, in their order. The words themselves are never kept: somebody may
 * have typed a person's name. Empty where the lists have no word for it.
 */
export function termsOf(query: string): readonly string[] {
  const words = wordsOf(query).filter((word) => [...word].length >= SHORTEST);
  return TERMS.filter(({ key }) => words.some((word) => word.includes(key) || key.includes(word))).map(
    ({ term }) => term,
  );
}
