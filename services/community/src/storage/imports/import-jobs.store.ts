import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ImportJobEntity } from './import-job.entity';

const THING = 'import';

interface Source {
  readonly id: string;
  readonly publisher: string;
  readonly url: string | null;
}

export async function insertSource(db: EntityManager, { id, publisher, url }: Source): Promise<void> {
  await db.query('INSERT INTO import_sources (id, publisher, url) VALUES ($1, $2, $3)', [id, publisher, url]);
}

/** Keeps the source for this transaction; false where there is none. Whoever begins or undoes an import holds it. */
export async function lockSource(db: EntityManager, sourceId: string): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>('SELECT 1 FROM import_sources WHERE id = $1 FOR UPDATE', [sourceId]);
  return rows.length > 0;
}

export const insertJob = (db: EntityManager, row: Partial<ImportJobEntity>): Promise<void> =>
  insertRow(db, ImportJobEntity, row);

export const lockJob = (db: EntityManager, importId: string, expectedVersion?: number): Promise<ImportJobEntity> =>
  lockRow(db, ImportJobEntity, importId, THING, expectedVersion);

/** Changes a locked job. Returns its new version. */
export const updateJob = (
  db: EntityManager,
  row: Pick<ImportJobEntity, 'id' | 'version'>,
  change: Partial<Omit<ImportJobEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, ImportJobEntity, row, change, THING);

/** Other imports of the source in one of these states, the newest first. */
export async function jobsOfSource(
  db: EntityManager,
  { id, sourceId }: Pick<ImportJobEntity, 'id' | 'sourceId'>,
  states: readonly string[],
): Promise<readonly { readonly id: string; readonly startedAt: Date }[]> {
  return db.query(
    `SELECT id, started_at AS "startedAt" FROM import_jobs
     WHERE source_id = $1 AND id <> $2 AND state = ANY($3) ORDER BY started_at DESC NULLS LAST`,
    [sourceId, id, states],
  );
}

/** For this transaction: plans are kept, and one made while a table was small would read all of it for every batch. */
export const lookByIndex = (db: EntityManager): Promise<unknown> => db.query('SET LOCAL enable_seqscan = off');

/**
 * Begins a turn of a job. Whether this process has it now: it had it before, nobody has it, or whoever had it has not
 * been heard of.
 */
export async function takeLease(
  db: EntityManager,
  importId: string,
  instance: string,
  seconds: number,
): Promise<boolean> {
  await lookByIndex(db);
  const [taken] = await db.query<readonly [readonly unknown[], number]>(
    `UPDATE import_jobs SET lease_by = $2, lease_until = clock_timestamp() + make_interval(secs => $3)
     WHERE id = $1 AND state IN ('RUNNING', 'UNDOING')
       AND (lease_by = $2 OR lease_until IS NULL OR lease_until < clock_timestamp())
     RETURNING 1`,
    [importId, instance, seconds],
  );
  return taken.length > 0;
}
