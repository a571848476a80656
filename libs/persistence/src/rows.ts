import { notFound, staleVersion } from '#libs/kernel';
import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import { senderOf } from './scope';
import { opened, sealed } from './sealed-rows';

export type Class<T> = new () => T;

/** A row of an aggregate: its version goes up by one with every change. */
export interface AggregateRow {
  id: string;
  version: number;
}

/** Writes a new row. In a unit of work nobody waits for it: where it is refused, the commit is. */
export async function insertRow<T extends ObjectLiteral>(
  db: EntityManager,
  table: Class<T>,
  row: Partial<T>,
): Promise<void> {
  const { name, columns, stored } = shapeOf(db.dataSource, table);
  const sealing = sealed(db, name, row, row);
  // Sent in this very turn where there is nothing to wait for.
  const kept = sealing instanceof Promise ? await sealing : sealing;
  const given = columns.filter((column) => column.getEntityValue(kept) !== undefined);
  const names = given.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const places = given.map((_, index) => `$${index + 1}`).join(', ');
  const text = `INSERT INTO "${name}" (${names}) VALUES (${places})`;
  const values = given.map((column) => stored(column.getEntityValue(kept), column));
  const send = senderOf(db);
  if (send) send(text, values);
  else await db.query(text, values);
}

/** Reads a row by its id; not found where it is missing or of another municipality. */
export async function findRow<T extends AggregateRow>(
  db: EntityManager,
  table: Class<T>,
  id: string,
  thing: string,
): Promise<T> {
  const row = await selectRow(db, table, id, '');
  if (!row) throw notFound(thing);
  return row;
}

/**
 * Reads a row and keeps it for this transaction: nobody else changes it until the commit.
 * With `expectedVersion` (`If-Match`) a newer row is refused with `stale-version` (412).
 */
export async function lockRow<T extends AggregateRow>(
  db: EntityManager,
  table: Class<T>,
  id: string,
  thing: string,
  expectedVersion?: number,
): Promise<T> {
  const row = await selectRow(db, table, id, ' FOR UPDATE');
  if (!row) throw notFound(thing);
  if (expectedVersion !== undefined && row.version !== expectedVersion) throw staleVersion(thing, row.version);
  return row;
}

/** Changes a locked row and counts its version up. Returns the new version. */
export async function updateRow<T extends AggregateRow>(
  db: EntityManager,
  table: Class<T>,
  row: Pick<AggregateRow, 'id' | 'version'>,
  change: Partial<Omit<T, 'id' | 'version'>>,
  thing: string,
): Promise<number> {
  const version = row.version + 1;
  const { name, columns, stored } = shapeOf(db.dataSource, table);
  const next = { ...(await sealed(db, name, { ...row, ...change }, change)), version } as ObjectLiteral;
  const given = columns.filter((column) => column.getEntityValue(next) !== undefined);
  const sets = given.map(({ databaseName }, index) => `"${databaseName}" = $${index + 3}`).join(', ');
  const result = await db.query<readonly [readonly unknown[], number]>(
    `UPDATE "${name}" SET ${sets} WHERE "id" = $1 AND "version" = $2`,
    [row.id, row.version, ...given.map((column) => stored(column.getEntityValue(next), column))],
  );
  if (result[1] !== 1) throw staleVersion(thing, version);
  return version;
}

type Columns = EntityMetadata['columns'];

/** What is known of a table from its class. Statements are made from it: a query builder costs more than they do. */
interface TableShape<T> {
  readonly name: string;
  readonly columns: Columns;
  /** All columns of the row with this id. */
  readonly select: string;
  readonly stored: (value: unknown, column: Columns[number]) => unknown;
  readonly read: (raw: Raw) => T;
}

type Raw = Readonly<Record<string, unknown>>;

const shapes = new WeakMap<EntityMetadata, TableShape<ObjectLiteral>>();

export function shapeOf<T extends ObjectLiteral>(source: DataSource, table: Class<T>): TableShape<T> {
  const metadata = source.getMetadata(table);
  const known = shapes.get(metadata) as TableShape<T> | undefined;
  if (known) return known;
  const { driver } = source;
  const { tableName: name, columns } = metadata;
  const shape: TableShape<T> = {
    ...{ name, columns },
    select: `SELECT ${columns.map(({ databaseName }) => `"${databaseName}"`).join(', ')} FROM "${name}" WHERE "id" = $1`,
    stored: (value, column): unknown => driver.preparePersistentValue(value, column),
    read: (raw) => {
      const row = new table();
      for (const column of columns) {
        column.setEntityValue(row, driver.prepareHydratedValue(raw[column.databaseName], column));
      }
      return row;
    },
  };
  shapes.set(metadata, shape);
  return shape;
}

async function selectRow<T extends AggregateRow>(
  db: EntityManager,
  table: Class<T>,
  id: string,
  lock: '' | ' FOR UPDATE',
): Promise<T | undefined> {
  const { name, select, read } = shapeOf(db.dataSource, table);
  const [raw] = await db.query<readonly Raw[]>(select + lock, [id]);
  if (!raw) return undefined;
  const row = read(raw);
  await opened(db, name, row);
  return row;
}
