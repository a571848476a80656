import { Injectable } from '@nestjs/common';
import type {
  CsvAnswer,
  ExportTableAnswer,
  ExportTablesAnswer,
  ExportTableV1,
  ListExportTablesV1,
} from '#libs/contracts';
import { type Actor, type CallContext, hasRole, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { cellsOfRow, EXPORT_TABLES, type ExportTable, LEFT_OUT } from '../../domain/exports/tables';
import { type Reader, visibleResource } from '../../domain/visible-resource';
import { cutPage, pageOf } from '../page';
import { headingBytes, rowBytes } from './csv-part';
import { cursorOf, fitting, valuesIn } from './parts';

const DEFAULT_LIMIT = 1000;
const OFFSET = /^\d{1,9}$/;
/** What has not the type of its column, the database refuses: 400. */
const WORDS = /^[^\u0000-\u001f]{1,200}$/;

type Row = Readonly<Record<string, unknown>>;

/** The tables of the registry as they are, part by part; what there is, and what is left behind. */
@Injectable()
export class TablesQuery {
  constructor(private readonly reads: ReadScope) {}

  list(input: ListExportTablesV1): Promise<ExportTablesAnswer> {
    const { after, take } = pageOf(input);
    const all = everyTable().map((table, at) => ({ ...table, seq: String(at + 1) }));
    const rows = all.slice(Number(after), Number(after) + take);
    return Promise.resolve(cutPage(rows, take, ({ seq: _, ...table }) => table));
  }

  part(input: ExportTableV1, ctx: CallContext): Promise<CsvAnswer> {
    const { limit = DEFAULT_LIMIT, encoding = 'utf-8', cursor } = input;
    const table = tableNamed(input.table, ctx.actor);
    const { text, values, offset } = statementOf(table, cursor, limit);
    return this.reads.run(ctx, async ({ db }) => {
      const found = await db.query<readonly { readonly row: Row; readonly key: readonly string[] }[]>(text, values);
      const headings = table.columns.map(({ heading }) => heading);
      const rows = found.map(({ row, key }, at) => {
        const seen = table.table === 'resources' ? shownTo(ctx.actor, row) : row;
        const named = { id: key.join(' '), cells: cellsOfRow(table, seen) };
        return { key, bytes: rowBytes(named, at + 1, headings, encoding) };
      });
      const shown = fitting(rows, ({ bytes }) => bytes.length);
      const last = shown.at(-1);
      const goesOn = last !== undefined && (shown.length < rows.length || rows.length === limit);
      const next = table.key.length === 0 ? [String(offset + shown.length)] : (last?.key ?? []);
      const heading = cursor === undefined ? headingBytes(headings, encoding) : Buffer.alloc(0);
      return {
        fileName: `${table.table}.csv`,
        encoding,
        bytes: Buffer.concat([heading, ...shown.map(({ bytes }) => bytes)]).toString('base64'),
        nextCursor: goesOn ? cursorOf(next) : null,
      };
    });
  }
}

function everyTable(): readonly ExportTableAnswer[] {
  const exported = EXPORT_TABLES.map(({ table, title, columns }) => ({
    ...{ table, title, leftOut: null },
    columns: columns.map((column) => ({ ...column })),
  }));
  const left = LEFT_OUT.map(({ table, why }) => ({ table, title: table, leftOut: why, columns: [] }));
  return [...exported, ...left];
}

function tableNamed(name: string, actor: Actor): ExportTable {
  const table = EXPORT_TABLES.find((each) => each.table === name);
  if (!table || (table.coordinatorOnly && !hasRole(actor, 'COMMUNITY_COORDINATOR'))) throw notFound('export-table');
  return table;
}

/** Names of tables and columns are ours, from the data file; only values come from outside. */
function statementOf(table: ExportTable, cursor: string | undefined, limit: number) {
  const { key, names } = table;
  const words = names.map(({ column, by, of }) => `'${column}', (SELECT n.name FROM ${of} n WHERE n.id = t.${by})`);
  const row = `to_jsonb(t) || jsonb_build_object(${words.join(', ')}) AS row`;
  if (key.length === 0) {
    const [offset = '0'] = cursor === undefined ? ['0'] : valuesIn(cursor, [OFFSET]);
    const text = `SELECT ${row}, ARRAY['']::text[] AS key FROM ${table.table} t
                  ORDER BY to_jsonb(t)::text OFFSET $1::int LIMIT $2`;
    return { text, values: [offset, limit], offset: Number(offset) };
  }
  const columns = key.map((column) => `t.${column}`);
  const after =
    cursor === undefined
      ? []
      : valuesIn(
          cursor,
          key.map(() => WORDS),
        );
  const places = after.map((_, at) => `$${at + 2}`);
  const text = `SELECT ${row}, ARRAY[${columns.map((column) => `${column}::text`).join(', ')}] AS key
                FROM ${table.table} t
                ${after.length === 0 ? '' : `WHERE (${columns.join(', ')}) > (${places.join(', ')})`}
                ORDER BY ${columns.join(', ')} LIMIT $1`;
  return { text, values: [limit, ...after], offset: 0 };
}

/** Columns beside the names by which the rules of what may be seen call them. */
const RULED: Readonly<Record<string, string>> = {
  orgId: 'org_id',
  addressConfidential: 'address_confidential',
  publicFields: 'public_fields',
  postalCode: 'postal_code',
  areaIds: 'area_ids',
};

/** As `visibleResource` decides, for a row as the table has it. */
function shownTo(reader: Reader, row: Row): Row {
  const named = Object.fromEntries(Object.entries(RULED).map(([name, column]) => [name, row[column]]));
  const shown = visibleResource({ ...row, ...named } as unknown as Parameters<typeof visibleResource>[0], reader);
  if (shown === null) throw notFound('resource');
  const seen = shown as unknown as Row;
  return { ...seen, ...Object.fromEntries(Object.entries(RULED).map(([name, column]) => [column, seen[name]])) };
}
