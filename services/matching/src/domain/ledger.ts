import { type CapacityView } from './capacity-view';

/**
 * The places of one menu. Free = total − used − active holds − placements confirmed after the report
 * + own placements ended after it (`used` includes ours as of the report). Out-of-system places count
 * likewise and lie inside the total. Every change is one version; a refusal names the version it rests on.
 */
export interface Ledger {
  readonly version: number;
  /** Null = the organisation has never reported: nothing can be held. */
  readonly report: Report | null;
  readonly all: Counts;
  readonly outOfSystem: Counts;
}

/** What an organisation reported. `used` above `total` is accepted: over capacity. */
export interface Report {
  readonly total: number;
  readonly used: number;
  readonly outOfSystem: { readonly slots: number; readonly used: number } | null;
  /** ISO instant. */
  readonly reportedAt: string;
  /** Community's version of the report; an older one never replaces a newer one. */
  readonly version: number;
}

export interface Counts {
  /** Active holds. */
  readonly held: number;
  /** Own placements confirmed since the report. */
  readonly added: number;
  /** Own placements ended since the report. */
  readonly freed: number;
}

/** Own placements before and after a new report, counted from the places themselves. */
export type Since = Readonly<Record<'all' | 'outOfSystem', Pick<Counts, 'added' | 'freed'>>>;

export type HoldRefusal = 'full' | 'no-out-of-system-place' | 'not-reported';

export type Reservation =
  { readonly granted: true; readonly ledger: Ledger } | { readonly granted: false; readonly reason: HoldRefusal };

const NO_COUNTS: Counts = { held: 0, added: 0, freed: 0 };
export const EMPTY_LEDGER: Ledger = { version: 0, report: null, all: NO_COUNTS, outOfSystem: NO_COUNTS };

const taken = ({ held, added, freed }: Counts): number => held + added - freed;

/** Places that can still be promised; below zero = over-committed; null = never reported. */
export function freePlacesOf({ report, all }: Ledger): number | null {
  return report === null ? null : report.total - report.used - taken(all);
}

/** Free places for people outside the scheme; null = the menu has none such or never reported. */
export function freeOutOfSystemOf({ report, outOfSystem }: Ledger): number | null {
  if (report?.outOfSystem == null) return null;
  return report.outOfSystem.slots - report.outOfSystem.used - taken(outOfSystem);
}

/** Places that are taken or promised, by whomever. */
export function promisedOf({ report, all }: Ledger): number {
  return (report?.used ?? 0) + taken(all);
}

/** More is promised than there are places, and part of it by us. Full by the host's own people is just full. */
export function isOverCommitted(ledger: Ledger): boolean {
  const free = freePlacesOf(ledger);
  return free !== null && free < 0 && ledger.all.held + ledger.all.added > 0;
}

/** Takes a place on hold where one is free; an out-of-system place needs a free slot of its own and a free place. */
export function reserve(ledger: Ledger, outOfSystem: boolean): Reservation {
  const free = freePlacesOf(ledger);
  if (free === null) return { granted: false, reason: 'not-reported' };
  if (free <= 0) return { granted: false, reason: 'full' };
  if (outOfSystem && (freeOutOfSystemOf(ledger) ?? 0) <= 0) return { granted: false, reason: 'no-out-of-system-place' };
  return { granted: true, ledger: moved(ledger, outOfSystem, { held: 1 }) };
}

/** An active hold becomes a placement. Never refused: the place was promised. */
export function confirm(ledger: Ledger, outOfSystem: boolean): Ledger {
  return moved(ledger, outOfSystem, { held: -1, added: 1 });
}

/** An active hold is given back or has lapsed. */
export function release(ledger: Ledger, outOfSystem: boolean): Ledger {
  return moved(ledger, outOfSystem, { held: -1 });
}

/** A placement ended: its place is free again. */
export function end(ledger: Ledger, outOfSystem: boolean): Ledger {
  return moved(ledger, outOfSystem, { freed: 1 });
}

/** A newer report. Nothing promised disappears, also where the total is now too small. Null = older than what is known. */
export function applyReport(ledger: Ledger, report: Report, since: Since): Ledger | null {
  if (ledger.report !== null && report.version <= ledger.report.version) return null;
  return {
    version: ledger.version + 1,
    report,
    all: { ...since.all, held: ledger.all.held },
    outOfSystem: { ...since.outOfSystem, held: ledger.outOfSystem.held },
  };
}

/** When a placement counts as begun or ended: never before the report, whatever the clocks of others say. */
export function stampAfterReport({ report }: Ledger, now: Date): Date {
  const reported = report === null ? Number.NEGATIVE_INFINITY : Date.parse(report.reportedAt);
  return reported >= now.getTime() ? new Date(reported + 1) : now;
}

/** What ranking reads of it. */
export function capacityViewOf(ledger: Ledger): CapacityView {
  const { report, all, outOfSystem } = ledger;
  return {
    total: report?.total ?? null,
    used: report === null ? null : report.used + all.added - all.freed,
    held: all.held,
    outOfSystem:
      report?.outOfSystem == null
        ? null
        : {
            slots: report.outOfSystem.slots,
            used: report.outOfSystem.used + outOfSystem.added - outOfSystem.freed,
            held: outOfSystem.held,
          },
    reportedAt: report?.reportedAt ?? null,
    overCommitted: isOverCommitted(ledger),
  };
}

function moved(ledger: Ledger, outOfSystem: boolean, by: Partial<Counts>): Ledger {
  return {
    ...ledger,
    version: ledger.version + 1,
    all: plus(ledger.all, by),
    outOfSystem: outOfSystem ? plus(ledger.outOfSystem, by) : ledger.outOfSystem,
  };
}

function plus(counts: Counts, by: Partial<Counts>): Counts {
  return {
    held: counts.held + (by.held ?? 0),
    added: counts.added + (by.added ?? 0),
    freed: counts.freed + (by.freed ?? 0),
  };
}
