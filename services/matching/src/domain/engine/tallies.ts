import { EXCLUSION_CODES, type ExclusionCode } from '../eligibility';

const PART_BITS = 9;
const PART = 1 << PART_BITS;
const LOWEST = PART - 1;
const PARTS = Math.ceil(EXCLUSION_CODES.length / PART_BITS);

/**
 * Counts masks of broken rules, and only at the end their codes: three additions a row, however many rules it
 * breaks. One for all searches, since a search is never interrupted.
 */
export class Tallies {
  private readonly parts = new Int32Array(PARTS * PART);

  begin(): void {
    this.parts.fill(0);
  }

  /** The first `count` masks; zero is of no rule. */
  add(masks: Int32Array, count: number): void {
    const { parts } = this;
    for (let index = 0; index < count; index += 1) {
      const mask = masks[index] ?? 0;
      parts[mask & LOWEST] = (parts[mask & LOWEST] ?? 0) + 1;
      const middle = PART + ((mask >>> PART_BITS) & LOWEST);
      parts[middle] = (parts[middle] ?? 0) + 1;
      const upper = 2 * PART + (mask >>> (2 * PART_BITS));
      parts[upper] = (parts[upper] ?? 0) + 1;
    }
  }

  counts(): Partial<Record<ExclusionCode, number>> {
    const totals = new Int32Array(PARTS * PART_BITS);
    for (let cell = 0; cell < this.parts.length; cell += 1) {
      const count = this.parts[cell] ?? 0;
      if (count > 0) share(cell, count, totals);
    }
    const counts: Partial<Record<ExclusionCode, number>> = {};
    EXCLUSION_CODES.forEach((code, index) => {
      const total = totals[index] ?? 0;
      if (total > 0) counts[code] = total;
    });
    return counts;
  }
}

/** Adds what was counted in one cell to each code of its mask. */
function share(cell: number, count: number, totals: Int32Array): void {
  const first = (cell >> PART_BITS) * PART_BITS;
  for (let mask = cell & LOWEST; mask !== 0; mask &= mask - 1) {
    const code = first + (31 - Math.clz32(mask & -mask));
    totals[code] = (totals[code] ?? 0) + count;
  }
}
