import type { Pool } from 'pg';

const BIND = `SELECT set_config('tsunagi.tenant', $1, true),
  now() + coalesce((SELECT clock_offset FROM tenants WHERE tenant = $1), '0') AS now`;
const EARLIER = 'SELECT fingerprint, answer FROM idempotency_keys WHERE sub = $1 AND key = $2';
const CLAIM = `INSERT INTO idempotency_keys (sub, key, fingerprint) VALUES ($1, $2, $3)
  ON CONFLICT DO NOTHING RETURNING key`;
const KEEP = 'UPDATE idempotency_keys SET answer = $3 WHERE sub = $1 AND key = $2';
const OPEN = `INSERT INTO match_requests (id, state, version, case_ref, person_ref, plan_id, need, shortlist, opened_at)
  VALUES ($1, 'REQUESTED', 1, $2, $3, $4, $5, '[]', $6)`;
const READ = `SELECT id, state, version, case_ref, person_ref, plan_id, need, shortlist, order_changed_reason_code,
  parked_until, reason_code, opened_at FROM match_requests WHERE id = $1`;

export interface StoredRequest {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly case_ref: string;
  readonly person_ref: string;
  readonly plan_id: string;
  readonly need: object;
  readonly shortlist: readonly string[];
  readonly order_changed_reason_code: string | null;
  readonly parked_until: string | null;
  readonly reason_code: string | null;
  readonly opened_at: Date;
}

export interface Opening {
  readonly id: string;
  readonly caseRef: string;
  readonly personRef: string;
  readonly planId: string;
  readonly need: object;
}

export interface Claim {
  readonly sub: string;
  readonly key: string;
  readonly fingerprint: string;
}

const named = (name: string, text: string, values: unknown[]) => ({ name, text, values });

/** One request in a read-only transaction of its tenant: prepared statements, as few round trips as there can be. */
export async function readRequest(pool: Pool, tenant: string, id: string): Promise<StoredRequest | undefined> {
  const client = await pool.connect();
  try {
    const [, , found] = await Promise.all([
      client.query('BEGIN READ ONLY'),
      client.query(named('bind', BIND, [tenant])),
      client.query<StoredRequest>(named('read', READ, [id])),
      client.query('COMMIT'),
    ]);
    return found.rows[0];
  } finally {
    client.release();
  }
}

/** The answer that the first request with this key got. */
export async function earlierAnswer(pool: Pool, tenant: string, claim: Claim): Promise<object | undefined> {
  const client = await pool.connect();
  try {
    const [, , found] = await Promise.all([
      client.query('BEGIN READ ONLY'),
      client.query(named('bind', BIND, [tenant])),
      client.query<{ answer: object }>(named('earlier', EARLIER, [claim.sub, claim.key])),
      client.query('COMMIT'),
    ]);
    return found.rows[0]?.answer;
  } finally {
    client.release();
  }
}

/** The business row, the key and its answer in one transaction; undefined where the key is taken. */
export async function openRequest(
  pool: Pool,
  tenant: string,
  claim: Claim,
  opening: Opening,
): Promise<object | undefined> {
  const client = await pool.connect();
  try {
    const [, bound, claimed] = await Promise.all([
      client.query('BEGIN'),
      client.query<{ now: Date }>(named('bind', BIND, [tenant])),
      client.query(named('claim', CLAIM, [claim.sub, claim.key, claim.fingerprint])),
    ]);
    if (claimed.rowCount === 0) {
      await client.query('ROLLBACK');
      return undefined;
    }
    const { id, caseRef, personRef, planId, need } = opening;
    const answer = { id, state: 'REQUESTED', version: 1 };
    const row = [id, caseRef, personRef, planId, need, bound.rows[0]?.now];
    await Promise.all([
      client.query(named('open', OPEN, row)),
      client.query(named('keep', KEEP, [claim.sub, claim.key, answer])),
      client.query('COMMIT'),
    ]);
    return answer;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
