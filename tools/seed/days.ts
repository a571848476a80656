import { addDays, localDay } from '#libs/kernel';

const WEEKS_OF_THE_STORY = 22;

/** The Monday of the week of a local day. */
function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** The Monday on which the city is entered and the story begins; its last scene lies within the week before this one. */
export const firstDay = (now: Date): string => addDays(mondayOf(localDay(now)), -7 * WEEKS_OF_THE_STORY);

/** An instant of a local day in Asia/Tokyo; `time` as `HH:MM`. */
export const momentOf = (day: string, time: string): Date => new Date(`${day}T${time}:00+09:00`);
