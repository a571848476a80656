import type { EntityManager } from 'typeorm';

/**
 * When this subject signed in last, or was allowed in again after that; null where neither has ever been.
 * Locks the subject: sign-ins of one subject come one after the other.
 */
export async function lockSubject(db: EntityManager, sub: string): Promise<Date | null> {
  const rows = await db.query<readonly { readonly active_at: Date | null }[]>(
    `INSERT INTO subjects (sub) VALUES ($1) ON CONFLICT (tenant, sub) DO UPDATE SET sub = excluded.sub
     RETURNING greatest(signed_in_at, enabled_at) AS active_at`,
    [sub],
  );
  return rows[0]?.active_at ?? null;
}

export async function noteSignIn(db: EntityManager, sub: string, at: Date): Promise<void> {
  await db.query('UPDATE subjects SET signed_in_at = $2 WHERE sub = $1', [sub, at]);
}

/** False where nobody of this name has ever signed in. */
export async function enableSubject(db: EntityManager, sub: string, at: Date, by: string): Promise<boolean> {
  const [rows] = await db.query<readonly [readonly unknown[]]>(
    'UPDATE subjects SET enabled_at = $2, enabled_by = $3 WHERE sub = $1 RETURNING sub',
    [sub, at, by],
  );
  return rows.length > 0;
}
