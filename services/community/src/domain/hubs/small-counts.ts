/** Fewer than this may point to somebody (reporting.md: 小セル<5). */
const ENOUGH = 5;

interface Counted {
  readonly reports: number;
}

/**
 * Which lines and whether the total can be shown. A count below five is hidden; where those hidden add up to less than
 * five, or there is only one of them, the smallest of the others are hidden too: total minus the rest would tell it.
 */
export function hideSmall(lines: readonly Counted[]): {
  readonly hidden: ReadonlySet<number>;
  readonly total: number | null;
} {
  const byCount = lines.map(({ reports }, index) => ({ reports, index })).sort((a, b) => a.reports - b.reports);
  const hidden = new Set(byCount.filter(({ reports }) => reports < ENOUGH).map(({ index }) => index));
  const total = lines.reduce((sum, { reports }) => sum + reports, 0);
  if (hidden.size === 0) return { hidden, total };
  const sumHidden = (): number => [...hidden].reduce((sum, index) => sum + (lines[index]?.reports ?? 0), 0);
  for (const { index } of byCount.slice(hidden.size)) {
    if (hidden.size > 1 && sumHidden() >= ENOUGH) break;
    hidden.add(index);
  }
  return { hidden, total: hidden.size > 1 && sumHidden() >= ENOUGH ? total : null };
}
