import { type JudgedFacts, NOTHING_KNOWN, type RepeatedFacts } from '../menu-facts';
import { UUID_LENGTH } from './ids';
import { ROW_WORDS } from './row';
import { grown } from './sequences';

/** Texts that are known at once. */
const KEPT = 262_144;
/** Signs of base 64 in half a mark, and in the mark of a part. */
const HALF_SIGNS = 5;
const MARK_SIGNS = 2 * HALF_SIGNS;
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The value of a sign by its character code. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, SIGNS.indexOf(String.fromCharCode(code))));
/** Where in `head` the marks begin: after the ids of the menu, its resource and its organisation. */
const MARKS_AT = 3 * UUID_LENGTH;

/** Facts of a menu as they were written: what is its own, and parts of which most were read before. */
export interface WrittenFacts extends Pick<JudgedFacts, 'menuId' | 'location'> {
  /**
   * The UUIDs of the menu, its resource and its organisation, and 10 signs of base 64 for each part, with an even
   * spread: parts and texts that differ have other marks. One text, so that nothing has to be cut for each menu.
   */
  readonly head: string;
  /** Where the marks end in `head`; what comes then is of no matter here. */
  readonly headEnd: number;
  /** Null where only the head was read. No bit of a row rests on two parts. */
  readonly parts: readonly string[] | null;
  readonly read: (part: number, text: string) => Partial<RepeatedFacts>;
}

/** Rows of written facts: each text is read and packed once, and a row is the sum of its parts. */
export class PackedParts {
  private readonly known = new Differences();
  private readonly nothing = new Int32Array(ROW_WORDS);
  private readonly scratch = new Int32Array(ROW_WORDS);

  constructor(private readonly pack: (facts: RepeatedFacts, into: Int32Array) => void) {
    pack(NOTHING_KNOWN, this.nothing);
  }

  /** False where a part is known neither by its mark nor by its text: the row is not whole then. */
  write(facts: WrittenFacts, into: Int32Array): boolean {
    into.set(this.nothing);
    const { known } = this;
    const { head, headEnd } = facts;
    for (let at = MARKS_AT; at < headEnd; at += MARK_SIGNS) {
      const high = halfMark(head, at);
      const low = halfMark(head, at + HALF_SIGNS);
      if (known.add(high, low, into)) continue;
      if (facts.parts === null) return false;
      this.read(facts, (at - MARKS_AT) / MARK_SIGNS);
      known.keep(high, low, this.scratch);
      known.add(high, low, into);
    }
    return true;
  }

  /** The part's differences to nothing in `scratch`. */
  private read({ parts, read }: WrittenFacts, part: number): void {
    const { scratch, nothing } = this;
    this.pack({ ...NOTHING_KNOWN, ...read(part, parts?.[part] ?? '') }, scratch);
    for (let word = 0; word < ROW_WORDS; word += 1) scratch[word] = (scratch[word] ?? 0) ^ (nothing[word] ?? 0);
  }
}

/** 30 bits. */
function halfMark(text: string, from: number): number {
  let bits = 0;
  for (let at = from; at < from + HALF_SIGNS; at += 1) bits = (bits << 6) | (VALUES[text.charCodeAt(at)] ?? 0);
  return bits;
}

/** Words of a slot: both halves of the mark, and where its differences begin. Those of an empty slot begin nowhere. */
const SLOT_WORDS = 3;
const BEGIN = 2;
const FIRST_SLOTS = 1_024;

/** By mark, in which words of a row and how a part differs from nothing known. */
class Differences {
  private slots = new Int32Array(FIRST_SLOTS * SLOT_WORDS);
  /** For each mark the number of pairs, and then each word's number and its difference. From 1 on. */
  private pairs = new Int32Array(FIRST_SLOTS);
  private end = 1;
  private count = 0;

  /** Puts them into a row; false where the mark is not known. */
  add(high: number, low: number, into: Int32Array): boolean {
    const { pairs } = this;
    const begin = this.slots[this.slotOf(high, low) + BEGIN] ?? 0;
    if (begin === 0) return false;
    const end = begin + 1 + 2 * (pairs[begin] ?? 0);
    for (let at = begin + 1; at < end; at += 2) {
      const word = pairs[at] ?? 0;
      into[word] = (into[word] ?? 0) ^ (pairs[at + 1] ?? 0);
    }
    return true;
  }

  keep(high: number, low: number, differences: Int32Array): void {
    if (this.count >= KEPT) this.forget();
    this.pairs = grown(this.pairs, this.end + 1 + 2 * ROW_WORDS);
    this.set(this.slotOf(high, low), high, low, this.end);
    this.count += 1;
    const begin = this.end;
    this.end += 1;
    for (let word = 0; word < ROW_WORDS; word += 1) {
      const difference = differences[word] ?? 0;
      if (difference === 0) continue;
      this.pairs[this.end] = word;
      this.pairs[this.end + 1] = difference;
      this.end += 2;
    }
    this.pairs[begin] = (this.end - begin - 1) / 2;
    if (2 * this.count * SLOT_WORDS > this.slots.length) this.spread();
  }

  private forget(): void {
    this.slots.fill(0);
    this.end = 1;
    this.count = 0;
  }

  /** The slot of a mark, or the empty one where it would be. */
  private slotOf(high: number, low: number): number {
    const { slots } = this;
    let slot = ((low >>> 0) % (slots.length / SLOT_WORDS)) * SLOT_WORDS;
    while (slots[slot + BEGIN] !== 0 && (slots[slot] !== high || slots[slot + 1] !== low)) {
      slot = slot + SLOT_WORDS === slots.length ? 0 : slot + SLOT_WORDS;
    }
    return slot;
  }

  private set(slot: number, high: number, low: number, begin: number): void {
    this.slots[slot] = high;
    this.slots[slot + 1] = low;
    this.slots[slot + BEGIN] = begin;
  }

  private spread(): void {
    const before = this.slots;
    this.slots = new Int32Array(2 * before.length);
    for (let slot = 0; slot < before.length; slot += SLOT_WORDS) {
      const [high = 0, low = 0, begin = 0] = before.subarray(slot, slot + SLOT_WORDS);
      if (begin !== 0) this.set(this.slotOf(high, low), high, low, begin);
    }
  }
}
