import { grown } from './sequences';

const FIRST_SIZE = 64;
const NOT_ASKED = -1;

/** Answers of one request about interned things: whole numbers from 0 on. */
export class Memo {
  private cells = new Int32Array(FIRST_SIZE);

  bytes(): number {
    return this.cells.byteLength;
  }

  /** Forgets everything and makes room for ids up to `most`. */
  begin(most: number): void {
    this.cells = grown(this.cells, most + 1);
    this.cells.fill(NOT_ASKED, 0, most + 1);
  }

  /** The answer kept for `id`, or -1. */
  get(id: number): number {
    return this.cells[id] ?? NOT_ASKED;
  }

  keep(id: number, value: number): number {
    this.cells[id] = value;
    return value;
  }
}
