import data from './tables.json';

/** A column, or a value inside one (`location.lat`); its heading; how its values are written. */
export interface ExportColumn {
  readonly name: string;
  readonly heading: string;
  readonly kind: ColumnKind;
}

type ColumnKind = 'text' | 'number' | 'truth' | 'day' | 'instant' | 'list' | 'json';

/** A name that stands beside an id. */
interface NamedBy {
  readonly column: string;
  readonly by: string;
  readonly of: string;
}

export interface ExportTable {
  readonly table: string;
  readonly title: string;
  /** Columns that put the rows in order; empty = its rows have none. */
  readonly key: readonly string[];
  readonly columns: readonly ExportColumn[];
  readonly names: readonly NamedBy[];
  /** What lists say of confidential places stands in it. */
  readonly coordinatorOnly: boolean;
}

interface TableData {
  readonly table: string;
  readonly title: string;
  readonly key: readonly string[];
  readonly columns: readonly (readonly string[])[];
  readonly names?: Readonly<Record<string, readonly string[] | undefined>>;
  readonly coordinatorOnly?: boolean;
}

export const EXPORT_TABLES: readonly ExportTable[] = (data.tables as readonly TableData[]).map(
  ({ table, title, key, columns, names = {}, coordinatorOnly = false }) => ({
    ...{ table, title, key, coordinatorOnly },
    columns: columns.map(([name = '', heading = '', kind = '']) => ({ name, heading, kind: kind as ColumnKind })),
    names: Object.entries(names).map(([column, [by = '', of = ''] = []]) => ({ column, by, of })),
  }),
);

/** What stays here when a municipality leaves, and why. */
export const LEFT_OUT: readonly { readonly table: string; readonly why: string }[] = data.leftOut;

export const LEFT_OUT_COLUMNS: readonly {
  readonly table: string;
  readonly columns: readonly string[];
  readonly why: string;
}[] = data.leftOutColumns;

/** The cells of a row whose keys are the columns. Unknown is empty. */
export const cellsOfRow = ({ columns }: ExportTable, row: Readonly<Record<string, unknown>>): readonly string[] =>
  columns.map(({ name, kind }) => cellOf(kind, valueAt(row, name)));

function valueAt(row: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => (value as Readonly<Record<string, unknown>>)?.[part], row);
}

function cellOf(kind: ColumnKind, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (kind === 'list' && Array.isArray(value)) return value.map(String).join(';');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
