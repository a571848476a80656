import { addDays, conflict, forbidden, invalid, nextWorkingDay } from '#libs/kernel';
import type { Term } from './consent-terms';
import { checkTerms } from './consent-terms';
import settings from './consent-exception-settings.json';

interface BasisRule {
  /** Scopes that this ground may open. */
  readonly scopes: readonly string[];
  /** Days from today on which it may hold at most. */
  readonly longestDays: number;
}

const BASES: Readonly<Record<string, BasisRule>> = settings.bases;

export type ExceptionState = 'PENDING' | 'APPROVED' | 'DISAPPROVED';

export interface ExceptionUse {
  readonly basis: string;
  readonly terms: readonly Term[];
  readonly until: string;
}

/** May this be done without the person's word, on this ground and for so long? */
export function checkException({ basis, terms, until }: ExceptionUse, today: string): void {
  const rule = BASES[basis];
  if (!rule) throw unfit('basis', `${basis} is no exception.`, '同意以外の根拠を選んでください');
  const beyond = terms.find(({ scope }) => !rule.scopes.includes(scope));
  if (beyond)
    throw unfit('scopes', `${basis} does not open ${beyond.scope}.`, 'この根拠では使えない範囲が含まれています');
  checkTerms(terms, today);
  if (until > addDays(today, rule.longestDays)) {
    throw invalid('exception.term-too-long', `${basis} holds for ${rule.longestDays} days at most.`, [
      { field: 'until', rule: 'longestTerm', mend: `期限は ${rule.longestDays} 日以内にしてください` },
    ]);
  }
}

const unfit = (field: string, message: string, mend: string) =>
  invalid('exception.basis-unfit', message, [{ field, rule: 'legalBasis', mend }]);

/** The day by which somebody has to have decided: 翌開庁日. */
export const approveBy = (today: string): string => nextWorkingDay(today);

/** Red: nobody decided in time. */
export const isOverdue = (
  { state, approveBy: day }: { readonly state: ExceptionState; readonly approveBy: string },
  today: string,
): boolean => state === 'PENDING' && day < today;

/** Who used it does not approve it, and nobody decides twice. */
export function requireOpenFor(
  { state, usedBy }: { readonly state: ExceptionState; readonly usedBy: string },
  sub: string,
): void {
  if (state !== 'PENDING') throw conflict('exception.decided', 'Somebody decided on this exception already.');
  if (usedBy === sub) throw forbidden('exception.own', 'Whoever used an exception does not decide on it.');
}
