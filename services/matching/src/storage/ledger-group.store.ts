import type { Write } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { HoldChanges, KnownHold } from '../domain/ledger-book';
import { countsWrite, LEDGER_COLUMNS, type LedgerRow, storedLedgerOf, type StoredLedger } from './ledger.rows';
import type { LedgerKey } from '../domain/ledger-book';

const WANTED = `
  SELECT menu_id, session FROM unnest($1::uuid[], $2::text[]) AS wanted (menu_id, session)
  UNION SELECT menu_id, session FROM holds WHERE id = ANY($3::uuid[])`;

/**
 * The ledgers of these keys and of these holds, in the order of menu and session, so that two such looks never
 * wait for each other. With `lock` nobody else changes them until the commit.
 */
export async function loadLedgersOf(
  db: EntityManager,
  keys: readonly LedgerKey[],
  holdIds: readonly string[],
  lock: boolean,
): Promise<readonly StoredLedger[]> {
  const rows = await db.query<readonly LedgerRow[]>(
    `SELECT ${LEDGER_COLUMNS} FROM capacity_ledgers
      WHERE (menu_id, session) IN (${WANTED}) ORDER BY menu_id, session${lock ? ' FOR UPDATE' : ''}`,
    [keys.map(({ menuId }) => menuId), keys.map(({ session }) => session), holdIds],
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

/** What changes, and how many rows each write must touch: fewer where a reservation got a hold elsewhere meanwhile. */
export function holdWrites({ made, closed, ledgers }: HoldChanges, now: Date): readonly (readonly [Write, number])[] {
  const writes: (readonly [Write, number])[] = [];
  if (ledgers.length > 0) writes.push([countsWrite(ledgers), ledgers.length]);
  if (closed.length > 0) writes.push([closeWrite(closed), closed.length]);
  if (made.length > 0) writes.push([makeWrite(made, now), made.length]);
  return writes;
}

const closeWrite = (closed: HoldChanges['closed']): Write => ({
  sql: `UPDATE holds SET state = v.state FROM unnest($1::uuid[], $2::text[]) AS v (id, state)
         WHERE holds.id = v.id AND holds.state = 'ACTIVE' RETURNING 1`,
  params: [closed.map(({ id }) => id), closed.map(({ to }) => to)],
});

const makeWrite = (made: HoldChanges['made'], now: Date): Write => ({
  sql: `INSERT INTO holds (id, menu_id, session, reservation_id, party, out_of_system, expires_at, created_at, state)
     SELECT *, 'ACTIVE' FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::bool[],
                                    $7::timestamptz[], $8::timestamptz[])
     ON CONFLICT (tenant, reservation_id) WHERE state = 'ACTIVE' DO NOTHING RETURNING 1`,
  params: [
    made.map(({ holdId }) => holdId),
    made.map(({ menuId }) => menuId),
    made.map(({ session }) => session),
    made.map(({ reservationId }) => reservationId),
    made.map(({ party }) => party),
    made.map(({ outOfSystem }) => outOfSystem),
    made.map(({ expiresAt }) => expiresAt),
    made.map(() => now),
  ],
});
