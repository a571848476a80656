import accessibility from './accessibility.json';
import { FAMILIES } from './families';
import aliases from './header-aliases.json';
import { hsdsTableOf, hsdsColumns } from './hsds-tables';
import type { Family, PlannedColumn } from './record';

/** A header is looked for in so many records from the top. */
export const HEADER_WITHIN = 5;
/** So many known columns make a row a header. */
const ENOUGH = 2;
/** No published list comes near; a row of that many cells is not looked at. */
const MOST_COLUMNS = 500;
const BAND = /^(\d{1,3})(?:-(\d{1,3})歳の(男性|女性)|歳以上の(男性|女性)|歳の(男性|女性)以上)$/;

/** One spelling of a column's name. */
function headerName(cell: string): string {
  return cell
    .normalize('NFKC')
    .replace(/[\s"'“”‘’「」\uFEFF]/g, '')
    .toLowerCase();
}

const FIELD_BY_NAME: ReadonlyMap<string, string> = new Map([
  ...Object.entries(aliases).flatMap(([field, names]) =>
    typeof names === 'string' ? [] : names.map((name) => [headerName(name), field] as const),
  ),
  ...Object.entries(accessibility.columns).map(([name, code]) => [headerName(name), `access:${code}`] as const),
]);
const MARKS = FAMILIES.map(({ family, marks }) => ({ family, marks: new Set(marks.map(headerName)) }));

/** The field that takes a column; undefined where nobody knows the column. */
function fieldOf(name: string): string | undefined {
  return FIELD_BY_NAME.get(name) ?? bandOf(name);
}

/** `age:FROM:TO:male`, TO empty = and older. Both layouts name the columns alike, only their order differs. */
function bandOf(name: string): string | undefined {
  const found = BAND.exec(name);
  if (!found) return undefined;
  const [, from, to = '', ...sexes] = found;
  return `age:${from}:${to}:${sexes.includes('男性') ? 'male' : 'female'}`;
}

export interface HeaderMatch {
  readonly family: Family;
  readonly columns: readonly PlannedColumn[];
  readonly unknownColumns: readonly string[];
  readonly table: string | null;
  /** How many columns are known: the best row of several wins by this. */
  readonly known: number;
}

/** What a row says as a header; null where it is none. `wanted` = a person said which kind the file is. */
export function matchHeader(cells: readonly string[], wanted?: Family): HeaderMatch | null {
  if (cells.length > MOST_COLUMNS) return null;
  const names = cells.map(headerName);
  const table = wanted === undefined || wanted === 'hsds_csv' ? hsdsTableOf(names) : null;
  if (table !== null) return matched('hsds_csv', cells, hsdsColumns(table, names), table);
  const fields = names.map(fieldOf);
  const match = matched(wanted ?? familyOf(names), cells, fields, null);
  const needed = match.family === 'population' ? ['total', 'areaName'] : ['name'];
  return match.known >= ENOUGH && needed.every((field) => fields.includes(field)) ? match : null;
}

/** The kind with most of its own columns; a list of names and addresses without any is one of public facilities. */
function familyOf(names: readonly string[]): Family {
  const found = MARKS.map(({ family, marks }) => ({ family, count: names.filter((name) => marks.has(name)).length }));
  return found.reduce((best, each) => (each.count > best.count ? each : best), { family: 'public_facility', count: 0 })
    .family;
}

function matched(
  family: Family,
  cells: readonly string[],
  fields: readonly (string | undefined)[],
  table: string | null,
): HeaderMatch {
  const names = uniqueNames(cells);
  const columns = names.map((name, at) => ({ name, field: takenBy(fields, at) }));
  const unknownColumns = names.filter((_, at) => fields[at] === undefined);
  return { family, columns, unknownColumns, table, known: fields.filter((field) => field !== undefined).length };
}

const JOINED = ['hoursNote', 'description'];

/** A field is taken by the first of its columns; the others stay extras, except where texts are joined. */
function takenBy(fields: readonly (string | undefined)[], at: number): string | null {
  const field = fields[at];
  if (field === undefined || field === 'extra') return null;
  return JOINED.includes(field) || field.startsWith('access:') || fields.indexOf(field) === at ? field : null;
}

/** As they stand, on one line; empty and repeated names get a number, so that no cell hides another. */
function uniqueNames(cells: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return cells.map((cell, at) => {
    const base = cell.replace(/[\s\uFEFF]+/g, ' ').trim() || `列${at + 1}`;
    let name = base;
    for (let count = 2; seen.has(name); count += 1) name = `${base} (${count})`;
    seen.add(name);
    return name;
  });
}
