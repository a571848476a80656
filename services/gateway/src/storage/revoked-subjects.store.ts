import type { EntityManager } from 'typeorm';

/**
 * Writes down that all tokens of this subject count no more. The time is the server's own: tokens are
 * issued in real time, whatever the municipality's domain clock says.
 */
export async function revokeSubject(db: EntityManager, sub: string, by: string): Promise<Date> {
  const rows = await db.query<readonly { readonly revoked_at: Date }[]>(
    `INSERT INTO revoked_subjects (sub, revoked_at, revoked_by) VALUES ($1, now(), $2)
     ON CONFLICT (tenant, sub) DO UPDATE SET revoked_at = now(), revoked_by = $2
     RETURNING revoked_at`,
    [sub, by],
  );
  const row = rows[0];
  if (!row) throw new Error('The revocation was not written.');
  return row.revoked_at;
}
