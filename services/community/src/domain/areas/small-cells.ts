import settings from './area-settings.json';

/** How many people, as it may be shown: one to four people could be recognised. */
export interface Shown {
  readonly people: number | null;
  readonly suppressed: boolean;
}

const isSmall = (people: number): boolean => people > 0 && people < settings.smallCell;

export const shown = (people: number | null): Shown =>
  people !== null && isSmall(people) ? { people: null, suppressed: true } : { people, suppressed: false };

/**
 * Cells whose sum is shown beside them. Where one alone is hidden, it is what is left of the sum: the smallest of the
 * others is hidden with it.
 */
export function shownOfSum(cells: readonly (number | null)[]): readonly Shown[] {
  const hidden = cells.map((people) => people !== null && isSmall(people));
  if (hidden.filter(Boolean).length === 1) {
    const others = cells.flatMap((people, index) => (people !== null && people > 0 && !hidden[index] ? [people] : []));
    const smallest = cells.findIndex((people, index) => people === Math.min(...others) && !hidden[index]);
    if (smallest >= 0) hidden[smallest] = true;
  }
  return cells.map((people, index) =>
    hidden[index] === true ? { people: null, suppressed: true } : { people, suppressed: false },
  );
}
