import { listOf, type Write } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { HoldChanges, KnownHold, LedgerKey } from '../domain/ledger-book';
import { countsWrite, LEDGER_COLUMNS, type LedgerRow, storedLedgerOf, type StoredLedger } from './ledger.rows';

const WANTED = 'SELECT menu_id, session FROM unnest($1::uuid[], $2::text[]) AS wanted (menu_id, session)';
const OF_HOLDS = 'UNION SELECT menu_id, session FROM holds WHERE id = ANY($3::uuid[])';

/**
 * The ledgers of these keys and of these holds, in the order of menu and session, so that two such looks never
 * wait for each other. With `lock` nobody else changes them until the commit. One look by key for each: what
 * is looked up may be joined in ways that read a whole municipality.
 */
export async function loadLedgersOf(
  db: EntityManager,
  keys: readonly LedgerKey[],
  holdIds: readonly string[],
  lock: boolean,
): Promise<readonly StoredLedger[]> {
  const params = [listOf(keys.map(({ menuId }) => menuId)), keys.map(({ session }) => session)];
  const rows = await db.query<readonly LedgerRow[]>(
    `SELECT l.* FROM (SELECT DISTINCT * FROM (${WANTED} ${holdIds.length > 0 ? OF_HOLDS : ''}) AS k ORDER BY 1, 2) AS k
      CROSS JOIN LATERAL (SELECT ${LEDGER_COLUMNS} FROM capacity_ledgers
        WHERE menu_id = k.menu_id AND session = k.session${lock ? ' FOR UPDATE' : ''}) AS l`,
    holdIds.length > 0 ? [...params, listOf(holdIds)] : params,
  );
  return rows.map(storedLedgerOf);
}

/** Active holds of these reservations, and these holds in whatever state. */
export async function holdsOf(
  db: EntityManager,
  reservationIds: readonly string[],
  holdIds: readonly string[],
): Promise<readonly KnownHold[]> {
  const columns = `id AS "holdId", menu_id AS "menuId", session, reservation_id AS "reservationId", party,
    out_of_system AS "outOfSystem", state = 'ACTIVE' AS active`;
  return await db.query<readonly KnownHold[]>(
    `SELECT ${columns} FROM holds WHERE reservation_id = ANY($1::uuid[]) AND state = 'ACTIVE'
     UNION SELECT ${columns} FROM holds WHERE id = ANY($2::uuid[])`,
    [reservationIds, holdIds],
  );
}

/** What changes. It cannot be written where a reservation got a hold elsewhere meanwhile. */
export function holdWrites({ made, closed, ledgers }: HoldChanges, now: Date): readonly Write[] {
  const writes: Write[] = [];
  if (ledgers.length > 0) writes.push(countsWrite(ledgers));
  if (closed.length > 0) writes.push(closeWrite(closed));
  if (made.length > 0) writes.push(makeWrite(made, now));
  return writes;
}

const closeWrite = (closed: HoldChanges['closed']): Write => ({
  sql: `UPDATE holds SET state = v.state FROM unnest($1::uuid[], $2::text[]) AS v (id, state)
         WHERE holds.id = v.id AND holds.state = 'ACTIVE' RETURNING 1`,
  params: [listOf(closed.map(({ id }) => id)), closed.map(({ to }) => to)],
  rows: closed.length,
});

const makeWrite = (made: HoldChanges['made'], now: Date): Write => ({
  sql: `INSERT INTO holds (created_at, state, id, menu_id, session, reservation_id, party, out_of_system, expires_at)
     SELECT $1::timestamptz, 'ACTIVE', * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::int[],
                                                     $7::bool[], $8::timestamptz[])`,
  params: [
    now.toISOString(),
    listOf(made.map(({ holdId }) => holdId)),
    listOf(made.map(({ menuId }) => menuId)),
    made.map(({ session }) => session),
    listOf(made.map(({ reservationId }) => reservationId)),
    listOf(made.map(({ party }) => party)),
    listOf(made.map(({ outOfSystem }) => outOfSystem)),
    listOf(made.map(({ expiresAt }) => expiresAt.toISOString())),
  ],
});
