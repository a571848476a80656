import type { EntityManager } from 'typeorm';
import { LEDGER_COLUMNS, type LedgerRow, type StoredLedger, storedLedgerOf } from './ledger.rows';

/** Ledgers of menus as a snapshot (`pg_snapshot` as text) shows them, by their menu; none of a menu without a report. */
export async function ledgersAt(
  db: EntityManager,
  snapshot: string,
  menuIds: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredLedger[]>> {
  const rows = await db.query<readonly LedgerRow[]>(
    `SELECT DISTINCT ON (menu_id, session) ${LEDGER_COLUMNS} FROM ledger_versions
      WHERE menu_id = ANY($2::uuid[]) AND pg_visible_in_snapshot(changed_xid, $1::pg_snapshot)
      ORDER BY menu_id, session, seq DESC`,
    [snapshot, menuIds],
  );
  const byMenu = new Map<string, StoredLedger[]>();
  for (const row of rows) {
    const ledger = storedLedgerOf(row);
    const own = byMenu.get(ledger.menuId);
    if (own === undefined) byMenu.set(ledger.menuId, [ledger]);
    else own.push(ledger);
  }
  return byMenu;
}
