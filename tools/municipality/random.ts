import { randomOf } from '../proofs/proof';

/** A seeded source of chances: the same seed gives the same draws. */
export interface Chance {
  /** 0 ≤ x < 1. */
  readonly next: () => number;
  readonly yes: (share: number) => boolean;
  /** A whole number, both ends included. */
  readonly between: (from: number, to: number) => number;
  readonly one: <T>(list: readonly T[]) => T;
  /** At most `most` of the list, at least `least`, each once, in the order of the list. */
  readonly some: <T>(list: readonly T[], least: number, most: number) => readonly T[];
  /** Around 0, standard deviation about 1, never beyond ±3. */
  readonly bell: () => number;
}

export function chanceOf(seed: number): Chance {
  const next = randomOf(seed);
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    yes: (share) => next() < share,
    between,
    one: (list) => {
      const chosen = list[Math.floor(next() * list.length)];
      if (chosen === undefined) throw new Error('Nothing to choose from.');
      return chosen;
    },
    some: (list, least, most) => someOf(list, Math.min(between(least, most), list.length), next),
    // The sum of six even draws has variance 1/2.
    bell: () => (next() + next() + next() + next() + next() + next() - 3) * Math.SQRT2,
  };
}

/** Selection sampling: one pass, no copy, order kept (Knuth, TAOCP 3.4.2). */
function someOf<T>(list: readonly T[], wanted: number, next: () => number): readonly T[] {
  const chosen: T[] = [];
  for (let at = 0; at < list.length && chosen.length < wanted; at += 1) {
    const item = list[at];
    if (item !== undefined && next() * (list.length - at) < wanted - chosen.length) chosen.push(item);
  }
  return chosen;
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const byteAt = (word: number, shift: number): string => BYTES[(word >>> shift) & 255] ?? '';
const hex = (word: number): string => byteAt(word, 24) + byteAt(word, 16) + byteAt(word, 8) + byteAt(word, 0);

/** Spreads a number over all bits (the finaliser of MurmurHash3). */
export function mix(word: number): number {
  let mixed = word >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A UUID (version 4 in form) that is a function of what it names: the n-th menu of a seed is always the same. */
export function idOf(seed: number, kind: number, index: number): string {
  const a = mix(mix(seed + 1) ^ mix(kind * 7919 + 11) ^ index);
  const b = mix(a ^ 0x9e3779b9);
  const c = mix(b ^ index);
  const d = mix(c ^ 0x7f4a7c15);
  const [b8, c8] = [hex((b & 0xffff0fff) | 0x4000), hex((c & 0x3fffffff) | 0x80000000)];
  return `${hex(a)}-${b8.slice(0, 4)}-${b8.slice(4)}-${c8.slice(0, 4)}-${c8.slice(4)}${hex(d)}`;
}
