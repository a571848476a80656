import { unavailable } from '#libs/kernel';
import { KnownRegistry } from './known-registry';

/** What this replica's search knows of each municipality. Search reads nothing else to find; what it shows comes from the tables. */
export class SearchMemory {
  private readonly registries = new Map<string, KnownRegistry>();
  private readonly full = new Set<string>();

  of(tenant: string): KnownRegistry {
    const known = this.registries.get(tenant);
    if (known !== undefined) return known;
    const fresh = new KnownRegistry();
    this.registries.set(tenant, fresh);
    return fresh;
  }

  /** Its first reading is over. */
  seen(tenant: string): void {
    this.full.add(tenant);
  }

  /** 503 `search.not-ready`. */
  ready(tenant: string): KnownRegistry {
    if (!this.full.has(tenant)) throw unavailable('search.not-ready', 'The registry is still being read.');
    return this.of(tenant);
  }
}
