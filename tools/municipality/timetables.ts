import type { WeeklyWindow } from '../../services/matching/src/domain/windows';
import { CATALOG, type Hours } from './catalog';
import type { Chance } from './random';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const WEEKDAYS = DAYS.slice(0, 5);
const WEEKEND = DAYS.slice(5);

/** First and last full hour at which it begins, and how many hours it takes at most. */
const BEGINS: Readonly<Record<Hours, readonly [number, number, number]>> = {
  morning: [8, 10, 3],
  day: [9, 14, 6],
  evening: [15, 19, 3],
  weekend: [9, 15, 5],
  always: [0, 0, 24],
};

/** Minutes of the day as `HH:MM`; 1440 is `24:00`. */
function clockOf(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** One timetable of this sort of place; `step`: minutes to which people round. */
export function timetable(chance: Chance, hours: Hours, step: number): readonly WeeklyWindow[] {
  if (hours === 'always') return DAYS.map((day) => ({ day, from: '00:00', to: '24:00' }));
  const [first, last, most] = BEGINS[hours];
  const steps = 60 / step;
  const from = chance.between(first * steps, last * steps) * step;
  const to = from + chance.between(2 * (steps / 2), most * steps) * step;
  const days = hours === 'weekend' ? chance.some(WEEKEND, 1, 2) : daysOfWeek(chance);
  return days.map((day) => ({ day, from: clockOf(from), to: clockOf(Math.min(to, 24 * 60)) }));
}

/** Once a week is the most frequent; shops and workplaces are there all week. */
function daysOfWeek(chance: Chance): readonly string[] {
  if (chance.yes(0.2)) return WEEKDAYS;
  return chance.some(DAYS, 1, chance.yes(0.6) ? 1 : 3);
}

export type Patterns = Readonly<Record<Hours, readonly (readonly WeeklyWindow[])[]>>;

/** The timetables that repeat all over a municipality. */
export function patternsOf(chance: Chance): Patterns {
  const made = (hours: Hours) => Array.from({ length: CATALOG.patternsPerHours }, () => timetable(chance, hours, 30));
  return {
    morning: made('morning'),
    day: made('day'),
    evening: made('evening'),
    weekend: made('weekend'),
    always: [timetable(chance, 'always', 60), DAYS.map((day) => ({ day, from: '18:00', to: '09:00' }))],
  };
}

/** Times that cannot be read: an import from a sheet says such things. */
export const UNREADABLE: readonly WeeklyWindow[] = [
  { day: '火', from: '10:00', to: '12:00' },
  { day: 'tue', from: '25:00', to: '26:00' },
  { day: 'fri', from: '9:00', to: '12:00' },
];
