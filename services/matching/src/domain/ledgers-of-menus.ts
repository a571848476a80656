import { type CapacityView } from './capacity-view';
import { type Ledger } from './ledger';
import { capacityViewOf } from './ledger-view';

/** A ledger as memory sees it. `placed`: places that own placements keep now. */
export interface KnownLedger {
  readonly menuId: string;
  /** Empty where the menu counts all its places together. */
  readonly session: string;
  readonly ledger: Ledger;
  readonly placed: number;
}

/** What all ledgers of a menu come to. */
export interface Capacity {
  readonly menuId: string;
  readonly view: CapacityView;
  /** People who are there from us, and those it was asked about. */
  readonly load: number;
}

/**
 * Brings the ledgers of each menu together. A menu with one ledger needs no memory; only of those that count
 * session by session, or once did, are the ledgers kept.
 */
export class LedgersOfMenus {
  private readonly kept = new Map<string, Map<string, KnownLedger>>();

  /** The capacity of the ledger's menu now that it says this. */
  learn(ledger: KnownLedger): Capacity {
    return capacityOf(ledger.menuId, this.together(ledger));
  }

  private together(ledger: KnownLedger): readonly KnownLedger[] {
    const known = this.kept.get(ledger.menuId) ?? new Map<string, KnownLedger>();
    const isAlone = ledger.session === '' && ledger.ledger.report?.closed !== true;
    if (known.size === 0 && isAlone) return [ledger];
    this.kept.set(ledger.menuId, known.set(ledger.session, ledger));
    return [...known.values()];
  }
}

function capacityOf(menuId: string, ledgers: readonly KnownLedger[]): Capacity {
  const load = ledgers.reduce((sum, { placed, ledger }) => sum + placed + ledger.all.held, 0);
  return { menuId, view: capacityViewOf(ledgers), load };
}
