import { conflict } from '#libs/kernel';
import type { EntityManager } from 'typeorm';
import {
  applyReport,
  confirm,
  end,
  type HoldRefusal,
  isOverCommitted,
  type Ledger,
  release,
  type Report,
  reserve,
  stampAfterReport,
} from '../domain/ledger';
import { countSince, loadLedger, openLedger, saveCounts, saveReport } from './ledger.rows';

export interface HoldWish {
  readonly menuId: string;
  /** What it is for: at most one active hold each. */
  readonly reservationId: string;
  /** Id of the hold where one is granted. */
  readonly holdId: string;
  readonly outOfSystem: boolean;
  readonly now: Date;
  readonly expiresAt: Date;
}

export interface HoldResult {
  readonly granted: boolean;
  readonly holdId: string | null;
  /** Version of the ledger on which this was decided. */
  readonly version: number;
  readonly reason: HoldRefusal | null;
}

/** Holds a place under the row lock of its ledger. The same reservation gets its active hold again. */
export async function reserveHold(db: EntityManager, wish: HoldWish): Promise<HoldResult> {
  const { ledger } = await loadLedger(db, wish.menuId, true);
  return decideHold(db, wish, ledger);
}

/** Only for the control NAIVE_RESERVE: reads, decides and writes without a lock. It overbooks, and the proof has to see it. */
export async function reserveNaively(db: EntityManager, wish: HoldWish): Promise<HoldResult> {
  const { ledger } = await loadLedger(db, wish.menuId, false);
  return decideHold(db, wish, ledger);
}

async function decideHold(db: EntityManager, wish: HoldWish, ledger: Ledger): Promise<HoldResult> {
  const answer = reserve(ledger, wish.outOfSystem);
  if (answer.granted && (await insertHold(db, wish))) {
    await saveCounts(db, wish.menuId, answer.ledger);
    return { granted: true, holdId: wish.holdId, version: answer.ledger.version, reason: null };
  }
  const active = await activeHoldFor(db, wish.reservationId);
  if (active?.menuId === wish.menuId) {
    return { granted: true, holdId: active.id, version: ledger.version, reason: null };
  }
  if (answer.granted) throw conflict('hold.other-menu', 'This reservation holds a place of another menu.');
  return { granted: false, holdId: null, version: ledger.version, reason: answer.reason };
}

/** False where the reservation has an active hold already. */
async function insertHold(db: EntityManager, wish: HoldWish): Promise<boolean> {
  const rows = await db.query<readonly unknown[]>(
    `INSERT INTO holds (id, menu_id, reservation_id, out_of_system, state, expires_at, created_at)
     VALUES ($1, $2, $3, $4, 'ACTIVE', $5, $6)
     ON CONFLICT (tenant, reservation_id) WHERE state = 'ACTIVE' DO NOTHING RETURNING id`,
    [wish.holdId, wish.menuId, wish.reservationId, wish.outOfSystem, wish.expiresAt, wish.now],
  );
  return rows.length > 0;
}

async function activeHoldFor(db: EntityManager, reservationId: string): Promise<DueHold | null> {
  const rows = await db.query<readonly DueHold[]>(
    `SELECT id, menu_id AS "menuId" FROM holds WHERE reservation_id = $1 AND state = 'ACTIVE'`,
    [reservationId],
  );
  return rows[0] ?? null;
}

/** Puts off the term of an active hold. False where it is not active any more. */
export async function extendHold(db: EntityManager, holdId: string, expiresAt: Date): Promise<boolean> {
  const rows = await db.query<readonly [readonly unknown[], number]>(
    `UPDATE holds SET expires_at = $2 WHERE id = $1 AND state = 'ACTIVE' RETURNING id`,
    [holdId, expiresAt],
  );
  return rows[1] === 1;
}

/** Gives a held place back. `settled: false` where the hold was not active any more: nothing changes. */
export async function settleHold(
  db: EntityManager,
  menuId: string,
  holdId: string,
  to: 'RELEASED' | 'LAPSED',
): Promise<{ readonly settled: boolean; readonly version: number }> {
  const { ledger } = await loadLedger(db, menuId, true);
  const outOfSystem = await closeHold(db, menuId, holdId, to);
  if (outOfSystem === null) return { settled: false, version: ledger.version };
  const next = release(ledger, outOfSystem);
  await saveCounts(db, menuId, next);
  return { settled: true, version: next.version };
}

/** Ends an active hold; whether it was out of system, or null where it was not active. */
async function closeHold(db: EntityManager, menuId: string, holdId: string, to: string): Promise<boolean | null> {
  const rows = await db.query<readonly [readonly { readonly out_of_system: boolean }[], number]>(
    `UPDATE holds SET state = $3 WHERE id = $1 AND menu_id = $2 AND state = 'ACTIVE' RETURNING out_of_system`,
    [holdId, menuId, to],
  );
  return rows[0][0]?.out_of_system ?? null;
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
  const { ledger } = await loadLedger(db, taking.menuId, true);
  const outOfSystem = await closeHold(db, taking.menuId, holdId, 'CONFIRMED');
  if (outOfSystem === null) return null;
  return occupy(db, taking, confirm(ledger, outOfSystem), outOfSystem);
}

/** Takes a place at once, without a hold before it. */
export async function takePlace(
  db: EntityManager,
  taking: Taking,
  outOfSystem: boolean,
): Promise<{ readonly version: number; readonly reason: HoldRefusal | null }> {
  const { ledger } = await loadLedger(db, taking.menuId, true);
  const answer = reserve(ledger, outOfSystem);
  if (!answer.granted) return { version: ledger.version, reason: answer.reason };
  const { version } = await occupy(db, taking, confirm(answer.ledger, outOfSystem), outOfSystem);
  return { version, reason: null };
}

async function occupy(
  db: EntityManager,
  taking: Taking,
  ledger: Ledger,
  outOfSystem: boolean,
): Promise<{ version: number }> {
  await db.query(
    `INSERT INTO places (id, menu_id, placement_id, out_of_system, confirmed_at) VALUES ($1, $2, $3, $4, $5)`,
    [taking.placeId, taking.menuId, taking.placementId, outOfSystem, stampAfterReport(ledger, taking.now)],
  );
  await saveCounts(db, taking.menuId, ledger, 1);
  return { version: ledger.version };
}

/** The place of a placement is free again. Nothing happens where it was given back before. */
export async function endPlace(db: EntityManager, menuId: string, placeId: string, now: Date): Promise<void> {
  const { ledger } = await loadLedger(db, menuId, true);
  const rows = await db.query<readonly [readonly { readonly out_of_system: boolean }[], number]>(
    'UPDATE places SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING out_of_system',
    [placeId, stampAfterReport(ledger, now)],
  );
  const place = rows[0][0];
  if (place) await saveCounts(db, menuId, end(ledger, place.out_of_system), -1);
}

/** Takes in a report where it is newer. Null = it was not. */
export async function takeReport(
  db: EntityManager,
  menuId: string,
  report: Report,
): Promise<{ readonly ledger: Ledger; readonly overCommitted: boolean } | null> {
  await openLedger(db, menuId);
  const { ledger } = await loadLedger(db, menuId, true);
  const next = applyReport(ledger, report, await countSince(db, menuId, report.reportedAt));
  if (next === null) return null;
  await saveReport(db, menuId, next, report);
  return { ledger: next, overCommitted: isOverCommitted(next) };
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
