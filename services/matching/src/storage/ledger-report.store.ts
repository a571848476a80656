import type { EntityManager } from 'typeorm';
import { applyReport, type Ledger, type Report, type Unit } from '../domain/ledger';
import { loadLedgers, openLedgers, recount, saveCounts, saveReport, type StoredLedger } from './ledger.rows';

/** Places of one session, or of all of them together. */
export interface ReportedPlaces {
  /** Empty = all together. */
  readonly session: string;
  readonly total: number;
  readonly used: number;
  readonly outOfSystem: { readonly slots: number; readonly used: number } | null;
}

/** A whole report of a menu. */
export interface MenuReport {
  readonly menuId: string;
  readonly unit: Unit;
  /** One for the menu, or one a session. */
  readonly places: readonly ReportedPlaces[];
  readonly reportedAt: string;
  readonly version: number;
}

/** Takes in a report where it is newer; the ledgers after it. Null = it was not. */
export async function takeReport(db: EntityManager, report: MenuReport): Promise<readonly StoredLedger[] | null> {
  const { menuId, places } = report;
  await openLedgers(
    db,
    menuId,
    places.map(({ session }) => session),
  );
  const ledgers = await loadLedgers(db, menuId, true);
  if (ledgers.some(({ ledger }) => (ledger.report?.version ?? 0) >= report.version)) return null;
  const taken: StoredLedger[] = [];
  for (const stored of ledgers) taken.push(await takeInto(db, stored, reportFor(stored.session, report)));
  await saveCounts(
    db,
    taken.map(({ session, ledger }) => ({ menuId, session, ledger })),
  );
  return taken;
}

/** What a report says of a session; one that it does not name takes nothing more and keeps what is promised. */
function reportFor(session: string, { unit, places, reportedAt, version }: MenuReport): Report {
  const named = places.find((one) => one.session === session);
  const { total, used, outOfSystem } = named ?? { total: 0, used: 0, outOfSystem: null };
  return { total, used, outOfSystem, unit, closed: named === undefined, reportedAt, version };
}

async function takeInto(db: EntityManager, stored: StoredLedger, report: Report): Promise<StoredLedger> {
  const { counts, placed } = await recount(db, stored, report);
  const ledger: Ledger | null = applyReport(stored.ledger, report, counts);
  if (ledger === null) return stored;
  await saveReport(db, stored, report, placed);
  return { ...stored, ledger, placed };
}

/** Whether community has been told that a menu is over-committed. Kept on the undivided ledger. */
export async function markTold(db: EntityManager, menuId: string, told: boolean): Promise<void> {
  await db.query(`UPDATE capacity_ledgers SET over_told = $2 WHERE menu_id = $1 AND session = ''`, [menuId, told]);
}

/** Menus that community believes over-committed and that have room for all they have promised again. */
export async function menusWithRoomAgain(db: EntityManager, limit: number): Promise<readonly string[]> {
  const rows = await db.query<readonly { readonly menu_id: string }[]>(
    `SELECT menu_id FROM capacity_ledgers told
      WHERE over_told AND NOT EXISTS
        (SELECT 1 FROM capacity_ledgers l WHERE l.menu_id = told.menu_id AND l.over_committed)
      LIMIT $1`,
    [limit],
  );
  return rows.map(({ menu_id }) => menu_id);
}

/** The ledgers of a menu, locked, where community was told that it is over-committed; null where it was not. */
export async function lockTold(db: EntityManager, menuId: string): Promise<readonly StoredLedger[] | null> {
  const ledgers = await loadLedgers(db, menuId, true);
  const rows = await db.query<readonly { readonly over_told: boolean }[]>(
    `SELECT over_told FROM capacity_ledgers WHERE menu_id = $1 AND session = ''`,
    [menuId],
  );
  return rows[0]?.over_told === true ? ledgers : null;
}
