import type { KnownLedger } from '../domain/known-places';
import type { MenuFacts } from '../domain/menu-facts';
import { LEDGER_COLUMNS, ledgerOf, type LedgerRow } from '../storage/ledger.rows';

/** Which tables the memory of a replica follows, and how their rows read. */
export const FOLLOWED_MENUS = {
  from: { table: 'menus', columns: 'facts' },
  read: (row: unknown): MenuFacts => (row as { readonly facts: MenuFacts }).facts,
};

export const FOLLOWED_LEDGERS = {
  from: { table: 'capacity_ledgers', columns: LEDGER_COLUMNS },
  read: (row: unknown): KnownLedger => {
    const ledger = row as LedgerRow;
    return { menuId: ledger.menu_id, ledger: ledgerOf(ledger), placed: ledger.placed };
  },
};
