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

  add(mask: number): void {
    const { parts } = this;
    parts[mask & LOWEST] = (parts[mask & LOWEST] ?? 0) + 1;
    const middle = PART + ((mask >>> PART_BITS) & LOWEST);
    parts[middle] = (parts[middle] ?? 0) + 1;
    const upper = 2 * PART + (mask >>> (2 * PART_BITS));
    parts[upper] = (parts[upper] ?? 0) + 1;
  }

  counts(): Partial<Record<ExclusionCode, number>> {
    const totals = EXCLUSION_CODES.map(() => 0);
    for (let part = 0; part < PARTS; part += 1) {
      for (let mask = 1; mask < PART; mask += 1) this.share(part, mask, totals);
    }
    const named = EXCLUSION_CODES.map((code, index) => [code, totals[index] ?? 0] as const);
    return Object.fromEntries(named.filter(([, count]) => count > 0));
  }

  private share(part: number, mask: number, totals: number[]): void {
    const count = this.parts[part * PART + mask] ?? 0;
    if (count === 0) return;
    for (let bit = 0; bit < PART_BITS; bit += 1) {
      const code = part * PART_BITS + bit;
      if (((mask >> bit) & 1) === 1) totals[code] = (totals[code] ?? 0) + count;
    }
  }
}
