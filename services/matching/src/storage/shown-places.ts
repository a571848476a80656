import type { ReadScope } from '#libs/persistence';
import type { CapacityView } from '../domain/capacity-view';
import { capacityViewOf } from '../domain/ledger-view';
import type { MenuFacts } from '../domain/menu-facts';
import { menusAt } from './copies.store';
import { ledgersAt } from './ledger-history.store';

/** Places that are kept, over all municipalities: those that were shown last. */
const KEPT = 4_096;

/** A place with everything that an answer says of it. */
export interface ShownPlace {
  readonly facts: MenuFacts;
  /** Null = nothing reported. */
  readonly capacity: CapacityView | null;
}

/**
 * The places that an answer shows, as of the very snapshot that was judged. What was shown before and has not
 * changed since is at hand; the rest is read from the kept versions.
 */
export class ShownPlaces {
  private readonly kept = new Map<string, ShownPlace>();
  /** How often something was forgotten: what is read meanwhile may be old. */
  private changes = 0;

  constructor(
    private readonly reads: ReadScope,
    private readonly limit: number = KEPT,
  ) {}

  /** Of these menus something else is in memory from now on. */
  forget(tenant: string, menuIds: readonly string[]): void {
    this.changes += 1;
    if (this.kept.size > 0) for (const menuId of menuIds) this.kept.delete(keyOf(tenant, menuId));
  }

  /** To be called in the same moment in which the snapshot was judged. Unknown menus are left out. */
  async at(tenant: string, snapshot: string, menuIds: readonly string[]): Promise<ReadonlyMap<string, ShownPlace>> {
    const found = new Map<string, ShownPlace>();
    const missing = new Set<string>();
    for (const menuId of menuIds) {
      const place = this.kept.get(keyOf(tenant, menuId));
      if (place) found.set(menuId, place);
      else missing.add(menuId);
    }
    if (missing.size === 0) return found;
    const before = this.changes;
    for (const place of await this.read(tenant, snapshot, [...missing])) {
      found.set(place.facts.menuId, place);
      if (this.changes === before) this.keep(keyOf(tenant, place.facts.menuId), place);
    }
    return found;
  }

  private read(tenant: string, snapshot: string, menuIds: readonly string[]): Promise<readonly ShownPlace[]> {
    return this.reads.run({ tenant }, async ({ db }) => {
      const menus = await menusAt(db, snapshot, menuIds);
      const ledgers = await ledgersAt(db, snapshot, menuIds);
      return menus.map((facts) => {
        const own = ledgers.get(facts.menuId);
        return { facts, capacity: own === undefined ? null : capacityViewOf(own) };
      });
    });
  }

  private keep(key: string, place: ShownPlace): void {
    this.kept.set(key, place);
    if (this.kept.size <= this.limit) return;
    const oldest = this.kept.keys().next();
    if (oldest.done !== true) this.kept.delete(oldest.value);
  }
}

const keyOf = (tenant: string, menuId: string): string => `${tenant} ${menuId}`;
