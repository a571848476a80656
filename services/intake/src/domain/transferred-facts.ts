import { invalid } from '#libs/kernel';
import type { MatchingFacts } from './person';

const FIELDS = ['strengths', 'interests', 'avoid'] as const;
type Field = (typeof FIELDS)[number];

export type AddedFacts = { readonly [K in Field]?: readonly string[] | undefined };

/** Codes go to matching and words do not: facts are named for this target and for no other. */
export function checkTransferredFacts(targetKind: string, facts: AddedFacts | undefined): void {
  const count = FIELDS.reduce((sum, field) => sum + (facts?.[field]?.length ?? 0), 0);
  if (targetKind === 'matching' && count === 0)
    throw wrong('missing', '参加支援に伝えるコードを一つ以上選んでください');
  if (targetKind !== 'matching' && facts !== undefined)
    throw wrong('unexpected', 'コードを指定できるのは参加支援に移すときだけです');
}

/** What was known, and what is carried over beside it. */
export function withAdded(known: MatchingFacts, added: AddedFacts): MatchingFacts {
  const next = FIELDS.filter((field) => added[field] !== undefined).map((field) => [
    field,
    [...new Set([...(known[field] ?? []), ...(added[field] ?? [])])],
  ]);
  return { ...known, ...(Object.fromEntries(next) as Partial<MatchingFacts>) };
}

const wrong = (what: string, mend: string) =>
  invalid(`transfer.facts-${what}`, `Facts are ${what}.`, [{ field: 'facts', rule: what, mend }]);
