import { codesOf, invalid } from '#libs/kernel';
import shipped from './consent-wordings.json';

/** What the person is shown about one scope, in plain Japanese too. */
export interface WordingText {
  readonly scope: string;
  readonly ja: string;
  readonly easyJa: string;
}

/** A wording that is or was shown, by its version (`code`). */
export interface Wording {
  readonly code: string;
  readonly validFrom: string;
  /** Last day; null = until a later one begins. */
  readonly validUntil: string | null;
  readonly texts: readonly WordingText[];
}

/** Wordings that come with the product, for municipalities without their own. */
export const SHIPPED_WORDINGS: readonly Wording[] = shipped.wordings.map(({ texts, ...about }) => ({
  ...about,
  texts: Object.entries(texts).map(([scope, text]) => ({ scope, ...text })),
}));

const holdsOn = ({ validFrom, validUntil }: Wording, day: string): boolean =>
  validFrom <= day && (validUntil === null || validUntil >= day);

/** The wording of a day: the municipality's own before the shipped one, the latest before an earlier one. */
export function wordingOf(own: readonly Wording[], day: string): Wording | undefined {
  const latest = (wordings: readonly Wording[]): Wording | undefined =>
    wordings.filter((one) => holdsOn(one, day)).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
  return latest(own) ?? latest(SHIPPED_WORDINGS);
}

/** The version that was shown. 400 `consent.wording-unknown` where there was none of this version on the day. */
export function shownWording(own: readonly Wording[], code: string | null, day: string): string {
  const shown =
    code === null
      ? wordingOf(own, day)
      : [...own, ...SHIPPED_WORDINGS].find((one) => one.code === code && holdsOn(one, day));
  if (shown) return shown.code;
  throw invalid('consent.wording-unknown', 'There was no such wording on that day.', [
    { field: 'wordingVersion', rule: 'knownWording', mend: 'その日に有効な文面の版を指定してください' },
  ]);
}

/** A wording says something about every scope, once. */
export function checkWording({ validFrom, validUntil, texts }: Wording): void {
  if (validUntil !== null && validUntil < validFrom) {
    throw invalid('consent-wording.days-reversed', 'The last day is before the first.', [
      { field: 'validUntil', rule: 'notBeforeStart', mend: '開始日以降の日付を指定してください' },
    ]);
  }
  const given = texts.map(({ scope }) => scope);
  const missing = [...codesOf('consentScopes')].filter((scope) => !given.includes(scope));
  if (missing.length === 0 && new Set(given).size === given.length) return;
  throw invalid('consent-wording.incomplete', 'Every scope needs its text, once.', [
    { field: 'texts', rule: 'everyScope', mend: 'すべての範囲に一つずつ文面を書いてください' },
  ]);
}
