import { grown } from './sequences';

const VALUE_BITS = 16;
const VALUES = 0xffff;
const LAST_ROUND = 0x7fff;
const FIRST_SIZE = 64;

/** Answers of one request about interned things, forgotten at the next request without touching them all. */
export class Memo {
  private cells = new Int32Array(FIRST_SIZE);
  private round = 0;

  bytes(): number {
    return this.cells.byteLength;
  }

  /** Forgets everything and makes room for ids up to `most`. */
  begin(most: number): void {
    this.cells = grown(this.cells, most + 1);
    this.round += 1;
    if (this.round <= LAST_ROUND) return;
    this.cells.fill(0);
    this.round = 1;
  }

  /** The answer kept for `id`, or -1. */
  get(id: number): number {
    const cell = this.cells[id] ?? 0;
    return cell >> VALUE_BITS === this.round ? cell & VALUES : -1;
  }

  /** Keeps an answer of 0 … 65,535. */
  keep(id: number, value: number): number {
    this.cells[id] = (this.round << VALUE_BITS) | value;
    return value;
  }
}
