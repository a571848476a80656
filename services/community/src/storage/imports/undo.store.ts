import type { EntityManager } from 'typeorm';

const FOREIGN_KEY = '23503';

/**
 * Deletes resources that are as an import has made them and that nobody has built on. Gives those that are gone; whoever
 * points to one keeps it, also what is not known here.
 */
export async function deleteUntouched(db: EntityManager, ids: readonly string[]): Promise<readonly string[]> {
  const all = await tryDelete(db, ids);
  if (all) return all;
  const deleted: string[] = [];
  for (const id of ids) deleted.push(...((await tryDelete(db, [id])) ?? []));
  return deleted;
}

async function tryDelete(db: EntityManager, ids: readonly string[]): Promise<readonly string[] | undefined> {
  await db.query('SAVEPOINT resources');
  try {
    const [rows] = await db.query<readonly [readonly { readonly id: string }[], number]>(
      `DELETE FROM resources WHERE id = ANY($1::uuid[]) AND state = 'REVIEW'
         AND NOT EXISTS (SELECT 1 FROM source_records
                         WHERE resource_id = resources.id AND resource_version <> resources.version)
         AND NOT EXISTS (SELECT 1 FROM menus WHERE resource_id = resources.id) RETURNING id`,
      [ids],
    );
    await db.query('RELEASE SAVEPOINT resources');
    return rows.map(({ id }) => id);
  } catch (error) {
    if ((error as { readonly code?: string }).code !== FOREIGN_KEY) throw error;
    await db.query('ROLLBACK TO SAVEPOINT resources');
    return undefined;
  }
}

/** Which of these resources somebody has changed since an import made them. */
export async function changedAmong(db: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `SELECT resources.id FROM resources JOIN source_records ON resource_id = resources.id
     WHERE resources.id = ANY($1::uuid[]) AND (version <> resource_version OR state <> 'REVIEW')`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function deleteRecords(db: EntityManager, sourceId: string, keys: readonly string[]): Promise<void> {
  await db.query('DELETE FROM source_records WHERE source_id = $1 AND source_key = ANY($2::text[])', [sourceId, keys]);
}

/** Their resource stays, and the list does not speak of it any more. */
export async function silenceRecords(
  db: EntityManager,
  sourceId: string,
  keys: readonly string[],
  today: string,
): Promise<void> {
  await db.query(
    'UPDATE source_records SET gone_on = $3 WHERE source_id = $1 AND source_key = ANY($2::text[]) AND gone_on IS NULL',
    [sourceId, keys, today],
  );
}

/** Records that an import only met, some at a time, were met last by the one before. Gives how many. */
export async function unmeet(
  db: EntityManager,
  job: { readonly id: string; readonly sourceId: string; readonly previousId: string | null },
  limit: number,
): Promise<number> {
  if (job.previousId === null) return 0;
  const [, count] = await db.query<readonly [unknown, number]>(
    `UPDATE source_records SET import_id = $3 WHERE source_id = $2 AND source_key IN
       (SELECT source_key FROM source_records
        WHERE source_id = $2 AND import_id = $1 AND first_import_id <> $1 LIMIT $4)`,
    [job.id, job.sourceId, job.previousId, limit],
  );
  return count;
}
