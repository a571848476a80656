import type { DatedSession } from '../menu-details';
import type { OpeningHours } from '../resource-description';
import { type HsdsObject, type IdOf, said } from './hsds-values';

type Span = NonNullable<OpeningHours['weekly']>[number];

const BYDAY: Readonly<Record<Span['day'], string>> = {
  mon: 'MO',
  tue: 'TU',
  wed: 'WE',
  thu: 'TH',
  fri: 'FR',
  sat: 'SA',
  sun: 'SU',
};
const DAYS = Object.keys(BYDAY);
/** Hours from UTC; Japan has no summer time. */
const ZONE = 9;
const clock = (time: string): string => `${time}+09:00`;

/** On whom a schedule hangs. */
export interface ScheduleOwner {
  readonly column: 'service_id' | 'location_id';
  readonly id: string;
}

/** RFC 5545: days with the same times share one rule. */
export function weeklySchedules(spans: readonly Span[], owner: ScheduleOwner, idOf: IdOf): readonly HsdsObject[] {
  const byTimes = new Map<string, Span[]>();
  for (const span of spans) {
    const times = `${span.from}-${span.to}`;
    byTimes.set(times, [...(byTimes.get(times) ?? []), span]);
  }
  return [...byTimes].map(([times, [first, ...others]]) => {
    const days = [...new Set([first, ...others].map((span) => span?.day ?? ''))];
    return {
      id: idOf('schedule', owner.id, times),
      [owner.column]: owner.id,
      timezone: ZONE,
      wkst: 'MO',
      freq: 'WEEKLY',
      interval: 1,
      byday: days
        .sort((one, other) => DAYS.indexOf(one) - DAYS.indexOf(other))
        .map((day) => BYDAY[day as Span['day']])
        .join(','),
      opens_at: clock(first?.from ?? ''),
      closes_at: clock(first?.to ?? ''),
    };
  });
}

/** What does not fit in a week is words. */
export function hoursOf(hours: OpeningHours | null, owner: ScheduleOwner, idOf: IdOf): readonly HsdsObject[] {
  const weekly = weeklySchedules(hours?.weekly ?? [], owner, idOf);
  const note = hours?.note ?? null;
  if (note === null) return weekly;
  return [...weekly, { id: idOf('schedule', owner.id, 'note'), [owner.column]: owner.id, description: note }];
}

export const datedSchedules = (
  sessions: readonly DatedSession[],
  owner: ScheduleOwner,
  idOf: IdOf,
): readonly HsdsObject[] =>
  sessions.map(({ on, from, to, note }, at) =>
    said({
      id: idOf('schedule', owner.id, on, String(at)),
      [owner.column]: owner.id,
      valid_from: on,
      valid_to: on,
      dtstart: on,
      timezone: ZONE,
      count: 1,
      opens_at: clock(from),
      closes_at: clock(to),
      description: note,
    }),
  );
