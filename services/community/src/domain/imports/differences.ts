import type { Described, DescribedField } from './described';

/** What an import does with a resource that its list spoke of before. */
export interface Difference {
  /** Taken over: the register says what the list said before. */
  readonly changes: Partial<Described>;
  /** Left alone: somebody else has spoken since; a person decides. */
  readonly questions: readonly DescribedField[];
}

type Said = Readonly<Record<string, unknown>>;

/**
 * Three ways, field by field: what the list said last time, what the register says today, what the list says now.
 * Where the list says the same as before nothing happens, whatever the register says; where the register says what
 * the list said, the new word is taken; where both have changed, they are put side by side.
 */
export function differenceOf(before: Said, today: Said, incoming: Described): Difference {
  const changes: Record<string, unknown> = {};
  const questions: DescribedField[] = [];
  for (const field of Object.keys(incoming) as DescribedField[]) {
    const word = incoming[field];
    if (isSame(before[field], word) || isSame(today[field], word)) continue;
    if (isSame(today[field], before[field])) changes[field] = word;
    else questions.push(field);
  }
  return { changes, questions };
}

/** Fields in which two records say different things; a record that says nothing contradicts nobody. */
export function contradictionsOf(today: Said, stated: Said): readonly string[] {
  return Object.keys(stated).filter((field) => !isSilent(stated[field]) && !isSame(today[field], stated[field]));
}

export interface Returned {
  readonly changes: Readonly<Record<string, unknown>>;
  /** Changed again since: the later word stays. */
  readonly kept: readonly string[];
}

/** Takes a change back: what it put there gives way to what was there before. */
export function takenBack(before: Said, after: Said, today: Said): Returned {
  const fields = Object.keys(after);
  const kept = fields.filter((field) => !isSame(today[field], after[field]));
  const changes = fields.filter((field) => !kept.includes(field)).map((field) => [field, before[field] ?? null]);
  return { changes: Object.fromEntries(changes) as Returned['changes'], kept };
}

export const isSilent = (value: unknown): boolean => value === null || value === undefined;

/** The same value, in whatever order its keys were stored; not said = null. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isSilent(one) || isSilent(other)) return isSilent(one) && isSilent(other);
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  const keys = Object.keys(one as object);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other as object).length &&
    keys.every((key) => isSame((one as Said)[key], (other as Said)[key]))
  );
}
