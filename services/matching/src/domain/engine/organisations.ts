import { hashOf, ID_WORDS, isSameId } from './ids';
import { LONG_BITS, LONG_MASK } from './row';
import { grown } from './sequences';

const EMPTY = 0;
const FIRST = 16;
/** New slots for each organisation, in tenths; the table is renewed where fewer than these are left. */
const ROOMY_TENTHS = 13;
const TIGHT_TENTHS = 11;
const TENTHS = 10;

/** Organisations by number, from 1 on, with the people that each carries for us over all its places. */
export class Organisations {
  private ids = new Int32Array(FIRST * ID_WORDS);
  private loads = new Int32Array(FIRST);
  /** Its number, and above it as many bits of its hash as there is room for: most others need not be compared. */
  private slots = new Int32Array(FIRST * 2);
  private count = 0;

  bytes(): number {
    return this.ids.byteLength + this.loads.byteLength + this.slots.byteLength;
  }

  /** 0 where nothing of it is known. */
  find(words: Int32Array, at: number): number {
    return (this.slots[this.slotOf(words, at)] ?? EMPTY) & LONG_MASK;
  }

  intern(words: Int32Array, at: number): number {
    const slot = this.slotOf(words, at);
    const known = (this.slots[slot] ?? EMPTY) & LONG_MASK;
    if (known !== EMPTY) return known;
    const index = (this.count += 1);
    if (index > LONG_MASK) throw new RangeError(`More than ${LONG_MASK} organisations in one municipality.`);
    this.ids = grown(this.ids, (index + 1) * ID_WORDS);
    this.loads = grown(this.loads, index + 1);
    for (let word = 0; word < ID_WORDS; word += 1) this.ids[index * ID_WORDS + word] = words[at + word] ?? 0;
    this.slots[slot] = index | bitsOf(hashOf(words, at));
    if (this.count * TIGHT_TENTHS > this.slots.length * TENTHS) this.spread();
    return index;
  }

  /** Where its id stands in `words`. */
  idAt(index: number): { readonly words: Int32Array; readonly at: number } {
    return { words: this.ids, at: index * ID_WORDS };
  }

  load(index: number): number {
    return this.loads[index] ?? 0;
  }

  carry(index: number, more: number): void {
    this.loads[index] = (this.loads[index] ?? 0) + more;
  }

  private slotOf(words: Int32Array, at: number): number {
    const hash = hashOf(words, at);
    const bits = bitsOf(hash);
    let slot = hash % this.slots.length;
    for (;;) {
      const there = this.slots[slot] ?? EMPTY;
      if (there === EMPTY) return slot;
      if ((there & ~LONG_MASK) === bits && isSameId(this.ids, (there & LONG_MASK) * ID_WORDS, words, at)) return slot;
      slot = slot + 1 === this.slots.length ? 0 : slot + 1;
    }
  }

  private spread(): void {
    this.slots = new Int32Array(Math.ceil((this.count * ROOMY_TENTHS) / TENTHS) + FIRST);
    for (let index = 1; index <= this.count; index += 1)
      this.slots[this.slotOf(this.ids, index * ID_WORDS)] = index | bitsOf(hashOf(this.ids, index * ID_WORDS));
  }
}

const bitsOf = (hash: number): number => (hash >>> LONG_BITS) << LONG_BITS;
