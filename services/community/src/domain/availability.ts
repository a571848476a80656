import { type Actor, AppError, daysBetween, isCalendarDay, localDay, Machine, startOfLocalDay } from '#libs/kernel';
import table from './availability.machine.json';
import { inFuture } from './resource';
import { type CommunitySettings } from './settings';

export const AVAILABILITY = new Machine(table);

export type Freshness = 'FRESH' | 'AGING' | 'STALE';

export interface OutOfSystemPlaces {
  readonly slots: number;
  readonly used: number;
}

interface Places {
  readonly total: number;
  /** Includes out-of-system use. */
  readonly used: number;
  readonly outOfSystem: OutOfSystemPlaces | null;
}

type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** The places of one weekly session, local time. */
export interface SessionPlaces extends Places {
  readonly day: Weekday;
  readonly from: string;
  readonly to: string;
}

export interface PlacesReport extends Places {
  /** A family unit takes a whole party as one place. */
  readonly unit: 'person' | 'family';
  /** Null = one capacity for all sessions; otherwise the counts are their sums. */
  readonly sessions: readonly SessionPlaces[] | null;
}

/** A report as it was given. */
export interface GivenReport {
  readonly total?: number | undefined;
  readonly used?: number | undefined;
  readonly outOfSystem?: OutOfSystemPlaces | null | undefined;
  readonly unit?: 'person' | 'family' | undefined;
  readonly sessions?:
    readonly (Omit<SessionPlaces, 'outOfSystem'> & Partial<Pick<Places, 'outOfSystem'>>)[] | null | undefined;
}

/** The whole of a report; 422 `availability.session-twice`, `availability.sums-differ`. */
export function placesOf(given: GivenReport): PlacesReport {
  const unit = given.unit ?? 'person';
  const outOfSystem = slotsOf(given.outOfSystem);
  if (given.sessions == null) {
    return { total: given.total ?? 0, used: given.used ?? 0, outOfSystem, unit, sessions: null };
  }
  const sessions = given.sessions.map(({ day, from, to, total, used, outOfSystem: slots }) => ({
    ...{ day, from, to, total, used },
    outOfSystem: slotsOf(slots),
  }));
  refuseTwice(sessions);
  const sums = sumsOf(sessions);
  refuseOther('total', given.total, sums.total);
  refuseOther('used', given.used, sums.used);
  if (outOfSystem !== null) refuseOtherSlots(outOfSystem, sums.outOfSystem);
  return { ...sums, unit, sessions };
}

function refuseOtherSlots(given: OutOfSystemPlaces, sums: OutOfSystemPlaces | null): void {
  refuseOther('outOfSystem.slots', given.slots, sums?.slots ?? 0);
  refuseOther('outOfSystem.used', given.used, sums?.used ?? 0);
}

const slotsOf = (given: OutOfSystemPlaces | null | undefined): OutOfSystemPlaces | null =>
  given == null ? null : { slots: given.slots, used: given.used };

function sumsOf(sessions: readonly SessionPlaces[]): Places {
  const sum = (of: (one: SessionPlaces) => number): number => sessions.reduce((all, one) => all + of(one), 0);
  const outside = sessions.some(({ outOfSystem }) => outOfSystem !== null);
  return {
    total: sum(({ total }) => total),
    used: sum(({ used }) => used),
    outOfSystem: outside
      ? {
          slots: sum(({ outOfSystem }) => outOfSystem?.slots ?? 0),
          used: sum(({ outOfSystem }) => outOfSystem?.used ?? 0),
        }
      : null,
  };
}

function refuseTwice(sessions: readonly SessionPlaces[]): void {
  const names = sessions.map(({ day, from, to }) => `${day} ${from} ${to}`);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice === -1) return;
  const field = { field: `sessions.${twice}`, rule: 'unique', mend: '同じ曜日・時間の回は一つにまとめてください' };
  throw new AppError('invalid', 'availability.session-twice', 'A session is named twice.', [field], 422);
}

function refuseOther(field: string, given: number | undefined, sum: number): void {
  if (given === undefined || given === sum) return;
  const problem = { field, rule: 'sum', mend: `回ごとの合計は ${sum} です。空欄にするか合計に合わせてください` };
  throw new AppError('invalid', 'availability.sums-differ', `${field} is not the sum of its sessions.`, [problem], 422);
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

/** The newest report of one reporting system that was applied. */
export interface SourceMark {
  readonly version: number;
  readonly reportedAt: Date;
}

/** A report's number in the counting of its system; `mark`: where that counting stands. */
export interface SourceNumber {
  readonly version: number;
  readonly mark: SourceMark | null;
}

/**
 * A report that is not newer than the last is acknowledged and changes nothing. The moment decides, whoever reports;
 * of reports of one system for one moment the number does; a number that was passed already is never news.
 */
export function isNews(known: Known | null, moment: Date, numbered: SourceNumber | null = null): boolean {
  if (isPassed(numbered)) return false;
  if (known === null) return true;
  const ahead = moment.getTime() - known.reportedAt.getTime();
  return ahead > 0 || (ahead === 0 && isOf(numbered, moment));
}

const isPassed = (numbered: SourceNumber | null): boolean =>
  numbered?.mark != null && numbered.version <= numbered.mark.version;

/** Is the last report of this system for this very moment? */
const isOf = (numbered: SourceNumber | null, moment: Date): boolean =>
  numbered?.mark?.reportedAt.getTime() === moment.getTime();

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

export function isOverCapacity({ sessions, ...whole }: PlacesReport): boolean {
  return (sessions ?? [whole]).some(({ total, used }) => used > total);
}

/** Out-of-system use beyond its own places, or beyond all use it is a part of. Accepted, and shown. */
export function isOutOfSystemOver({ sessions, ...whole }: PlacesReport): boolean {
  return (sessions ?? [whole]).some(
    ({ used, outOfSystem }) =>
      outOfSystem !== null && (outOfSystem.used > outOfSystem.slots || outOfSystem.used > used),
  );
}
