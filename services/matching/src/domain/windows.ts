/** A span that repeats every week, local time (Asia/Tokyo). `24:00` is the end of the day. */
export interface WeeklyWindow {
  /** `mon` … `sun`. */
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

/** At least `count` sessions in a week or month. */
export interface MinSessions {
  readonly count: number | null;
  readonly per: string | null;
}

/** Minutes since Monday 00:00; `to` lies past the end of the week when Sunday night runs into Monday. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** A week's windows made ready once per request; null = no limit. */
export type Windows = readonly Span[] | null;

export type ScheduleVerdict = 'fits' | 'misses' | 'unknown';

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const ZERO = '0'.charCodeAt(0);
/** Every month has at least four of each weekday. */
const WEEKS_PER_MONTH = 4;
const START_OF: ReadonlyMap<string, number> = new Map(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day, index) => [day, index * DAY]),
);

/** Two decimal digits at `at`; NaN for anything else. Thousands of times a request, hence no pattern. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function minutesOf(clock: string | null): number | null {
  if (clock?.length !== 'HH:MM'.length || clock[2] !== ':') return null;
  const minutes = twoDigits(clock, 3);
  const ofDay = twoDigits(clock, 0) * 60 + minutes;
  return minutes < 60 && ofDay <= DAY ? ofDay : null;
}

/** An end that is not after the start belongs to the next day (night shelters). Null when unreadable. */
function spanOf(window: WeeklyWindow): Span | null {
  const day = START_OF.get(window.day);
  const from = minutesOf(window.from);
  const to = minutesOf(window.to);
  if (day === undefined || from === null || to === null) return null;
  return { from: day + from, to: day + (to > from ? to : to + DAY) };
}

function overlap(a: Span, b: Span): boolean {
  return [0, WEEK, -WEEK].some((shift) => a.from + shift < b.to && b.from < a.to + shift);
}

/** Null and an empty list mean no limit: nobody is free at no time at all. Unreadable windows limit nothing. */
export function windowsOf(windows: readonly WeeklyWindow[] | null): Windows {
  const spans = (windows ?? []).map(spanOf).filter((span) => span !== null);
  return spans.length === 0 ? null : spans;
}

/** How many sessions a week are enough; without a wish one is. */
export function sessionsWantedPerWeek(min: MinSessions | null): number {
  const count = min?.count ?? 1;
  return Math.max(1, min?.per === 'month' ? Math.ceil(count / WEEKS_PER_MONTH) : count);
}

/** Sessions that share time with a window, and sessions that cannot be read. */
function countSessions(sessions: readonly WeeklyWindow[], windows: Windows): { inside: number; unreadable: number } {
  let inside = 0;
  let unreadable = 0;
  for (const session of sessions) {
    const span = spanOf(session);
    if (span === null) unreadable += 1;
    else if (windows === null || windows.some((window) => overlap(span, window))) inside += 1;
  }
  return { inside, unreadable };
}

/**
 * Whether enough weekly sessions share time with the person's windows. A session that only touches a window
 * does not. A place that opens on demand always fits; sessions that cannot be read may fit, so they are asked about.
 */
export function scheduleVerdict(
  sessions: readonly WeeklyWindow[] | null,
  onDemand: boolean | null,
  windows: Windows,
  wanted: number,
): ScheduleVerdict {
  if (onDemand === true) return 'fits';
  if (sessions == null || (sessions.length === 0 && onDemand == null)) return 'unknown';
  const { inside, unreadable } = countSessions(sessions, windows);
  if (inside >= wanted) return 'fits';
  return inside + unreadable >= wanted ? 'unknown' : 'misses';
}
