/** A menu as its organisation's own system knows it. */
export interface FedMenu {
  readonly menuId: string;
  /** The organisation's own number; null = it sends ours. */
  readonly externalId: string | null;
  /** Counted session by session, in a CSV only. */
  readonly sliced: boolean;
  /** Its reports carry the system's counter: several of one moment are told apart by it. */
  readonly counted: boolean;
}

/** What is in a batch: a report that is right, or one that has to be refused. */
export interface Report {
  readonly menu: FedMenu;
  /** The truth's number: later reports of a menu have higher ones. */
  readonly counter: number;
  readonly total: number;
  readonly used: number;
  /** Milliseconds since 1970. */
  readonly reportedAt: number;
  /** Null = right. */
  readonly wrong: 'future' | 'foreign' | 'malformed' | null;
}

/** The code that each kind of wrong report has to be refused with. */
export const CODES = {
  future: 'availability.future',
  foreign: 'menu.not-found',
  malformed: 'fields.invalid',
} as const;

export const FORMATS = ['application/json', 'application/x-ndjson', 'text/csv'] as const;
export type Format = (typeof FORMATS)[number];

/** A batch as it is sent, with the rows that each report stands on. */
export interface Written {
  readonly format: Format;
  readonly text: string;
  readonly rows: readonly (readonly number[])[];
}

const HEADINGS = 'menuId,メニュー番号,曜日,開始,終了,定員,利用数,報告日時,連番';
const SESSIONS = ['月,9:00,12:00', '木,13:30,15:00'];

/** Writes reports down as the format has it. Sliced menus need a CSV, the others take any. */
export function written(reports: readonly Report[], format: Format): Written {
  if (format === 'text/csv') return csvOf(reports);
  const objects = reports.map((report) => JSON.stringify(objectOf(report)));
  if (format === 'application/json') {
    return { format, text: `[${objects.join(',')}]`, rows: reports.map((_, index) => [index + 1]) };
  }
  // Every line is followed by an empty one, which is no row but counts as a line.
  return { format, text: objects.join('\n\n'), rows: reports.map((_, index) => [2 * index + 1]) };
}

const momentOf = ({ reportedAt }: Report): string => new Date(reportedAt).toISOString();
const totalOf = ({ wrong, total }: Report): number | string => (wrong === 'malformed' ? 'たくさん' : total);

function objectOf(report: Report): object {
  const { menu, used, counter } = report;
  return {
    ...(menu.externalId === null ? { menuId: menu.menuId } : { externalId: menu.externalId }),
    ...{ total: totalOf(report), used, reportedAt: momentOf(report) },
    ...(menu.counted && { sourceVersion: counter }),
  };
}

function csvOf(reports: readonly Report[]): Written {
  const lines: string[] = [HEADINGS];
  const rows = reports.map((report) => linesOf(report).map((line) => lines.push(line)));
  return { format: 'text/csv', text: lines.join('\r\n'), rows };
}

function linesOf(report: Report): readonly string[] {
  const { menu, total, used, counter } = report;
  const named = menu.externalId === null ? `${menu.menuId},` : `,${menu.externalId}`;
  const tail = `${momentOf(report)},${menu.counted ? counter : ''}`;
  if (!menu.sliced) return [`${named},,,,${totalOf(report)},${used},${tail}`];
  // The first session has all but one place.
  const places = [
    [report.wrong === 'malformed' ? 'たくさん' : total - 1, used],
    [1, 0],
  ];
  return SESSIONS.map((session, index) => `${named},${session},${places[index]?.join(',')},${tail}`);
}
