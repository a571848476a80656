import type { EntityManager } from 'typeorm';
import {
  confirm,
  end,
  type HoldRefusal,
  type Ledger,
  type Party,
  placesFor,
  release,
  reserve,
  stampAfterReport,
} from '../domain/ledger';
import { holdElsewhere, type HoldResult, type LedgerKey } from '../domain/ledger-book';
import { loadLedger, saveCounts } from './ledger.rows';

export interface HoldWish extends LedgerKey, Party {
  /** What it is for: at most one active hold each. */
  readonly reservationId: string;
  /** Id of the hold where one is granted. */
  readonly holdId: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** Holds places under the row lock of their ledger. The same reservation gets its active hold again. */
export async function reserveHold(db: EntityManager, wish: HoldWish): Promise<HoldResult> {
  const ledger = await loadLedger(db, wish, true);
  const answer = reserve(ledger, wish);
  if (answer.granted && (await insertHold(db, wish))) {
    await saveCounts(db, [{ menuId: wish.menuId, session: wish.session, ledger: answer.ledger }]);
    return { granted: true, holdId: wish.holdId, version: answer.ledger.version, reason: null };
  }
  const active = await activeHoldFor(db, wish.reservationId);
  if (active?.menuId === wish.menuId && active.session === wish.session) {
    return { granted: true, holdId: active.id, version: ledger.version, reason: null };
  }
  if (answer.granted) throw holdElsewhere();
  return { granted: false, holdId: null, version: ledger.version, reason: answer.reason };
}

/** False where the reservation has an active hold already. */
async function insertHold(db: EntityManager, wish: HoldWish): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    `INSERT INTO holds (id, menu_id, session, reservation_id, party, out_of_system, state, expires_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'ACTIVE', $7, $8)
     ON CONFLICT (tenant, reservation_id) WHERE state = 'ACTIVE' DO NOTHING RETURNING id`,
    [
      wish.holdId,
      wish.menuId,
      wish.session,
      wish.reservationId,
      wish.party,
      wish.outOfSystem,
      wish.expiresAt,
      wish.now,
    ],
  );
  return rows.length > 0;
}

async function activeHoldFor(db: EntityManager, reservationId: string): Promise<HeldWhere | null> {
  const rows = await db.query<readonly HeldWhere[]>(
    `SELECT id, menu_id AS "menuId", session FROM holds WHERE reservation_id = $1 AND state = 'ACTIVE'`,
    [reservationId],
  );
  return rows[0] ?? null;
}

interface HeldWhere extends LedgerKey {
  readonly id: string;
}

/** Puts off the term of an active hold; the version of its ledger. Null where it is not active any more. */
export async function extendHold(db: EntityManager, holdId: string, expiresAt: Date): Promise<number | null> {
  const rows = await db.query<readonly [readonly { readonly version: number }[], number]>(
    `UPDATE holds h SET expires_at = $2 FROM capacity_ledgers l
      WHERE h.id = $1 AND h.state = 'ACTIVE' AND l.menu_id = h.menu_id AND l.session = h.session
      RETURNING l.version`,
    [holdId, expiresAt],
  );
  return rows[0][0]?.version ?? null;
}

/** The session of a hold never changes: it can be read before the ledger is locked. */
async function lockLedgerOf(
  db: EntityManager,
  menuId: string,
  thing: 'holds' | 'places',
  id: string,
): Promise<LedgerKey & { readonly ledger: Ledger }> {
  const rows = await db.query<readonly { readonly session: string }[]>(
    `SELECT session FROM ${thing} WHERE id = $1 AND menu_id = $2`,
    [id, menuId],
  );
  const session = rows[0]?.session ?? '';
  return { menuId, session, ledger: await loadLedger(db, { menuId, session }, true) };
}

