import { unavailable } from '#libs/kernel';
import type { KnownPlaces } from './known-places';
import { KnownSettings } from './settings';

/**
 * What this replica knows of each municipality, and of which moment: its places and settings are exactly those
 * that one snapshot of the database shows. Ranking reads nothing else; a replay rebuilds it.
 */
export class Memory {
  readonly settings = new KnownSettings();
  private readonly snapshots = new Map<string, string>();

  constructor(readonly places: KnownPlaces) {}

  /** Everything up to this snapshot (`pg_snapshot` as text) is known now. */
  seen(tenant: string, snapshot: string): void {
    this.snapshots.set(tenant, snapshot);
  }

  /** The snapshot that memory shows; refused while a municipality's first reading is not over. */
  snapshotOf(tenant: string): string {
    const snapshot = this.snapshots.get(tenant);
    if (snapshot === undefined) throw unavailable('memory.not-full', 'The places are still being read.');
    return snapshot;
  }
}
