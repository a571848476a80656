import { type Found, type Request, type Wanted } from './engine/found';
import { type WrittenFacts } from './engine/packed-parts';
import { Places } from './engine/places';
import { search } from './engine/search';
import { type KnownLedger, LedgersOfMenus } from './ledgers-of-menus';
import { type JudgedFacts } from './menu-facts';

interface Known {
  readonly places: Places;
  readonly ledgers: LedgersOfMenus;
}

/**
 * What this replica knows of places, municipality by municipality; ranking reads nothing else. Rows of the tables
 * come as their later looks show them: what comes last counts. Facts are kept in the form that ranking needs and
 * no other: whoever shows a place reads its facts from the table.
 */
export class KnownPlaces {
  private readonly tenants = new Map<string, Known>();
  /** Those that learned last: one municipality is read after another. */
  private latest: Places | undefined;

  /** Gives the ids of menus whose facts cannot be read by their marks alone: of them nothing was learned. */
  learnMenus(tenant: string, facts: Iterable<JudgedFacts | WrittenFacts>): readonly string[] {
    const { places } = this.of(tenant);
    if (this.latest !== places) this.latest?.forgetTexts();
    this.latest = places;
    return places.learnMenus(facts);
  }

  learnLedgers(tenant: string, ledgers: Iterable<KnownLedger>): void {
    const known = this.of(tenant);
    for (const ledger of ledgers) {
      const { menuId, view, load } = known.ledgers.learn(ledger);
      known.places.learnCapacity(menuId, view, load);
    }
  }

  /** Judges the places of a municipality for one need. Without a wait, so that the answer is of one moment. */
  search(tenant: string, request: Request, wanted: Wanted): Found {
    return search(this.of(tenant).places, request, wanted);
  }

  /** Menus that are known. */
  size(tenant: string): number {
    return this.of(tenant).places.size;
  }

  has(tenant: string, menuId: string): boolean {
    return this.of(tenant).places.has(menuId);
  }

  private of(tenant: string): Known {
    const have = this.tenants.get(tenant);
    if (have) return have;
    const fresh: Known = { places: new Places(), ledgers: new LedgersOfMenus() };
    this.tenants.set(tenant, fresh);
    return fresh;
  }
}
