import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';

/** Somebody with every right on the database changes its audit. Triggers are off. */
export type Tampering = (db: Client) => Promise<unknown>;

/** A link in the middle: there are links before and after it. */
const MIDDLE =
  '(SELECT position FROM audit_links ORDER BY position OFFSET (SELECT count(*) / 2 FROM audit_links) LIMIT 1)';
const MIDDLE_ENTRY = `(SELECT entry_id FROM audit_links WHERE position = ${MIDDLE})`;

/** As somebody would who knows how links are made, and has no key. */
async function rewriteFrom(db: Client, position: number): Promise<void> {
  const { rows } = await db.query<{ position: string; entry_id: string; hash: string }>(
    'SELECT position, entry_id, hash FROM audit_links WHERE position >= $1 ORDER BY position',
    [position - 1],
  );
  let before = rows[0]?.hash ?? '';
  for (const { position: at } of rows.slice(1)) {
    before = createHash('sha256').update(before).update(at).digest('base64url');
    await db.query('UPDATE audit_links SET hash = $2 WHERE position = $1', [at, before]);
  }
  await db.query('UPDATE audit_heads SET hash = $1', [before]);
}

async function forge(db: Client): Promise<string> {
  const id = randomUUID();
  await db.query(
    `INSERT INTO audit_entries (tenant, id, at, sub, roles, act, purpose, subjects, fields, decision, correlation_id, mark)
     SELECT tenant, $1, at, 'somebody-else', roles, act, purpose, subjects, fields, decision, correlation_id, $2
       FROM audit_entries WHERE id = ${MIDDLE_ENTRY}`,
    [id, randomBytes(32).toString('base64url')],
  );
  return id;
}

/** T-S12: everything that can be done to a chain. */
export const TAMPERINGS: readonly (readonly [name: string, tamper: Tampering])[] = [
  ['an entry edited', (db) => db.query(`UPDATE audit_entries SET sub = 'somebody-else' WHERE id = ${MIDDLE_ENTRY}`)],
  [
    'a look turned into a refusal',
    (db) => db.query(`UPDATE audit_entries SET decision = 'case.not-found' WHERE id = ${MIDDLE_ENTRY}`),
  ],
  ['an entry deleted', (db) => db.query(`DELETE FROM audit_entries WHERE id = ${MIDDLE_ENTRY}`)],
  [
    'an entry deleted with its link',
    async (db) => {
      await db.query(`DELETE FROM audit_entries WHERE id = ${MIDDLE_ENTRY}`);
      await db.query(`DELETE FROM audit_links WHERE position = ${MIDDLE}`);
    },
  ],
  [
    'the tail cut',
    async (db) => {
      await db.query(
        `DELETE FROM audit_entries WHERE id IN (SELECT entry_id FROM audit_links WHERE position > ${MIDDLE})`,
      );
      await db.query(
        'DELETE FROM audit_links l WHERE NOT EXISTS (SELECT 1 FROM audit_entries e WHERE e.id = l.entry_id)',
      );
      await db.query(
        `UPDATE audit_heads SET (position, hash) = (SELECT position, hash FROM audit_links ORDER BY position DESC LIMIT 1)`,
      );
    },
  ],
  [
    'two entries in other places',
    async (db) => {
      await db.query('ALTER TABLE audit_links DROP CONSTRAINT audit_links_entry_id_key');
      await db.query(
        `UPDATE audit_links l SET entry_id = other.entry_id FROM audit_links other
          WHERE l.position IN (3, 4) AND other.position = 7 - l.position`,
      );
      await db.query('ALTER TABLE audit_links ADD CONSTRAINT audit_links_entry_id_key UNIQUE (entry_id)');
    },
  ],
  ['an entry inserted', forge],
  [
    'an entry inserted with a link of its own',
    async (db) => {
      const id = await forge(db);
      await db.query(
        `INSERT INTO audit_links (tenant, position, entry_id, hash)
         SELECT tenant, position + 1, $1, 'x' FROM audit_links ORDER BY position DESC LIMIT 1`,
        [id],
      );
    },
  ],
  ['a link that is missing', (db) => db.query(`DELETE FROM audit_links WHERE position = ${MIDDLE}`)],
  ['the whole chain rewritten', (db) => rewriteFrom(db, 1)],
  ['whom an entry is about', (db) => db.query(`DELETE FROM audit_subjects WHERE entry_id = ${MIDDLE_ENTRY}`)],
  [
    'everything gone',
    async (db) => {
      await db.query('DELETE FROM audit_links');
      await db.query('DELETE FROM audit_entries');
      await db.query('DELETE FROM audit_heads');
    },
  ],
];
