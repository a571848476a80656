import { hideSmall } from '../hubs/small-counts';
import { clustersOf, type Need } from './need-clusters';

/** A need as a year finds it. */
interface CountedNeed extends Need {
  /** Local day on which a menu met it. */
  readonly completedOn: string | null;
  /** Days from the record to the menu. */
  readonly days: number | null;
}

interface Year {
  readonly from: string;
  readonly to: string;
}

interface Figures {
  readonly needs: number;
  readonly completed: number;
  readonly medianDays: number | null;
}

/** K17 of the needs that were recorded or completed in a year: of all, and by purpose and area. */
export function developmentFigures(needs: readonly CountedNeed[], year: Year, smallCell: number) {
  const lines = clustersOf(needs, ['purpose', 'areaCode'], smallCell).map(({ values, needs: some }) => ({
    purpose: values.purpose,
    areaCode: values.areaCode,
    ...figuresOf(some, year),
    counted: some.length,
  }));
  const { hidden } = hideSmall(lines.map(({ counted }) => ({ reports: counted })));
  return {
    total: figuresOf(needs, year),
    lines: lines.map(({ counted: _, ...line }, index) => {
      const suppressed = hidden.has(index);
      return suppressed
        ? { ...line, needs: null, completed: null, medianDays: null, suppressed }
        : { ...line, suppressed };
    }),
  };
}

function figuresOf(needs: readonly CountedNeed[], { from, to }: Year): Figures {
  const within = (day: string | null): boolean => day !== null && from <= day && day <= to;
  const completed = needs.filter(({ completedOn }) => within(completedOn));
  return {
    needs: needs.filter(({ openedOn }) => within(openedOn)).length,
    completed: completed.length,
    medianDays: medianOf(completed.flatMap(({ days }) => (days === null ? [] : [days]))),
  };
}

/** The lower one of two in the middle; null of none. */
function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
