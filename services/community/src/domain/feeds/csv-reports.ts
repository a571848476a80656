import { invalid } from '#libs/kernel';
import { clockOf, codeOf, momentOf, numberOf, plain } from './csv-values';
import data from './feed-columns.json';
import { type GivenReport, type Place, shown } from './given-report';

export type Column = keyof typeof data.columns;
type Line = Partial<Readonly<Record<Column, string>>>;

/** A record of the text: the line that it begins on, from 1, and its cells. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Headings {
  /** Which column each cell belongs to; undefined = none that we know. */
  readonly columns: readonly (Column | undefined)[];
  readonly names: ReadonlyMap<Column, string>;
  readonly ignored: readonly string[];
}

interface CsvReports {
  readonly reports: readonly GivenReport[];
  readonly ignoredColumns: readonly string[];
}

const NEEDED: readonly (readonly Column[])[] = [['menuId', 'externalId'], ['total'], ['used'], ['reportedAt']];

/** Whatever stands between the words of a heading says nothing. */
const bare = (heading: string): string =>
  plain(heading)
    .replace(/[\s_　・()-]/g, '')
    .toLowerCase();

const KNOWN: ReadonlyMap<string, Column> = new Map(
  Object.entries(data.columns).flatMap(([column, names]) => names.map((name) => [bare(name), column as Column])),
);

/** Reports of a CSV with headings. Lines with a weekday or a time are sessions: those of one report stand together. */
export function csvReports([first, ...records]: readonly CsvRecord[]): CsvReports {
  const headings = headingsOf(first?.cells ?? []);
  const groups = new Map<string, { readonly line: number; readonly given: Line }[]>();
  for (const { line, cells } of records) {
    const given = lineOf(cells, headings);
    const key = groupOf(given) ?? `line ${line}`;
    groups.set(key, [...(groups.get(key) ?? []), { line, given }]);
  }
  const reports = [...groups.values()].map((lines) => reportOf(lines, headings.names));
  return { reports, ignoredColumns: headings.ignored };
}

/** 400 `feed.columns` where a column that every report needs is missing or stands there twice. */
function headingsOf(cells: readonly string[]): Headings {
  const columns = cells.map((cell) => KNOWN.get(bare(cell)));
  const names = new Map<Column, string>();
  columns.forEach((column, index) => {
    if (column === undefined) return;
    if (names.has(column)) throw refusedColumns(`「${cells[index] ?? ''}」の列が二つあります。一つにしてください`);
    names.set(column, plain(cells[index] ?? ''));
  });
  const missing = NEEDED.find((any) => !any.some((column) => names.has(column)));
  if (missing) {
    const wanted = missing.map((column) => data.columns[column].at(-1)).join('か');
    throw refusedColumns(`1 行目に見出しが要ります。「${wanted}」の列がありません`);
  }
  const ignored = cells.filter((cell, index) => columns[index] === undefined && cell.trim() !== '');
  return { columns, names, ignored: ignored.slice(0, 50).map((cell) => shown(plain(cell)) ?? '') };
}

const refusedColumns = (mend: string): Error =>
  invalid('feed.columns', 'The headings do not fit.', [{ field: 'text', rule: 'columns', mend }]);

function lineOf(cells: readonly string[], { columns }: Headings): Line {
  const line: Partial<Record<Column, string>> = {};
  columns.forEach((column, index) => {
    const cell = cells[index] ?? '';
    if (column !== undefined && cell.trim() !== '') line[column] = cell;
  });
  return line;
}

/** Lines of one report have this in common; undefined for a line that is a report by itself. */
function groupOf({ menuId, externalId, day, from, to, reportedAt, sourceVersion }: Line): string | undefined {
  if (day === undefined && from === undefined && to === undefined) return undefined;
  return JSON.stringify([menuId, externalId, reportedAt, sourceVersion].map((cell) => plain(cell ?? '')));
}

type Lines = readonly { readonly line: number; readonly given: Line }[];

function reportOf(lines: Lines, names: ReadonlyMap<Column, string>): GivenReport {
  const first = lines[0]?.given ?? {};
  const sliced = groupOf(first) !== undefined;
  const named = {
    ...part('menuId', first.menuId && plain(first.menuId)),
    ...part('externalId', first.externalId && plain(first.externalId)),
    ...part('unit', unitOf(lines)),
    ...part('reportedAt', first.reportedAt && momentOf(first.reportedAt)),
    ...part('sourceVersion', first.sourceVersion && numberOf(first.sourceVersion)),
  };
  return {
    rows: lines.map(({ line }) => line),
    given: sliced
      ? { ...named, sessions: lines.map(({ given }) => sessionOf(given)) }
      : { ...named, ...placesOf(first) },
    whereIs: (path) => placeOf(path, lines, names),
  };
}

/** One unit for all sessions; two different ones together are none. */
function unitOf(lines: Lines): string | undefined {
  const units = lines.flatMap(({ given }) => (given.unit === undefined ? [] : [codeOf(data.units, given.unit)]));
  return units.length === 0 ? undefined : [...new Set(units)].join('/');
}

const placesOf = ({ total, used, oosSlots, oosUsed }: Line): object => ({
  ...part('total', total && numberOf(total)),
  ...part('used', used && numberOf(used)),
  ...((oosSlots ?? oosUsed) !== undefined && {
    outOfSystem: { ...part('slots', oosSlots && numberOf(oosSlots)), ...part('used', oosUsed && numberOf(oosUsed)) },
  }),
});

const sessionOf = (line: Line): object => ({
  ...part('day', line.day && codeOf(data.days, line.day)),
  ...part('from', line.from && clockOf(line.from)),
  ...part('to', line.to && clockOf(line.to)),
  ...placesOf(line),
});

const part = (name: string, value: unknown): object => (value === undefined ? {} : { [name]: value });

const OUTSIDE: Readonly<Record<string, Column>> = { slots: 'oosSlots', used: 'oosUsed' };

/** `sessions.2.outOfSystem.slots` is the third line's column of out-of-system places. */
function placeOf(path: string, lines: Lines, names: ReadonlyMap<Column, string>): Place {
  const parts = path.split('.');
  const index = parts[0] === 'sessions' ? Number(parts[1] ?? 0) : 0;
  const rest = parts[0] === 'sessions' ? parts.slice(2) : parts;
  const column = (rest[0] === 'outOfSystem' ? (OUTSIDE[rest[1] ?? ''] ?? 'oosSlots') : (rest[0] ?? 'day')) as Column;
  return { index, field: names.get(column) ?? column, value: shown(lines[index]?.given[column]) };
}
