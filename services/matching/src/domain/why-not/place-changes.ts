import { type ExclusionCode } from '../eligibility';
import { type Pair } from '../judge';
import { type WeeklyWindow } from '../windows';
import { type Change, change, type Spot } from './change';
import { type Column, freeOf, placesMissing, placesNeeded, roomiest } from './places';
import { leastWidening, sessionsMissing, suits, type Times, timeWithin } from './weekly-times';

const spot = ({ day, from, to }: WeeklyWindow, end: Spot['end'] = null): Spot => ({ day, from, to, end });

/** The session whose places are counted; where the report names none that suits, one of the timetable or of the person's. */
function countedSession({ menu, need, capacity }: Pair, best: WeeklyWindow | null): Spot | null {
  if (capacity?.sessions == null) return null;
  const inTable = menu.sessions?.find((session) => suits(session, need.windows));
  return spot(best ?? inTable ?? timeWithin(need.windows));
}

function missing(pair: Pair, column: Column): { readonly amount: number; readonly at: Spot | null } {
  const amount = Math.max(1, placesMissing(pair, column) ?? placesNeeded(pair));
  return { amount, at: countedSession(pair, roomiest(pair, column)) };
}

/** Over-committed with an open number: one more place, since nothing says how many are missing. */
export function morePlaces(pair: Pair): Change {
  const isOpenNumber = pair.capacity?.sessions == null && freeOf(pair.capacity) === null;
  return change('CAPACITY_FULL', 'more_places', isOpenNumber ? {} : missing(pair, 'free'));
}

export function moreOutOfSystemPlaces(pair: Pair): Change {
  return change('OUT_OF_SYSTEM_SLOTS_NONE', 'more_out_of_system_places', missing(pair, 'outOfSystemFree'));
}

/** The host's yes to use outside the scheme, with the places that are missing for it. Attendance at a clinic is no question of the scheme. */
export function acceptance(pair: Pair): Change | null {
  const { menu, profile } = pair;
  const rule: ExclusionCode = 'ELIGIBILITY_STATUTORY';
  if (menu.targets?.medicalAttendance === true && profile.medicalAttendance === false) return null;
  if (menu.eligibility?.basis !== 'statutory') return change(rule, 'confirm_eligibility', {});
  const short = placesMissing(pair, 'outOfSystemFree');
  if (short !== null && short <= 0) return change(rule, 'accept_out_of_system', {});
  return change(rule, 'accept_out_of_system_places', missing(pair, 'outOfSystemFree'));
}

function widening(
  code: 'widen_window' | 'widen_session',
  times: Times,
  isEnough: (wider: Times) => boolean,
): readonly Change[] {
  const least = leastWidening(times, isEnough);
  if (least === null) return [];
  const at = spot(least.time, least.end);
  return [change('SCHEDULE_NO_OVERLAP', code, { amount: least.halfHours, at })];
}

/** Half hours first; where they do not reach, another time at which the place is open; else more sessions of the place. */
export function moreTime({ need, menu }: Pair): readonly Change[] {
  const sessions = menu.sessions ?? [];
  const windows = need.windows ?? [];
  const wider = [
    ...widening('widen_window', windows, (times) => sessionsMissing(need, sessions, times) <= 0),
    ...widening('widen_session', sessions, (times) => sessionsMissing(need, times, windows) <= 0),
  ];
  if (wider.length > 0) return wider;
  const other = sessions.find((session) => sessionsMissing(need, sessions, [...windows, session]) <= 0);
  if (other !== undefined) return [change('SCHEDULE_NO_OVERLAP', 'another_time', { at: spot(other) })];
  const amount = sessionsMissing(need, sessions, windows);
  return [change('SCHEDULE_NO_OVERLAP', 'more_sessions', { amount, at: spot(timeWithin(windows)) })];
}

/** What a list lacks of what is required. */
export function lacking(required: readonly string[] | null, offered: readonly string[] | null): readonly string[] {
  return [...new Set(required ?? [])].filter((code) => offered?.includes(code) !== true);
}

/** A visit settles anew whether and how many a host takes; a pause is the host's own word and is not argued with. */
export function readiness({ menu, settings }: Pair, assessedDaysAgo: number | null): Change | null {
  const { status, current, maxConcurrent } = menu.hostAssessment ?? {};
  if (status === 'paused') return null;
  const isOld = assessedDaysAgo === null || assessedDaysAgo > settings.hostAssessmentMaxAgeDays;
  if (isOld || !CARRIES.has(status)) return change('HOST_NOT_READY', 'host_visit', {});
  const amount = (current ?? 0) - (maxConcurrent ?? 0) + 1;
  return change('HOST_NOT_READY', 'more_concurrent', { amount });
}

const CARRIES: ReadonlySet<string | null | undefined> = new Set(['ready', 'needs_support']);
