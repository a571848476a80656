import type { EntityManager } from 'typeorm';

export async function insertChunk(
  db: EntityManager,
  chunk: { readonly importId: string; readonly index: number; readonly digest: string; readonly bytes: Buffer },
): Promise<void> {
  await db.query('INSERT INTO import_chunks (import_id, index, digest, bytes) VALUES ($1, $2, $3, $4)', [
    chunk.importId,
    chunk.index,
    chunk.digest,
    chunk.bytes,
  ]);
}

export async function digestOf(db: EntityManager, importId: string, index: number): Promise<string | null> {
  const [row] = await db.query<readonly { readonly digest: string }[]>(
    'SELECT digest FROM import_chunks WHERE import_id = $1 AND index = $2',
    [importId, index],
  );
  return row?.digest ?? null;
}

/** The file is not needed any more. */
export async function deleteChunks(db: EntityManager, importId: string): Promise<void> {
  await db.query('DELETE FROM import_chunks WHERE import_id = $1', [importId]);
}
