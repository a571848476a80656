import { conflict, invalid } from '#libs/kernel';
import { DISCLOSURE, namesRecipients, namingOf } from './consent-scopes';

const MOST_RECIPIENTS = 500;

/** One thing that may be done: scope × recipients × term. */
export interface Term {
  readonly scope: string;
  /** Recipients; empty for scopes that name none. */
  readonly orgIds: readonly string[];
  /** Last day on which it holds; null = until taken back. */
  readonly until: string | null;
}

/** Who is named under a scope: organisations, agencies or key persons. */
export const recipientsOf = (terms: readonly Term[], asked: string = DISCLOSURE): readonly string[] => [
  ...new Set(terms.filter(({ scope }) => scope === asked).flatMap(({ orgIds }) => orgIds)),
];

/** The day after which the first of the terms is over; null = none ends. */
export function earliestUntil(terms: readonly Term[]): string | null {
  const days = terms.flatMap(({ until }) => until ?? []).sort();
  return days[0] ?? null;
}

/** The terms that are not over. */
export const termsLeft = <T extends Term>(terms: readonly T[], today: string): readonly T[] =>
  terms.filter(({ until }) => until === null || until >= today);

/** Checks terms as they are about to be agreed to. */
export function checkTerms(terms: readonly Term[], today: string): void {
  refuseTooManyRecipients(terms);
  for (const { scope, orgIds, until } of terms) {
    checkRecipients(scope, orgIds);
    if (until !== null && until < today) {
      throw invalid('consent.term-over', 'The term is over already.', [
        { field: 'terms.until', rule: 'notInPast', mend: '今日以降の日付を指定してください' },
      ]);
    }
  }
}

function checkRecipients(scope: string, orgIds: readonly string[]): void {
  const naming = namingOf(scope);
  if (naming === undefined && orgIds.length > 0) throw unexpectedRecipients();
  if (naming !== undefined && orgIds.length < naming.atLeast) {
    throw invalid('consent.recipients-missing', `Consent to ${scope} has to say to whom.`, [
      { field: 'terms.orgIds', rule: 'recipients', mend: `提供先の${naming.who}を一つ以上指定してください` },
    ]);
  }
}

/** What is told at once on a withdrawal has to fit into one event. */
export function refuseTooManyRecipients(terms: readonly Term[]): void {
  if (terms.every(({ scope }) => recipientsOf(terms, scope).length <= MOST_RECIPIENTS)) return;
  throw invalid('consent.too-many-recipients', `At most ${MOST_RECIPIENTS} recipients may be named for a scope.`, [
    { field: 'terms.orgIds', rule: 'recipients', mend: `提供先は ${MOST_RECIPIENTS} 件までにしてください` },
  ]);
}

const unexpectedRecipients = () =>
  invalid('consent.recipients-unexpected', 'This scope names no recipients.', [
    { field: 'orgIds', rule: 'recipients', mend: '提供先を指定できるのは、提供先を列挙する範囲だけです' },
  ]);

/** Adds terms: given again, a scope or recipient gets the new term. */
export function addTerms(terms: readonly Term[], added: readonly Term[]): readonly Term[] {
  return added.reduce<readonly Term[]>((kept, term) => {
    const rest = namesSomebody(term)
      ? withoutRecipients(kept, term.orgIds, [term.scope])
      : kept.filter(({ scope, orgIds }) => scope !== term.scope || orgIds.length > 0);
    return [...rest, term];
  }, terms);
}

const namesSomebody = ({ orgIds }: Term): boolean => orgIds.length > 0;

/** Takes recipients out of the named scopes (null = of all); a term whose last recipient goes, goes. */
function withoutRecipients(
  terms: readonly Term[],
  gone: readonly string[],
  scopes: readonly string[] | null,
): readonly Term[] {
  return terms.flatMap((term) => {
    if (!namesSomebody(term) || scopes?.includes(term.scope) === false) return [term];
    const orgIds = term.orgIds.filter((id) => !gone.includes(id));
    return orgIds.length === 0 ? [] : [{ ...term, orgIds }];
  });
}

/** What is taken back: nothing named = all; recipients alone = whatever they were named for. */
export interface Withdrawal {
  readonly scopes: readonly string[] | null;
  readonly orgIds: readonly string[] | null;
}

/** The terms that are left. 409 `consent.not-granted` where nothing of it was granted. */
export function withoutWithdrawn(terms: readonly Term[], { scopes, orgIds }: Withdrawal): readonly Term[] {
  if (orgIds !== null && scopes?.some((scope) => !namesRecipients(scope))) throw unexpectedRecipients();
  const left =
    orgIds === null ? terms.filter(({ scope }) => stays(scope, scopes)) : withoutRecipients(terms, orgIds, scopes);
  const same = left.length === terms.length && countRecipients(left) === countRecipients(terms);
  if (same && (scopes !== null || orgIds !== null)) {
    throw conflict('consent.not-granted', 'Nothing of this is granted.');
  }
  return left;
}

const countRecipients = (terms: readonly Term[]): number => terms.reduce((sum, { orgIds }) => sum + orgIds.length, 0);

const stays = (scope: string, gone: readonly string[] | null): boolean => gone !== null && !gone.includes(scope);

/** Terms as somebody gives them, the later word winning where one is given twice. */
export const termsFrom = (
  given: readonly {
    readonly scope: string;
    readonly orgIds?: readonly string[] | undefined;
    readonly until?: string | null | undefined;
  }[],
): readonly Term[] =>
  addTerms(
    [],
    given.map(({ scope, orgIds = [], until = null }) => ({ scope, orgIds, until })),
  );
