import { conflict, forbidden, invalid } from '#libs/kernel';
import { ADULT_AGE } from './consent';

/** 親権者等, 成年後見人, 保佐人, 補助人, 任意代理人・任意後見人. */
export type RepresentativeKind = 'guardian' | 'adult_guardian' | 'curator' | 'assistant' | 'voluntary';

/** Somebody who may speak for the person: about what, and until when. */
export interface Representative {
  readonly kind: RepresentativeKind;
  readonly state: 'ACTIVE' | 'ENDED';
  readonly scopes: readonly string[];
  readonly validFrom: string;
  readonly until: string | null;
}

export const isInForce = ({ state, validFrom, until }: Representative, today: string): boolean =>
  state === 'ACTIVE' && validFrom <= today && (until === null || until >= today);

/** Checks a representation as it is put on record. `age` null = not known. */
export function checkRepresentative(
  { kind, validFrom, until }: Pick<Representative, 'kind' | 'validFrom' | 'until'>,
  { today, age }: { readonly today: string; readonly age: number | null },
): void {
  const last = until ?? validFrom;
  if (last < validFrom || (until !== null && until < today)) {
    throw invalid('representative.term-over', 'The representation is over before it counts.', [
      { field: 'until', rule: 'notInPast', mend: '開始日以降で、今日以降の日付を指定してください' },
    ]);
  }
  if (kind === 'guardian' && age !== null && age >= ADULT_AGE) {
    throw invalid('representative.of-age', 'An adult has no guardian of a minor.', [
      { field: 'kind', rule: 'ofAge', mend: '成人には、成年後見人・任意代理人などを選んでください' },
    ]);
  }
}

/** What a representative is heard on. */
export interface Speaking {
  /** What is said yes or no to. */
  readonly scopes: readonly string[];
  readonly today: string;
  /** It is on record that a guardian may be the one who harms: no guardian's no is obeyed. */
  readonly guardianMayHarm: boolean;
  /** Saying no or taking back, which a guardian who harms could use to keep help away. */
  readonly takesAway: boolean;
}

/** 403 where the representation does not reach so far, or where this voice may not stop help. */
export function requireRange(
  representative: Representative,
  { scopes, today, guardianMayHarm, takesAway }: Speaking,
): void {
  const beyond = scopes.some((scope) => !representative.scopes.includes(scope));
  if (beyond || !isInForce(representative, today))
    throw forbidden('consent.representative-out-of-range', 'The representation does not cover this.');
  if (takesAway && guardianMayHarm && representative.kind === 'guardian')
    throw forbidden('consent.representative-not-heard', 'This voice does not decide here.');
}

/** The person's own words stand beside whatever a representative says (L20). */
export function requirePersonWords(words: string | null): void {
  if (words !== null) return;
  throw invalid('consent.person-words-missing', 'The person’s own words are recorded beside the representative’s.', [
    { field: 'personWords', rule: 'personWords', mend: '本人の言葉も記録してください(代理人の言葉とは別に残します)' },
  ]);
}

export function requireActive({ state }: Representative): void {
  if (state !== 'ACTIVE') throw conflict('representative.ended', 'The representation is over already.');
}
