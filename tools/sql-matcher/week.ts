import type { WeeklyWindow } from '../../services/matching/src/domain/windows';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 1440;
export const WEEK = 7 * DAY;
const SLOT = 30;
export const SLOTS = WEEK / SLOT;

export type Range = readonly [from: number, to: number];

/** Minutes of the week; null = cannot be read. */
export function rangeOf({ day, from, to }: WeeklyWindow): Range | null {
  const index = DAYS.indexOf(day);
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  if (index < 0 || begin === null || end === null) return null;
  return [index * DAY + begin, index * DAY + (end > begin ? end : end + DAY)];
}

function minutesOf(clock: string | null): number | null {
  const parts = /^(\d\d):([0-5]\d)$/.exec(clock ?? '');
  const minutes = parts === null ? Number.NaN : Number(parts[1]) * 60 + Number(parts[2]);
  return minutes <= DAY ? minutes : null;
}

/** Half-hours of the week that a range touches, as a text of bits. */
export function slotsOf(ranges: readonly Range[]): string {
  const slots = new Uint8Array(SLOTS);
  for (const [from, to] of ranges) {
    for (let slot = Math.floor(from / SLOT); slot * SLOT < to; slot += 1) slots[slot % SLOTS] = 1;
  }
  return slots.join('');
}

/** A range that fills its half-hours shares time with a window exactly where they share a half-hour. */
export const fillsSlots = ([from, to]: Range): boolean => from % SLOT === 0 && to % SLOT === 0;

export const rangeText = ([from, to]: Range): string => `[${from},${to})`;