/** Gives held places back. `settled: false` where the hold was not active any more: nothing changes. */
export async function settleHold(
  db: EntityManager,
  menuId: string,
  holdId: string,
  to: 'RELEASED' | 'LAPSED',
): Promise<{ readonly settled: boolean; readonly version: number }> {
  const { ledger, session } = await lockLedgerOf(db, menuId, 'holds', holdId);
  const who = await closeHold(db, menuId, holdId, to);
  if (who === null) return { settled: false, version: ledger.version };
  const next = release(ledger, who);
  await saveCounts(db, [{ menuId, session, ledger: next }]);
  return { settled: true, version: next.version };
}

/** Ends an active hold; who it was for, or null where it was not active. */
async function closeHold(db: EntityManager, menuId: string, holdId: string, to: string): Promise<Party | null> {
  const rows = await db.query<readonly [readonly Party[], number]>(
    `UPDATE holds SET state = $3 WHERE id = $1 AND menu_id = $2 AND state = 'ACTIVE'
     RETURNING party, out_of_system AS "outOfSystem"`,
    [holdId, menuId, to],
  );
  return rows[0][0] ?? null;
}

export interface Taking {
  readonly menuId: string;
  readonly placementId: string;
  readonly placeId: string;
  readonly now: Date;
}

/** An active hold becomes a taken place. Null where the hold is not active any more. */
export async function confirmHold(
  db: EntityManager,
  taking: Taking,
  holdId: string,
): Promise<{ version: number } | null> {
  const { ledger, session } = await lockLedgerOf(db, taking.menuId, 'holds', holdId);
  const who = await closeHold(db, taking.menuId, holdId, 'CONFIRMED');
  if (who === null) return null;
  return occupy(db, taking, session, who, confirm(ledger, who));
}

/** Takes places at once, without a hold before it. */
export async function takePlace(
  db: EntityManager,
  taking: Taking,
  { session, ...who }: Party & Pick<LedgerKey, 'session'>,
): Promise<{ readonly version: number; readonly reason: HoldRefusal | null }> {
  const ledger = await loadLedger(db, { menuId: taking.menuId, session }, true);
  const answer = reserve(ledger, who);
  if (!answer.granted) return { version: ledger.version, reason: answer.reason };
  const { version } = await occupy(db, taking, session, who, confirm(answer.ledger, who));
  return { version, reason: null };
}

async function occupy(
  db: EntityManager,
  taking: Taking,
  session: string,
  { party, outOfSystem }: Party,
  ledger: Ledger,
): Promise<{ version: number }> {
  const { placeId, menuId, placementId, now } = taking;
  await db.query(
    `INSERT INTO places (id, menu_id, session, placement_id, party, out_of_system, confirmed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [placeId, menuId, session, placementId, party, outOfSystem, stampAfterReport(ledger, now)],
  );
  await saveCounts(db, [{ menuId, session, ledger, placed: placesFor(ledger.report?.unit ?? 'person', party) }]);
  return { version: ledger.version };
}

/** The place of a placement is free again. Nothing happens where it was given back before. */
export async function endPlace(db: EntityManager, menuId: string, placeId: string, now: Date): Promise<void> {
  const { ledger, session } = await lockLedgerOf(db, menuId, 'places', placeId);
  const rows = await db.query<readonly [readonly Party[], number]>(
    `UPDATE places SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL
     RETURNING party, out_of_system AS "outOfSystem"`,
    [placeId, stampAfterReport(ledger, now)],
  );
  const who = rows[0][0];
  if (!who) return;
  const placed = -placesFor(ledger.report?.unit ?? 'person', who.party);
  await saveCounts(db, [{ menuId, session, ledger: end(ledger, who), placed }]);
}

export interface DueHold {
  readonly id: string;
  readonly menuId: string;
}

/** Holds whose term is over and that belong to no proposal; those of proposals end with the proposal's own step. */
export async function dueHolds(db: EntityManager, now: Date, limit: number): Promise<readonly DueHold[]> {
  return await db.query<readonly DueHold[]>(
    `SELECT id, menu_id AS "menuId" FROM holds
      WHERE state = 'ACTIVE' AND expires_at <= $1
        AND NOT EXISTS (SELECT 1 FROM match_proposals p WHERE p.hold_id = holds.id)
      ORDER BY expires_at LIMIT $2`,
    [now, limit],
  );
}
