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
export interface Span {
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
export function spanOf(window: WeeklyWindow): Span | null {
  const day = START_OF.get(window.day);
  const from = minutesOf(window.from);
  const to = minutesOf(window.to);
  if (day === undefined || from === null || to === null) return null;
  return { from: day + from, to: day + (to > from ? to : to + DAY) };
}

function meets(a: Span, b: Span, shift: number): boolean {
  return a.from + shift < b.to && b.from < a.to + shift;
}

function overlap(a: Span, b: Span): boolean {
  return meets(a, b, 0) || meets(a, b, WEEK) || meets(a, b, -WEEK);
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

/** Whether a session shares time with any window; without a window it does. */
export function sharesTime(session: Span, windows: Windows): boolean {
  return windows === null || windows.some((window) => overlap(session, window));
}

/** The same for a session as it is written down. One that cannot be read shares none. */
export function isWithin(session: WeeklyWindow, windows: Windows): boolean {
  const span = spanOf(session);
  return span !== null && sharesTime(span, windows);
}
