import { type Need } from '../need';
import { sessionsWantedPerWeek, sharesTime, spanOf, type WeeklyWindow, windowsOf } from '../windows';
import { HALF_HOURS_AT_MOST } from './change';

export type Times = readonly WeeklyWindow[];

const DAY = 24 * 60;
const HOUR = 60;
const STEP = 30;

/** Does a readable session share time with the windows? Without a window it does. */
export function suits(session: WeeklyWindow, windows: Times | null): boolean {
  const span = spanOf(session);
  return span !== null && sharesTime(span, windowsOf(windows));
}

/** How many sessions a week are missing; sessions that cannot be read may suit. */
export function sessionsMissing({ minSessions }: Need, sessions: Times, windows: Times | null): number {
  const mayCome = sessions.filter((session) => spanOf(session) === null || suits(session, windows));
  return sessionsWantedPerWeek(minSessions) - mayCome.length;
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * HOUR + Number(clock.slice(3));

function clockOf(minutes: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / HOUR))}:${two(minutes % HOUR)}`;
}

/** A readable weekly time with one end moved outwards by half hours; null where it would pass midnight. */
export function widened(time: WeeklyWindow, end: 'before' | 'after', halfHours: number): WeeklyWindow | null {
  const [from, to] = [minutesOf(time.from), minutesOf(time.to)];
  const moved = end === 'before' ? from - halfHours * STEP : to + halfHours * STEP;
  const farthest = to > from ? DAY : from;
  if (moved < 0 || (end === 'after' && moved > farthest)) return null;
  return end === 'before' ? { ...time, from: clockOf(moved) } : { ...time, to: clockOf(moved) };
}

export interface Widening {
  readonly time: WeeklyWindow;
  readonly end: 'before' | 'after';
  readonly halfHours: number;
}

/** The fewest half hours by which one end of one of `times` has to move until it is enough; null = too many. */
export function leastWidening(times: Times, isEnough: (wider: Times) => boolean): Widening | null {
  for (let halfHours = 1; halfHours <= HALF_HOURS_AT_MOST; halfHours += 1) {
    for (const [index, time] of times.entries()) {
      for (const end of ['before', 'after'] as const) {
        const wider = spanOf(time) === null ? null : widened(time, end, halfHours);
        if (wider !== null && isEnough(times.with(index, wider))) return { time, end, halfHours };
      }
    }
  }
  return null;
}

const ANY_TIME: WeeklyWindow = { day: 'mon', from: '10:00', to: '12:00' };

/** A time at which the person can come. */
export function timeWithin(windows: Times | null): WeeklyWindow {
  return windows?.find((window) => suits(window, windows)) ?? ANY_TIME;
}
