import { type Actor, daysBetween, isCalendarDay, localDay, Machine, startOfLocalDay } from '#libs/kernel';
import table from './availability.machine.json';
import { inFuture } from './resource';
import { type CommunitySettings } from './settings';

export const AVAILABILITY = new Machine(table);

export type Freshness = 'FRESH' | 'AGING' | 'STALE';

export interface OutOfSystemPlaces {
  readonly slots: number;
  readonly used: number;
}

export interface PlacesReport {
  readonly total: number;
  /** Includes out-of-system use. */
  readonly used: number;
  readonly outOfSystem: OutOfSystemPlaces | null;
}

/** What is known now: the state of the machine and when it was reported. */
export interface Known {
  readonly state: string;
  readonly reportedAt: Date;
}

/** When a report counts from; a day means its first moment in the municipality's zone. */
export function reportMoment(reportedAt: string): number {
  return isCalendarDay(reportedAt) ? startOfLocalDay(reportedAt).getTime() : Date.parse(reportedAt);
}

/** 422 `availability.future`. */
export function refuseFutureReport(moment: Date, now: Date): void {
  if (moment.getTime() > now.getTime()) throw inFuture('availability.future', 'reportedAt');
}

/** A report that is not newer than the last is acknowledged and changes nothing. */
export function isNews(known: Known | null, moment: Date): boolean {
  return known === null || moment.getTime() > known.reportedAt.getTime();
}

/**
 * State after a report of that moment. The machine takes every report to FRESH; one that is old already
 * ages at once, by the machine's own steps. `clerk` is SYSTEM.
 */
export function afterReport(
  known: Known | null,
  moment: Date,
  today: string,
  actors: { readonly reporter: Actor; readonly clerk: Actor },
  settings: CommunitySettings,
): Freshness {
  const fresh = AVAILABILITY.next(known?.state ?? 'FRESH', 'report', actors.reporter);
  return aged({ state: fresh, reportedAt: moment }, today, actors.clerk, settings);
}

/** State as of today: steps `age` and `stale` as far as the days have passed. */
export function aged(known: Known, today: string, clerk: Actor, settings: CommunitySettings): Freshness {
  const days = daysBetween(localDay(known.reportedAt), today);
  let state = known.state;
  if (state === 'FRESH' && days > settings.availabilityAgingDays) state = AVAILABILITY.next(state, 'age', clerk);
  if (state === 'AGING' && days > settings.availabilityStaleDays) state = AVAILABILITY.next(state, 'stale', clerk);
  return state as Freshness;
}

/**
 * The coordinator writes down what an organisation says on the phone: its word, so its editor's role.
 * Whoever may not act for the organisation never gets here.
 */
export function asReporter(actor: Actor): Actor {
  if (!actor.roles.includes('COMMUNITY_COORDINATOR')) return actor;
  return { ...actor, roles: [...actor.roles, 'REGISTRY_EDITOR'] };
}

export function isOverCapacity({ total, used }: PlacesReport): boolean {
  return used > total;
}

/** Out-of-system use beyond its own places, or beyond all use it is a part of. Accepted, and shown. */
export function isOutOfSystemOver({ used, outOfSystem }: PlacesReport): boolean {
  return outOfSystem !== null && (outOfSystem.used > outOfSystem.slots || outOfSystem.used > used);
}
