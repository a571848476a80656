import { foldKana, foldVariants } from '#libs/kernel';

/** Words of a query beyond these do not count. */
const MOST_WORDS = 8;
const MOST_LETTERS = 40;

/**
 * Text as search compares it: width, case, katakana or hiragana, small kana, the spelling of long vowels, variants of
 * a character (髙・高), blanks and signs do not count.
 */
export const searchKey = (text: string): string => foldVariants(foldKana(text));

/** The words of a query, folded; what is nothing but signs is none. */
export function wordsOf(query: string): readonly string[] {
  const words = query.normalize('NFKC').split(/\s+/).map(searchKey);
  return words
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => [...word].slice(0, MOST_LETTERS).join(''));
}

/** Code points are below 2^21. */
const NEXT = 0x20_0000;

/** Letters of a text by number. */
export const lettersOf = (key: string): readonly number[] => [...new Set(codesOf(key))];

/** Pairs of letters that stand side by side, by number, each once. One letter alone makes none. */
export function pairsOf(key: string): readonly number[] {
  const codes = codesOf(key);
  return [...new Set(codes.slice(1).map((code, index) => NEXT + (codes[index] ?? 0) * NEXT + code))];
}

const codesOf = (key: string): readonly number[] => Array.from(key, (letter) => letter.codePointAt(0) ?? 0);

/**
 * How many of a word's pairs a text must share: up to three letters all; beyond, half of them, as one wrong letter
 * breaks two. E: what people mistype, to be watched in use.
 */
export const pairsNeeded = (pairs: number): number => (pairs <= 2 ? pairs : Math.max(2, Math.ceil(pairs / 2)));
