/** What one place is for: one person, or a whole party that comes together. */
export type Unit = 'person' | 'family';

/**
 * The places of one menu, or of one weekly session of it. Free = total − used − active holds − placements
 * confirmed after the report + own placements ended after it (`used` includes ours as of the report).
 * Out-of-system places count likewise and lie inside the total. Every change is one version; a refusal names
 * the version it rests on.
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
  readonly unit: Unit;
  /** The menu counts its places otherwise now: what is promised here stays, and nothing more is taken. */
  readonly closed: boolean;
  /** ISO instant. */
  readonly reportedAt: string;
  /** Community's version of the report; an older one never replaces a newer one. */
  readonly version: number;
}

/** In places of the report's unit. */
export interface Counts {
  /** Active holds. */
  readonly held: number;
  /** Own placements confirmed since the report. */
  readonly added: number;
  /** Own placements ended since the report. */
  readonly freed: number;
}

/** Own holds and placements before and after a new report, counted from themselves and in its unit. */
export type Recount = Readonly<Record<'all' | 'outOfSystem', Counts>>;

/** Who comes: people together, the person included. */
export interface Party {
  readonly party: number;
  readonly outOfSystem: boolean;
}

export type HoldRefusal = 'full' | 'no-out-of-system-place' | 'not-reported' | 'no-such-session';

export type Reservation =
  { readonly granted: true; readonly ledger: Ledger } | { readonly granted: false; readonly reason: HoldRefusal };

const NO_COUNTS: Counts = { held: 0, added: 0, freed: 0 };
export const EMPTY_LEDGER: Ledger = { version: 0, report: null, all: NO_COUNTS, outOfSystem: NO_COUNTS };

const taken = ({ held, added, freed }: Counts): number => held + added - freed;

/** A family takes one place; people take one each. */
export const placesFor = (unit: Unit, party: number): number => (unit === 'family' ? 1 : party);

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

/** Holds places for a party where there are enough; out-of-system places must be free for themselves and in all. */
export function reserve(ledger: Ledger, { party, outOfSystem }: Party): Reservation {
  const { report } = ledger;
  const free = freePlacesOf(ledger);
  if (report === null || free === null) return { granted: false, reason: 'not-reported' };
  if (report.closed) return { granted: false, reason: 'no-such-session' };
  const places = placesFor(report.unit, party);
  if (free < places) return { granted: false, reason: 'full' };
  const enough = !outOfSystem || (freeOutOfSystemOf(ledger) ?? 0) >= places;
  if (!enough) return { granted: false, reason: 'no-out-of-system-place' };
  return { granted: true, ledger: moved(ledger, { party, outOfSystem }, { held: 1 }) };
}

/** An active hold becomes a placement. Never refused: the place was promised. */
export function confirm(ledger: Ledger, who: Party): Ledger {
  return moved(ledger, who, { held: -1, added: 1 });
}

/** An active hold is given back or has lapsed. */
export function release(ledger: Ledger, who: Party): Ledger {
  return moved(ledger, who, { held: -1 });
}

/** A placement ended: its places are free again. */
export function end(ledger: Ledger, who: Party): Ledger {
  return moved(ledger, who, { freed: 1 });
}

/** A newer report. Nothing promised disappears, also where the total is now too small. Null = older than what is known. */
export function applyReport(ledger: Ledger, report: Report, recount: Recount): Ledger | null {
  if (ledger.report !== null && report.version <= ledger.report.version) return null;
  return { version: ledger.version + 1, report, all: recount.all, outOfSystem: recount.outOfSystem };
}

/** When a placement counts as begun or ended: never before the report, whatever the clocks of others say. */
export function stampAfterReport({ report }: Ledger, now: Date): Date {
  const reported = report === null ? Number.NEGATIVE_INFINITY : Date.parse(report.reportedAt);
  return reported >= now.getTime() ? new Date(reported + 1) : now;
}

function moved(ledger: Ledger, { party, outOfSystem }: Party, by: Partial<Counts>): Ledger {
  const places = placesFor(ledger.report?.unit ?? 'person', party);
  return {
    ...ledger,
    version: ledger.version + 1,
    all: plus(ledger.all, by, places),
    outOfSystem: outOfSystem ? plus(ledger.outOfSystem, by, places) : ledger.outOfSystem,
  };
}

function plus(counts: Counts, by: Partial<Counts>, places: number): Counts {
  return {
    held: counts.held + (by.held ?? 0) * places,
    added: counts.added + (by.added ?? 0) * places,
    freed: counts.freed + (by.freed ?? 0) * places,
  };
}
