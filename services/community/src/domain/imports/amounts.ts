import type { Say } from './problems';
import type { ImportedCapacity } from './record';
import { clean, plain } from './text';
import words from './value-words.json';

const NOT_SAID: readonly string[] = words.notSaid;
/** Largest number of places or yen that is taken for one. */
const LARGEST = 1_000_000;

/** A whole number ≥ 0, with or without thousands commas; null where it is none. */
export function wholeNumberOf(text: string): number | null {
  const digits = plain(text).replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/**
 * Capacity as stated: `40/12` are the places of two services under one roof. Zero stands for «not filled in». How
 * many are free is never concluded from it.
 */
export function capacityOf(text: string, say: Say): ImportedCapacity | null {
  const raw = clean(text);
  const written = plain(text);
  if (written === '' || NOT_SAID.includes(written)) return null;
  const parts = written.split(/[/・、+]/).map((part) => wholeNumberOf(part.replace(/(?:人|名)$/, '')));
  if (parts.some((part) => part === null || part > LARGEST)) {
    say('capacity.not-a-number');
    return { raw, parts: [] };
  }
  if (parts.includes(0)) say('capacity.unknown');
  return { raw, parts: parts.filter((part): part is number => part !== null && part > 0) };
}

/** Yen; zero is free of charge. */
export function feeOf(text: string, say: Say): number | null {
  const written = plain(text);
  if (written === '') return null;
  if (written === '無料') return 0;
  const yen = wholeNumberOf(written.replace(/円$/, ''));
  if (yen === null || yen > LARGEST) say('fee.not-a-number');
  return yen === null || yen > LARGEST ? null : yen;
}

/** Does a cell of a yes-or-no column say yes? «有（1階のみ）» does. */
export function saysYes(text: string): boolean {
  const written = plain(text).toLowerCase();
  return words.yes.some((word) => (word.length === 1 && word < '2' ? written === word : written.startsWith(word)));
}
