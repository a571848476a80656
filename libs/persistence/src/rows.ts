import { notFound, staleVersion } from '#libs/kernel';
import type { EntityManager, ObjectLiteral } from 'typeorm';

type Class<T> = new () => T;

/** A row of an aggregate: its version goes up by one with every change. */
export interface AggregateRow {
  id: string;
  version: number;
}

/** Writes a new row. */
export async function insertRow<T extends ObjectLiteral>(
  db: EntityManager,
  table: Class<T>,
  row: Partial<T>,
): Promise<void> {
  await db.createQueryBuilder().insert().into(table).values(row).updateEntity(false).execute();
}

/** Reads a row by its id; not found where it is missing or of another municipality. */
export async function findRow<T extends AggregateRow>(
  db: EntityManager,
  table: Class<T>,
  id: string,
  thing: string,
): Promise<T> {
  const row = await db.createQueryBuilder(table, 'row').where('row.id = :id', { id }).getOne();
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
  const row = await db
    .createQueryBuilder(table, 'row')
    .setLock('pessimistic_write')
    .where('row.id = :id', { id })
    .getOne();
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
  const result = await db
    .createQueryBuilder()
    .update(table)
    .set({ ...change, version } as never)
    .where('id = :id AND version = :version', { id: row.id, version: row.version })
    .execute();
  if (result.affected !== 1) throw staleVersion(thing, version);
  return version;
}
