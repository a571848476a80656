import { Memo } from './memo';
import { Sequences } from './sequences';

/** Ids of sets fill half a word of a row. */
const MOST_SETS = 0xffff;
/** … those of long lists have 22 bits. */
const MOST_SETS_WIDE = 0x3f_ffff;
const BITS = 32;

/** The id of a list that nobody knows. */
export const UNKNOWN_SET = 0;

/**
 * Sets of free codes (activities, languages, …) as bit masks of as many words as their codes need. Each distinct
 * set is kept once and compared with a request once.
 */
export class CodeSets {
  private readonly bitOf = new Map<string, number>();
  private readonly sets: Sequences;
  private readonly memo = new Memo();
  private asked: readonly number[] = [];
  /** Lists that came before: menus that are read together share them. */
  private readonly seen = new WeakMap<readonly string[], number>();

  constructor(what: string, isWide = false) {
    this.sets = new Sequences(what, isWide ? MOST_SETS_WIDE : MOST_SETS);
  }

  bytes(): number {
    return this.sets.bytes() + this.memo.bytes();
  }

  idOf(codes: readonly string[] | null | undefined): number {
    if (codes == null) return UNKNOWN_SET;
    const seen = this.seen.get(codes);
    if (seen !== undefined) return seen;
    const id = this.sets.idOf(maskOf(codes.map((code) => this.bit(code))));
    this.seen.set(codes, id);
    return id;
  }

  /** What `met` counts from now on. */
  ask(codes: readonly string[]): void {
    const bits = codes.flatMap((code) => this.bitOf.get(code) ?? []);
    this.asked = maskOf(bits);
    this.memo.begin(this.sets.size);
  }

  /** How many of the asked codes the set has; 0 for an unknown set. */
  met(id: number): number {
    const kept = this.memo.get(id);
    return kept >= 0 ? kept : this.memo.keep(id, this.count(id));
  }

  private count(id: number): number {
    if (id === UNKNOWN_SET) return 0;
    let met = 0;
    for (let index = 0; index < this.asked.length; index += 1) {
      met += ones((this.asked[index] ?? 0) & this.sets.word(id, index));
    }
    return met;
  }

  private bit(code: string): number {
    const known = this.bitOf.get(code);
    if (known !== undefined) return known;
    const next = this.bitOf.size;
    this.bitOf.set(code, next);
    return next;
  }
}

function maskOf(bits: readonly number[]): readonly number[] {
  const words: number[] = [];
  for (const bit of bits) {
    const word = Math.floor(bit / BITS);
    while (words.length <= word) words.push(0);
    words[word] = (words[word] ?? 0) | (1 << (bit % BITS));
  }
  return words;
}

/** Ones in a word. */
export function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** A closed code list as the bits of a mask. It has to fit, which is seen when the program is loaded. */
export class ClosedCodes {
  private readonly bitOf: ReadonlyMap<string, number>;

  constructor(list: string, codes: readonly string[], room: number) {
    if (codes.length > room) throw new RangeError(`${list} has ${codes.length} codes, a row has room for ${room}.`);
    this.bitOf = new Map(codes.map((code, bit) => [code, 1 << bit]));
  }

  /** Codes that are not on the list have no bit: no request can name them. */
  mask(codes: readonly string[] | null | undefined): number {
    let mask = 0;
    for (const code of codes ?? []) mask |= this.bitOf.get(code) ?? 0;
    return mask;
  }
}
