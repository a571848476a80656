import { ROW_WORDS } from './row';

/** Room for new rows: one in 256, and a few. */
const GROWTH_SHIFT = 8;
const GROWTH_LEAST = 1;

/** Rows of one strip of the grid in the order of one of their words, in one block of memory. */
export class Band {
  words: Int32Array;
  count = 0;

  constructor(
    /** The word by which the rows are in order. */
    readonly sortWord: number,
    rows = 0,
  ) {
    this.words = new Int32Array(rows * ROW_WORDS);
  }

  /** Offset just past the last row. */
  get end(): number {
    return this.count * ROW_WORDS;
  }

  /** Offset of the first row that is not under `value`. */
  lowerBound(value: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.words[middle * ROW_WORDS + this.sortWord] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low * ROW_WORDS;
  }

  removeAt(at: number): void {
    this.words.copyWithin(at, at + ROW_WORDS, this.end);
    this.count -= 1;
  }

  /** Takes in rows of `from`, given by their offsets. Each row that is there already moves once at most. */
  insert(from: Int32Array, offsets: readonly number[]): void {
    const { sortWord } = this;
    const sorted = [...offsets].sort((a, b) => (from[b + sortWord] ?? 0) - (from[a + sortWord] ?? 0));
    const rows = this.count + sorted.length;
    this.makeRoom(rows);
    let left = sorted.length;
    // From the last to the first: what lies behind a new row moves to its final place.
    for (const offset of sorted) {
      const at = this.lowerBound(from[offset + sortWord] ?? 0);
      this.words.copyWithin(at + left * ROW_WORDS, at, this.end);
      left -= 1;
      copyRow(from, offset, this.words, at + left * ROW_WORDS);
      this.count = at / ROW_WORDS;
    }
    this.count = rows;
  }

  private makeRoom(rows: number): void {
    if (rows * ROW_WORDS <= this.words.length) return;
    // The first rows of a band fill it exactly: most places come at the start, and then rarely one more.
    const spare = this.count === 0 ? 0 : (rows >> GROWTH_SHIFT) + GROWTH_LEAST;
    const longer = new Int32Array((rows + spare) * ROW_WORDS);
    longer.set(this.words.subarray(0, this.end));
    this.words = longer;
  }
}

function copyRow(from: Int32Array, atFrom: number, to: Int32Array, atTo: number): void {
  for (let word = 0; word < ROW_WORDS; word += 1) to[atTo + word] = from[atFrom + word] ?? 0;
}
