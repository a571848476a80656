/** So many that what a rule costs at its beginning is lost in them, and few enough to stay in the nearest memory. */
export const ROWS = 256;

/**
 * Rows of one strip on their way through the rules, a few rules over all of them before the next: a short loop
 * over a few words is faster than one long judgement for each row, and rules that ask for nothing are left out.
 */
export class Block {
  /** Of the strip from which the rows are. */
  words: Int32Array = new Int32Array(0);
  count = 0;
  /** Offsets in `words`. */
  readonly at = new Int32Array(ROWS);
  /** To the search point, or NO_DISTANCE. */
  readonly metres = new Int32Array(ROWS);
  /** Masks of the rules that each row breaks. */
  readonly broken = new Int32Array(ROWS);
}
