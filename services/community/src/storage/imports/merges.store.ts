import type { EntityManager } from 'typeorm';

interface Merge {
  readonly id: string;
  readonly mergedId: string;
  readonly intoId: string;
  readonly by: string;
  /** Local day. */
  readonly on: string;
}

export async function insertMerge(db: EntityManager, { id, mergedId, intoId, by, on }: Merge): Promise<void> {
  await db.query(
    'INSERT INTO resource_merges (id, version, merged_id, into_id, merged_by, merged_on) VALUES ($1, 1, $2, $3, $4, $5)',
    [id, mergedId, intoId, by, on],
  );
  await readAgain(db, mergedId);
}

/** For those who follow the table: what it stands for has changed. */
const readAgain = (db: EntityManager, resourceId: string): Promise<unknown> =>
  db.query('UPDATE resources SET version = version WHERE id = $1', [resourceId]);

/** Ends the merge of a resource; what it pointed to, or undefined where it stands for itself. */
export async function endMerge(
  db: EntityManager,
  mergedId: string,
  by: string,
  on: string,
): Promise<{ readonly id: string; readonly intoId: string } | undefined> {
  const [rows] = await db.query<readonly [readonly { readonly id: string; readonly intoId: string }[], number]>(
    `UPDATE resource_merges SET undone_by = $2, undone_on = $3, version = 2
     WHERE merged_id = $1 AND undone_on IS NULL RETURNING id, into_id AS "intoId"`,
    [mergedId, by, on],
  );
  if (rows.length > 0) await readAgain(db, mergedId);
  return rows[0];
}

/** Where resources point to, over any number of steps; those that stand for themselves are not in it. */
export async function headsOf(db: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<readonly { readonly id: string; readonly head: string }[]>(
    `WITH RECURSIVE way (id, at) AS (
       SELECT merged_id, into_id FROM resource_merges WHERE merged_id = ANY($1::uuid[]) AND undone_on IS NULL
       UNION SELECT way.id, next.into_id FROM way
       JOIN resource_merges next ON next.merged_id = way.at AND next.undone_on IS NULL
     )
     SELECT id, at AS head FROM way
     WHERE NOT EXISTS (SELECT 1 FROM resource_merges WHERE merged_id = way.at AND undone_on IS NULL)`,
    [ids],
  );
  return new Map(rows.map(({ id, head }) => [id, head]));
}
