import type { EntityManager } from 'typeorm';
import type { Session, SessionTimes } from '../domain/session';

interface SessionRow {
  readonly id: string;
  readonly sub: string;
  readonly roles: readonly Session['actor']['roles'][number][];
  readonly org_id: string | null;
  readonly tenant: string;
  readonly acr: string | null;
  readonly amr: readonly string[];
  readonly issued_at: Date;
  readonly started_at: Date;
  readonly last_seen_at: Date;
}

/** With the domain time at which it was read. */
export interface SessionRead {
  readonly session: Session;
  readonly now: Date;
}

const COLUMNS = 'id, sub, roles, org_id, tenant, acr, amr, issued_at, started_at, last_seen_at';

/** In one statement with the time, because every request of a browser asks it. */
export const FIND_SESSION = `
  SELECT ${COLUMNS}, now() + coalesce((SELECT clock_offset FROM tenants WHERE tenant = s.tenant), '0') AS now
  FROM sessions s WHERE secret_hash = $1`;

export const readSession = (row: SessionRow & { readonly now: Date }): SessionRead => ({
  session: sessionOf(row),
  now: row.now,
});

export async function sessionsOf(db: EntityManager, sub: string): Promise<readonly Session[]> {
  const rows = await db.query<readonly SessionRow[]>(
    `SELECT ${COLUMNS} FROM sessions WHERE sub = $1 ORDER BY started_at DESC, id`,
    [sub],
  );
  return rows.map(sessionOf);
}

export async function insertSession(db: EntityManager, hash: Buffer, session: Omit<Session, 'id'>): Promise<void> {
  const { actor, evidence, issuedAt, startedAt, lastSeenAt } = session;
  await db.query(
    `INSERT INTO sessions (secret_hash, sub, roles, org_id, acr, amr, issued_at, started_at, last_seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7), $8, $9)`,
    [hash, actor.sub, actor.roles, actor.orgId, evidence.acr, evidence.amr, issuedAt, startedAt, lastSeenAt],
  );
}

/** Never backwards: two requests at once may arrive in either order. */
export async function noteUse(db: EntityManager, id: string, at: Date): Promise<void> {
  await db.query('UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2', [id, at]);
}

/** False where there was none. */
export async function deleteSession(db: EntityManager, id: string): Promise<boolean> {
  const [rows] = await db.query<readonly [readonly unknown[]]>('DELETE FROM sessions WHERE id = $1 RETURNING id', [id]);
  return rows.length > 0;
}

export async function deleteSessionBySecret(db: EntityManager, hash: Buffer): Promise<void> {
  await db.query('DELETE FROM sessions WHERE secret_hash = $1', [hash]);
}

export async function deleteSessionsOf(db: EntityManager, sub: string): Promise<void> {
  await db.query('DELETE FROM sessions WHERE sub = $1', [sub]);
}

/** Those that nobody can use any more, of everybody. */
export async function deleteOverSessions(db: EntityManager, { startedAt, lastSeenAt }: SessionTimes): Promise<void> {
  await db.query('DELETE FROM sessions WHERE started_at <= $1 OR last_seen_at <= $2', [startedAt, lastSeenAt]);
}

/** Leaves the newest ones. */
export async function keepNewest(db: EntityManager, sub: string, count: number): Promise<void> {
  await db.query(
    `DELETE FROM sessions WHERE sub = $1 AND id IN (
       SELECT id FROM sessions WHERE sub = $1 ORDER BY started_at DESC, id OFFSET $2)`,
    [sub, count],
  );
}

const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  actor: { sub: row.sub, roles: row.roles, orgId: row.org_id, tenant: row.tenant },
  evidence: { acr: row.acr, amr: row.amr },
  issuedAt: row.issued_at.getTime() / 1_000,
  startedAt: row.started_at,
  lastSeenAt: row.last_seen_at,
});
