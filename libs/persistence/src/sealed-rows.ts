import type { DataSource, EntityManager, LoadEvent, ObjectLiteral } from 'typeorm';
import { tenantOf } from './scope';

/** Keeps columns from whoever has the database and nothing else. */
export interface RowSeal {
  /** True where some column of this table is sealed. */
  knows(table: string): boolean;
  /** The values as they are stored. Of `row` the id and the owner of the key are looked at. */
  seal<T extends object>(tenant: string, table: string, row: object, values: T): Promise<T>;
  /** Opens a row that was read, in place. */
  open(tenant: string, table: string, row: object): Promise<void>;
}

const seals = new WeakMap<DataSource, RowSeal>();

/**
 * From now on sealed columns are sealed by `insertRow` and `updateRow`, and opened wherever a row becomes an object of
 * its class. A statement that reads such a column by itself gets what is stored; `openRows` opens it.
 */
export function sealRows(source: DataSource, seal: RowSeal): void {
  seals.set(source, seal);
  source.subscribers.push({
    afterLoad: (row: ObjectLiteral, event?: LoadEvent<ObjectLiteral>) =>
      event && opened(event.manager, event.metadata.tableName, row),
  });
}

/** As they are stored; the same object where nothing of the table is sealed. */
export function sealed<T extends object>(db: EntityManager, table: string, row: object, values: T): T | Promise<T> {
  const seal = seals.get(db.dataSource);
  return seal?.knows(table) ? seal.seal(boundTenant(db), table, row, values) : values;
}

/** Undefined where there is nothing to wait for. */
export function opened(db: EntityManager, table: string, row: object): Promise<void> | undefined {
  const seal = seals.get(db.dataSource);
  return seal?.knows(table) ? seal.open(boundTenant(db), table, row) : undefined;
}

export const openedIn = (source: DataSource, tenant: string, table: string, row: object): Promise<void> | undefined => {
  const seal = seals.get(source);
  return seal?.knows(table) ? seal.open(tenant, table, row) : undefined;
};

/** Opens rows of a table that were read by a statement of one's own: `id`, and sealed columns under their properties' names. */
export async function openRows<T extends { readonly id: string }>(
  db: EntityManager,
  table: string,
  rows: readonly T[],
): Promise<readonly T[]> {
  await Promise.all(rows.map(async (row) => opened(db, table, row)));
  return rows;
}

function boundTenant(db: EntityManager): string {
  const tenant = tenantOf(db);
  if (tenant === undefined) throw new Error('Sealed rows are read and written in a transaction of one municipality.');
  return tenant;
}
