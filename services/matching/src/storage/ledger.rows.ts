import type { EntityManager } from 'typeorm';
import { EMPTY_LEDGER, isOverCommitted, type Ledger, type Report, type Since } from '../domain/ledger';

/** A row of `capacity_ledgers` as SQL gives it. */
export interface LedgerRow {
  readonly menu_id: string;
  readonly version: number;
  readonly total: number | null;
  readonly used: number | null;
  readonly oos_slots: number | null;
  readonly oos_used: number | null;
  readonly reported_at: Date | null;
  readonly report_version: number | null;
  readonly held: number;
  readonly added: number;
  readonly freed: number;
  readonly oos_held: number;
  readonly oos_added: number;
  readonly oos_freed: number;
  readonly placed: number;
}

export const LEDGER_COLUMNS =
  'menu_id, version, total, used, oos_slots, oos_used, reported_at, report_version, held, added, freed, oos_held, oos_added, oos_freed, placed';

export function ledgerOf(row: LedgerRow): Ledger {
  const { total, used, oos_slots: slots, oos_used: oosUsed, reported_at: reportedAt, report_version: version } = row;
  const reported = total !== null && used !== null && reportedAt !== null && version !== null;
  return {
    version: row.version,
    report: reported
      ? {
          total,
          used,
          outOfSystem: slots === null || oosUsed === null ? null : { slots, used: oosUsed },
          reportedAt: reportedAt.toISOString(),
          version,
        }
      : null,
    all: { held: row.held, added: row.added, freed: row.freed },
    outOfSystem: { held: row.oos_held, added: row.oos_added, freed: row.oos_freed },
  };
}

/** A ledger and how many own placements keep a place in it now. */
export interface StoredLedger {
  readonly ledger: Ledger;
  readonly placed: number;
}

/** With `lock` nobody else changes it until the commit. An unknown menu has an empty ledger at version 0. */
export async function loadLedger(db: EntityManager, menuId: string, lock: boolean): Promise<StoredLedger> {
  const rows = await db.query<readonly LedgerRow[]>(
    `SELECT ${LEDGER_COLUMNS} FROM capacity_ledgers WHERE menu_id = $1${lock ? ' FOR UPDATE' : ''}`,
    [menuId],
  );
  const row = rows[0];
  return row ? { ledger: ledgerOf(row), placed: row.placed } : { ledger: EMPTY_LEDGER, placed: 0 };
}

/** Makes sure that there is a row to lock. */
export async function openLedger(db: EntityManager, menuId: string): Promise<void> {
  await db.query('INSERT INTO capacity_ledgers (menu_id, version) VALUES ($1, 0) ON CONFLICT DO NOTHING', [menuId]);
}

/** Writes the counters of a locked ledger. `placed`: change of own placements that keep a place. */
export async function saveCounts(db: EntityManager, menuId: string, ledger: Ledger, placed = 0): Promise<void> {
  const { all, outOfSystem } = ledger;
  await db.query(
    `UPDATE capacity_ledgers SET version = $2, held = $3, added = $4, freed = $5, oos_held = $6, oos_added = $7,
            oos_freed = $8, placed = placed + $9, over_committed = $10
      WHERE menu_id = $1`,
    [
      menuId,
      ledger.version,
      all.held,
      all.added,
      all.freed,
      outOfSystem.held,
      outOfSystem.added,
      outOfSystem.freed,
      placed,
      isOverCommitted(ledger),
    ],
  );
}

/** Writes the report and the counters of a locked ledger. */
export async function saveReport(db: EntityManager, menuId: string, ledger: Ledger, report: Report): Promise<void> {
  const { total, used, outOfSystem, reportedAt, version } = report;
  await db.query(
    `UPDATE capacity_ledgers SET total = $2, used = $3, oos_slots = $4, oos_used = $5, reported_at = $6, report_version = $7
      WHERE menu_id = $1`,
    [menuId, total, used, outOfSystem?.slots ?? null, outOfSystem?.used ?? null, reportedAt, version],
  );
  await saveCounts(db, menuId, ledger);
}

/** Own placements begun and ended after an instant, by the definition and not by counters. */
export async function countSince(db: EntityManager, menuId: string, reportedAt: string): Promise<Since> {
  const rows = await db.query<readonly Pick<LedgerRow, 'added' | 'freed' | 'oos_added' | 'oos_freed'>[]>(
    `SELECT count(*) FILTER (WHERE confirmed_at > $2)::int AS added,
            count(*) FILTER (WHERE ended_at > $2)::int AS freed,
            count(*) FILTER (WHERE confirmed_at > $2 AND out_of_system)::int AS oos_added,
            count(*) FILTER (WHERE ended_at > $2 AND out_of_system)::int AS oos_freed
       FROM places WHERE menu_id = $1`,
    [menuId, reportedAt],
  );
  const row = rows[0] ?? { added: 0, freed: 0, oos_added: 0, oos_freed: 0 };
  return {
    all: { added: row.added, freed: row.freed },
    outOfSystem: { added: row.oos_added, freed: row.oos_freed },
  };
}
