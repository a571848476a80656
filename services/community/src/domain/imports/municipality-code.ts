import prefectures from './prefectures.json';
import type { Say } from './problems';
import { plain } from './text';

const NAMES: readonly string[] = prefectures.names;

/** Two digits of the prefecture with which an address or a column begins; null where it names none. */
export function prefectureOf(text: string): string | null {
  const at = NAMES.findIndex((name) => text.startsWith(name));
  return at < 0 ? null : String(at + 1).padStart(2, '0');
}

export const prefectureNamed = (code: string): string | null => NAMES[Number(code) - 1] ?? null;

/** 検査数字 of the first five digits (総務省 全国地方公共団体コード). */
export function checkDigit(five: string): string {
  const sum = [6, 5, 4, 3, 2].reduce((total, weight, at) => total + weight * Number(five[at]), 0);
  return String((11 - (sum % 11)) % 10);
}

const known = (prefecture: string): boolean => Number(prefecture) >= 1 && Number(prefecture) <= NAMES.length;
const isWhole = (six: string): boolean => known(six.slice(0, 2)) && checkDigit(six) === six[5];

/**
 * Six digits from what a list says: whole codes are verified, five digits get their check digit, and a zero that a
 * spreadsheet dropped comes back. Five digits can mean either; then `prefecture` (two digits, from the
 * address or a column) decides, and without it nothing is guessed.
 */
export function municipalityCodeOf(text: string, prefecture: string | null, say: Say): string | null {
  const digits = plain(text).replace(/\.0$/, '');
  const candidates = candidatesFor(digits).filter((six) => prefecture === null || six.startsWith(prefecture));
  if (candidates.length === 1) return candidates[0] ?? null;
  // A whole code that contradicts the address still says what its publisher is.
  if (digits.length === 6 && isSix(digits) && isWhole(digits)) return digits;
  say(candidates.length === 0 ? 'municipality.invalid' : 'municipality.ambiguous');
  return null;
}

/** A code of six digits whose check digit is right. */
export const checkedCodeOf = (text: string | null): string | null =>
  text !== null && isSix(text) && isWhole(text) ? text : null;

const isSix = (digits: string): boolean => /^\d{6}$/.test(digits);

function candidatesFor(digits: string): readonly string[] {
  if (isSix(digits)) return isWhole(digits) ? [digits] : [];
  if (/^\d{4}$/.test(digits)) return withCheck(`0${digits}`);
  if (!/^\d{5}$/.test(digits)) return [];
  const restored = isWhole(`0${digits}`) ? [`0${digits}`] : [];
  return [...restored, ...withCheck(digits)];
}

const withCheck = (five: string): readonly string[] => (known(five.slice(0, 2)) ? [`${five}${checkDigit(five)}`] : []);

/** 000 in the third to fifth digit stands for the prefecture itself. */
export const isPrefectureCode = (six: string): boolean => six.slice(2, 5) === '000';
