import { addDays } from './calendar';
import rules from './data/holidays.json';

const SUNDAY = 0;
const MONDAY = 1;
const SATURDAY = 6;
/** Days by which the equinox comes later each year, and the year from which the formula counts (valid until 2099). */
const EQUINOX_DRIFT = 0.242194;
const EQUINOX_YEAR = 1980;

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const dayOf = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);

function nthMonday(year: number, month: number, week: number): string {
  const first = dayOf(year, month, 1);
  const ahead = (MONDAY - weekdayOf(first) + 7) % 7;
  return addDays(first, ahead + (week - 1) * 7);
}

/** A day that the law names itself (2条). */
function isNamed(day: string): boolean {
  const year = Number(day.slice(0, 4));
  const past = year - EQUINOX_YEAR;
  return (
    rules.fixed.includes(day.slice(5)) ||
    rules.mondays.some(({ month, week }) => nthMonday(year, month, week) === day) ||
    rules.equinoxes.some(
      ({ month, base }) => dayOf(year, month, Math.floor(base + EQUINOX_DRIFT * past) - Math.floor(past / 4)) === day,
    )
  );
}

/** The day after a holiday on a Sunday, or after the holidays that follow it (3条2項). */
function isSubstitute(day: string): boolean {
  for (let before = addDays(day, -1); isNamed(before); before = addDays(before, -1)) {
    if (weekdayOf(before) === SUNDAY) return true;
  }
  return false;
}

/** A national holiday; between two holidays there is none to work (3条3項). */
export function isHoliday(day: string): boolean {
  return isNamed(day) || isSubstitute(day) || (isNamed(addDays(day, -1)) && isNamed(addDays(day, 1)));
}

/** A day on which the town hall is open. */
export function isWorkingDay(day: string): boolean {
  const weekday = weekdayOf(day);
  if (weekday === SUNDAY || weekday === SATURDAY) return false;
  return !isHoliday(day) && !rules.officesClosed.includes(day.slice(5));
}

/** 翌開庁日: the first working day after `day`. */
export function nextWorkingDay(day: string): string {
  let next = addDays(day, 1);
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return next;
}

/** The day that is `count` (0 or more) working days after `day`. */
export function addWorkingDays(day: string, count: number): string {
  let reached = day;
  for (let left = count; left > 0; left -= 1) reached = nextWorkingDay(reached);
  return reached;
}
