import type { AppError } from '#libs/kernel';
import words from './feed-words.json';
import type { GivenReport } from './given-report';

/** What became of a report. What is kept of it holds no value that somebody sent. */
export interface Outcome {
  readonly result: 'applied' | 'not_applied' | 'refused';
  readonly menuId: string | null;
  readonly version: number | null;
  readonly code: string | null;
  /** Paths of the report's fields with the words that mend them. */
  readonly problems: readonly { readonly path: string | null; readonly mend: string; readonly unknown: boolean }[];
}

interface RowProblem {
  readonly field: string | null;
  readonly value: string | null;
  readonly mend: string;
}

interface RowResult {
  readonly row: number;
  readonly menuId: string | null;
  readonly result: Outcome['result'];
  readonly code: string | null;
  readonly version: number | null;
  readonly problems: RowProblem[];
}

const MAX_PROBLEMS = 5;
const WORDS: Readonly<Record<string, string>> = words;

const LIMITS: readonly string[] = ['min', 'max'];
const rankOf = (rule: string): number => (LIMITS.includes(rule) ? 1 : 0);

const mendOf = (code: string): string => WORDS[code] ?? words['fields.invalid'];

export function refusedOutcome({ code, fields }: Pick<AppError, 'code' | 'fields'>, menuId: string | null): Outcome {
  // One field breaks several rules at once where it is no number at all: the plainest is said.
  const plainest = (name: string) =>
    fields
      .filter(({ field }) => field === name)
      .sort((a, b) => rankOf(a.rule) - rankOf(b.rule))
      .slice(0, 1);
  const each = [...new Set(fields.map(({ field }) => field))].flatMap(plainest);
  const problems = each.slice(0, MAX_PROBLEMS).map(({ field, rule, mend }) => ({
    path: field,
    mend,
    // What stands in a field that nobody asked for may be anything, a name as well.
    unknown: rule === 'whitelistValidation',
  }));
  const all = problems.length > 0 ? problems : [{ path: null, mend: mendOf(code), unknown: true }];
  return { result: 'refused', menuId, version: null, code, problems: all };
}

/** One line for each row of a report; where one is wrong, the others of its report say which. */
export function linesOf({ rows, whereIs }: GivenReport, outcome: Outcome): readonly RowResult[] {
  const { menuId, result, version } = outcome;
  const placed = outcome.problems.map(({ path, mend, unknown }) => ({
    mend,
    unknown,
    ...(path === null ? { index: 0, field: null, value: null } : whereIs(path)),
  }));
  const wrong = rows[placed[0]?.index ?? 0] ?? rows[0] ?? 1;
  return rows.map((row, index) => {
    const own = placed
      .filter((problem) => problem.index === index)
      .map(({ field, value, mend, unknown }) => ({ field, value: unknown ? null : value, mend }));
    if (result !== 'refused' || own.length > 0)
      return { row, menuId, result, version, code: outcome.code, problems: own };
    const code = 'feed.group-refused';
    const mend = mendOf(code).replace('{row}', String(wrong));
    return { row, menuId, result, version, code, problems: [{ field: null, value: null, mend }] };
  });
}
