import { daysSince } from './local-days';

/** Places for people outside the scheme; a part of the total, counted apart from it. */
export interface OutOfSystemView {
  readonly slots: number | null;
  readonly used: number | null;
  readonly held: number;
}

/** What matching's ledger says of one menu. `used` holds the report and what the ledger added since. */
export interface CapacityView {
  readonly total: number | null;
  readonly used: number | null;
  /** Active holds. */
  readonly held: number;
  readonly outOfSystem: OutOfSystemView | null;
  /** ISO instant or day of the report; null = never reported. */
  readonly reportedAt: string | null;
  /** A report fell below what is committed: no new hold. */
  readonly overCommitted: boolean;
}

/** Free = total − used − held; null where the report leaves a number open. */
function freePlaces(view: CapacityView | null): number | null {
  if (view?.total == null || view.used == null) return null;
  return view.total - view.used - (view.held ?? 0);
}

export function isFull(view: CapacityView | null): boolean {
  if (view?.overCommitted === true) return true;
  const free = freePlaces(view);
  return free !== null && free <= 0;
}

/** A report that is missing, incomplete or too old carries no proposal. */
export function isReportUsable(view: CapacityView | null, today: number, freshnessDays: number): boolean {
  const age = daysSince(view?.reportedAt, today);
  return age !== null && age <= freshnessDays && freePlaces(view) !== null;
}

/** A free seat is not an out-of-system place: only reported, unused and unheld slots count. */
export function hasOutOfSystemSlot(view: CapacityView | null): boolean {
  const places = view?.outOfSystem;
  if (places?.slots == null || places.used == null) return false;
  return places.slots > places.used + (places.held ?? 0);
}
