import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/**
 * The secrets of a webhook. Only this file reads and writes them, so that how they are kept can change in one place.
 * Gives a new one; the one before it is valid until then.
 */
export async function newSecret(db: EntityManager, webhookId: string, oldUntil: Date): Promise<string> {
  const secret = `whsec_${randomBytes(32).toString('base64url')}`;
  await db.query('DELETE FROM webhook_secrets WHERE webhook_id = $1 AND until IS NOT NULL', [webhookId]);
  await db.query('UPDATE webhook_secrets SET until = $2 WHERE webhook_id = $1', [webhookId, oldUntil]);
  await db.query(
    `INSERT INTO webhook_secrets (webhook_id, generation, secret)
     SELECT $1, coalesce(max(generation), 0) + 1, $2 FROM webhook_secrets WHERE webhook_id = $1`,
    [webhookId, secret],
  );
  return secret;
}

/** The secrets that are valid now by webhook, the newest first. */
export async function validSecrets(
  db: EntityManager,
  webhookIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows: readonly { readonly webhook_id: string; readonly secrets: readonly string[] }[] = await db.query(
    `SELECT webhook_id, array_agg(secret ORDER BY generation DESC) AS secrets FROM webhook_secrets
      WHERE webhook_id = ANY($1) AND (until IS NULL OR until > $2) GROUP BY webhook_id`,
    [webhookIds, now],
  );
  return new Map(rows.map(({ webhook_id, secrets }) => [webhook_id, secrets]));
}
