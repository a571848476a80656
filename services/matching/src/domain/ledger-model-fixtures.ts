import type { Party, Unit } from './ledger';

export interface ModelReport {
  readonly total: number;
  readonly used: number;
  readonly slots: number | null;
  readonly unit: Unit;
  /** Minute of the model's clock. */
  readonly at: number;
  readonly version: number;
}

/** Knows nothing of counters: lists of holds and placements, and the definition of «free». */
export class LedgerModel {
  minute = 0;
  report: ModelReport | null = null;
  readonly holds: (Party & { readonly id: string })[] = [];
  readonly places: (Party & { readonly id: string; readonly from: number; to: number | null })[] = [];

  free(): number | null {
    return this.report === null ? null : this.report.total - this.report.used - this.taken(this.holds, this.places);
  }

  freeOutOfSystem(): number | null {
    if (this.report?.slots == null) return null;
    const outside = <T extends Party>(list: readonly T[]): readonly T[] => list.filter((one) => one.outOfSystem);
    return this.report.slots - this.taken(outside(this.holds), outside(this.places));
  }

  mayReserve({ party, outOfSystem }: Party): boolean {
    const places = this.placesOf({ party });
    return (this.free() ?? -1) >= places && (!outOfSystem || (this.freeOutOfSystem() ?? -1) >= places);
  }

  /** False where it is not newer than what is known. */
  take(report: ModelReport): boolean {
    if (this.report !== null && report.version <= this.report.version) return false;
    this.report = report;
    return true;
  }

  sum(list: readonly Pick<Party, 'party'>[]): number {
    return list.reduce((all, one) => all + this.placesOf(one), 0);
  }

  private placesOf({ party }: Pick<Party, 'party'>): number {
    return this.report?.unit === 'family' ? 1 : party;
  }

  private taken(
    holds: LedgerModel['holds'] | readonly Party[],
    places: readonly LedgerModel['places'][number][],
  ): number {
    const at = this.report?.at ?? -1;
    const begun = places.filter(({ from }) => from > at);
    const ended = places.filter(({ to }) => to !== null && to > at);
    return this.sum(holds) + this.sum(begun) - this.sum(ended);
  }
}
