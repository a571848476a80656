import type { WeeklyWindow } from '../../services/matching/src/domain/windows';
import type { Pair } from './given';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MINUTES_OF_DAY = 1440;
const MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;
const WEEKS_OF_MONTH = 4;

interface Stretch {
  readonly begin: number;
  readonly end: number;
}

function minuteOf(clock: string): number | null {
  const match = /^(\d\d):(\d\d)$/.exec(clock);
  if (match === null) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) > 59 || minute > MINUTES_OF_DAY ? null : minute;
}

/** Minutes of the week; what ends at or before its beginning ends on the next day. Null = cannot be read. */
function stretchOf({ day, from, to }: WeeklyWindow): Stretch | null {
  const index = WEEK.indexOf(day);
  const begin = minuteOf(from ?? '');
  const end = minuteOf(to ?? '');
  if (index < 0 || begin === null || end === null) return null;
  const midnight = index * MINUTES_OF_DAY;
  return { begin: midnight + begin, end: midnight + (end <= begin ? end + MINUTES_OF_DAY : end) };
}

/** Sharing time; touching is not sharing. A Sunday night runs into Monday. */
function sharesTime(a: Stretch, b: Stretch): boolean {
  for (const week of [-MINUTES_OF_WEEK, 0, MINUTES_OF_WEEK]) {
    if (a.begin < b.end + week && b.begin + week < a.end) return true;
  }
  return false;
}

/** When the person can come; null = any time. A window that cannot be read limits nothing. */
function personsTimes({ need }: Pair): readonly Stretch[] | null {
  const readable = (need.windows ?? []).map(stretchOf).filter((stretch) => stretch !== null);
  return readable.length === 0 ? null : readable;
}

/** True or false where it can be read, null where not. */
export function suits(pair: Pair, session: WeeklyWindow): boolean | null {
  const stretch = stretchOf(session);
  if (stretch === null) return null;
  const times = personsTimes(pair);
  return times === null || times.some((time) => sharesTime(time, stretch));
}

function sessionsWanted({ need }: Pair): number {
  const count = need.minSessions?.count ?? 1;
  const aWeek = need.minSessions?.per === 'month' ? Math.ceil(count / WEEKS_OF_MONTH) : count;
  return aWeek < 1 ? 1 : aWeek;
}

/** Whether there are enough sessions a week in the person's times; null = not known. */
export function fitsTimes(pair: Pair): boolean | null {
  const { sessions, onDemand } = pair.menu;
  if (onDemand === true) return true;
  if (sessions === null || sessions === undefined) return null;
  if (sessions.length === 0 && (onDemand === null || onDemand === undefined)) return null;
  const verdicts = sessions.map((session) => suits(pair, session));
  const good = verdicts.filter((verdict) => verdict === true).length;
  const unreadable = verdicts.filter((verdict) => verdict === null).length;
  if (good >= sessionsWanted(pair)) return true;
  return good + unreadable >= sessionsWanted(pair) ? null : false;
}
