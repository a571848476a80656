import { mixed } from './ids';

const EMPTY = 0;
const FIRST_SLOTS = 64;
/** Slots are at most this full, in tenths. */
const FULLEST_TENTHS = 7;

/**
 * Word sequences of any length, each kept once and known by a number from 1 on. Menus that are alike in a list share
 * one, so that a request judges each list once and not once a row.
 */
export class Sequences {
  private words = new Int32Array(FIRST_SLOTS);
  /** Where sequence `id` ends in `words`; it begins where the one before ends. */
  private ends = new Int32Array(FIRST_SLOTS);
  private slots = new Int32Array(FIRST_SLOTS);
  private count = 0;

  constructor(
    private readonly what: string,
    private readonly most: number,
  ) {}

  get size(): number {
    return this.count;
  }

  bytes(): number {
    return this.words.byteLength + this.ends.byteLength + this.slots.byteLength;
  }

  idOf(sequence: readonly number[]): number {
    let slot = this.slotOf(sequence);
    for (;;) {
      const id = this.slots[slot] ?? EMPTY;
      if (id === EMPTY) break;
      if (this.holds(id, sequence)) return id;
      slot = slot + 1 === this.slots.length ? 0 : slot + 1;
    }
    return this.add(sequence, slot);
  }

  /** Where a sequence begins among all words, and where it ends. */
  startOf(id: number): number {
    return this.ends[id - 1] ?? 0;
  }

  endOf(id: number): number {
    return this.ends[id] ?? 0;
  }

  /** A word by its place among all. */
  wordAt(at: number): number {
    return this.words[at] ?? 0;
  }

  lengthOf(id: number): number {
    return this.endOf(id) - this.startOf(id);
  }

  /** Word `index` of a sequence; 0 past its end. */
  word(id: number, index: number): number {
    const at = this.startOf(id) + index;
    return at < this.endOf(id) ? this.wordAt(at) : 0;
  }

  private add(sequence: readonly number[], slot: number): number {
    if (this.count >= this.most) throw new RangeError(`More than ${this.most} different ${this.what}.`);
    const id = (this.count += 1);
    const start = this.ends[id - 1] ?? 0;
    this.words = grown(this.words, start + sequence.length);
    this.words.set(sequence, start);
    this.ends = grown(this.ends, id + 1);
    this.ends[id] = start + sequence.length;
    this.slots[slot] = id;
    if (this.count * 10 > this.slots.length * FULLEST_TENTHS) this.spread();
    return id;
  }

  private spread(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let id = 1; id <= this.count; id += 1) {
      const sequence = Array.from({ length: this.lengthOf(id) }, (_, index) => this.word(id, index));
      let slot = this.slotOf(sequence);
      while (this.slots[slot] !== EMPTY) slot = slot + 1 === this.slots.length ? 0 : slot + 1;
      this.slots[slot] = id;
    }
  }

  private slotOf(sequence: readonly number[]): number {
    let hash = sequence.length;
    for (const word of sequence) hash = mixed(hash ^ word);
    return (hash >>> 0) % this.slots.length;
  }

  private holds(id: number, sequence: readonly number[]): boolean {
    return (
      this.lengthOf(id) === sequence.length && sequence.every((word, index) => this.word(id, index) === (word | 0))
    );
  }
}

/** The same array, or a copy a sixteenth longer where it is too short: copies are cheap, and memory is counted. */
export function grown(words: Int32Array, length: number): Int32Array<ArrayBuffer> {
  if (length <= words.length) return words as Int32Array<ArrayBuffer>;
  const longer = new Int32Array(Math.max(length, words.length + (words.length >> 4)));
  longer.set(words);
  return longer;
}
