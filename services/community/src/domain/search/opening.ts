import { isHoliday } from '#libs/kernel';
import type { Closure, OpeningHours } from '../resource-description';

/** A moment in the municipality's zone. */
export interface LocalMoment {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `HH:MM`. */
  readonly time: string;
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const weekdayOf = (day: string): string => DAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

/** Is it open now? Null where nobody has said. */
export function isOpenAt(
  { hours, closures }: { readonly hours: OpeningHours | null; readonly closures: readonly Closure[] | null },
  { day, time }: LocalMoment,
): boolean | null {
  if (closures?.some(({ from, to }) => from <= day && day <= to) === true) return false;
  if (hours?.weekly == null) return null;
  const within = hours.weekly.some((span) => span.day === weekdayOf(day) && span.from <= time && time < span.to);
  if (!within || !isHoliday(day)) return within;
  return hours.holidays === null ? null : hours.holidays === 'open';
}
