import { type CapacityView } from './capacity-view';
import { capacityViewOf, type Ledger } from './ledger';
import { type MenuFacts } from './menu-facts';

/** A ledger as memory sees it. `placed`: own placements that keep a place now. */
export interface KnownLedger {
  readonly menuId: string;
  readonly ledger: Ledger;
  readonly placed: number;
}

interface Known {
  readonly menus: Map<string, MenuFacts>;
  readonly capacity: Map<string, { readonly version: number; readonly view: CapacityView; readonly load: number }>;
  list: readonly MenuFacts[] | null;
  loads: ReadonlyMap<string, number> | null;
}

/**
 * What this replica knows of menus and places, municipality by municipality; ranking reads nothing else.
 * Rows may come again and out of order: the newest version wins.
 */
export class KnownPlaces {
  private readonly tenants = new Map<string, Known>();

  learnMenus(tenant: string, facts: readonly MenuFacts[]): void {
    const known = this.of(tenant);
    for (const menu of facts) {
      const have = known.menus.get(menu.menuId);
      if (have === undefined || have.version <= menu.version) known.menus.set(menu.menuId, menu);
    }
    known.list = null;
    known.loads = null;
  }

  learnLedgers(tenant: string, ledgers: readonly KnownLedger[]): void {
    const known = this.of(tenant);
    for (const { menuId, ledger, placed } of ledgers) {
      const have = known.capacity.get(menuId);
      if (have !== undefined && have.version > ledger.version) continue;
      const load = placed + ledger.all.held;
      known.capacity.set(menuId, { version: ledger.version, view: capacityViewOf(ledger), load });
    }
    known.loads = null;
  }

  menu(tenant: string, menuId: string): MenuFacts | null {
    return this.of(tenant).menus.get(menuId) ?? null;
  }

  /** All menus of a municipality, or those among them that are named; unknown ids are left out. */
  menus(tenant: string, among?: readonly string[]): readonly MenuFacts[] {
    const known = this.of(tenant);
    if (among === undefined) return (known.list ??= [...known.menus.values()]);
    return [...new Set(among)].flatMap((menuId) => known.menus.get(menuId) ?? []);
  }

  capacityOf(tenant: string, menuId: string): CapacityView | null {
    return this.of(tenant).capacity.get(menuId)?.view ?? null;
  }

  /** People whom an organisation has from us, and those it was asked about. */
  loadOf(tenant: string, orgId: string): number {
    const known = this.of(tenant);
    known.loads ??= loadsOf(known);
    return known.loads.get(orgId) ?? 0;
  }

  private of(tenant: string): Known {
    const have = this.tenants.get(tenant);
    if (have) return have;
    const fresh: Known = { menus: new Map(), capacity: new Map(), list: null, loads: null };
    this.tenants.set(tenant, fresh);
    return fresh;
  }
}

function loadsOf({ menus, capacity }: Known): ReadonlyMap<string, number> {
  const loads = new Map<string, number>();
  for (const [menuId, { load }] of capacity) {
    const orgId = menus.get(menuId)?.orgId;
    if (orgId !== undefined && load > 0) loads.set(orgId, (loads.get(orgId) ?? 0) + load);
  }
  return loads;
}
