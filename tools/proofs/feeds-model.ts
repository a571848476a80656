import { CODES, type Report } from './feeds-reports';

/** A row of an answer, as far as it is compared. */
export interface AnsweredRow {
  readonly row: number;
  readonly menuId: string | null;
  readonly result: string;
  readonly code: string | null;
  readonly problems: readonly { readonly mend: string }[];
}

const APPLIED = 'applied null';

/**
 * What has to come of an organisation's reports, told from their true order alone: whoever sends one that is not the
 * newest of what came before is thanked, and nothing changes.
 */
export class FeedModel {
  private readonly newest = new Map<string, Report>();
  applied = 0;
  /** Events that have to be said: one for each batch and menu that it changed. */
  said = 0;
  readonly problems: string[] = [];

  /** Compares what was answered to the reports of one batch, in their order. */
  batch(reports: readonly Report[], rows: readonly (readonly number[])[], answered: readonly AnsweredRow[]): void {
    const wanted = rows.flat().sort((a, b) => a - b);
    const given = answered.map(({ row }) => row);
    if (JSON.stringify(wanted) !== JSON.stringify(given))
      this.problems.push(`rows ${wanted.join()} got ${given.join()}`);
    const byRow = new Map(answered.map((line) => [line.row, line]));
    const changed = new Set<string>();
    reports.forEach((report, index) => {
      const expected = this.expect(report);
      if (expected === APPLIED) changed.add(report.menu.menuId);
      for (const row of rows[index] ?? []) this.compare(expected, byRow.get(row), report, row);
    });
    this.said += changed.size;
  }

  private expect({ menu, counter, wrong, ...report }: Report): string {
    if (wrong !== null) return `refused ${CODES[wrong]}`;
    const known = this.newest.get(menu.menuId);
    if (known !== undefined && known.counter >= counter) return 'not_applied feed.older';
    this.newest.set(menu.menuId, { menu, counter, wrong, ...report });
    this.applied += 1;
    return APPLIED;
  }

  private compare(expected: string, line: AnsweredRow | undefined, { menu, wrong }: Report, row: number): void {
    const got = line === undefined ? 'nothing' : `${line.result} ${line.code ?? 'null'}`;
    // Of a report by sessions one row is wrong, the others say where.
    const other = wrong !== null && menu.sliced && got === 'refused feed.group-refused';
    if ((got === expected || other) && isMended(line)) return;
    this.problems.push(`row ${row}: ${got} instead of ${expected}`);
  }

  /** What matching has to know in the end. */
  places(): ReadonlyMap<string, { readonly total: number; readonly used: number }> {
    return new Map([...this.newest].map(([menuId, { total, used }]) => [menuId, { total, used }]));
  }
}

/** A refusal says how to mend the row. */
const isMended = (line: AnsweredRow | undefined): boolean =>
  line?.result !== 'refused' || line.problems.some(({ mend }) => mend !== '');
