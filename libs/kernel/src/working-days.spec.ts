import { isHoliday, isWorkingDay, nextWorkingDay } from './working-days';

/** 内閣府「国民の祝日」: the days of two years, as published. */
const HOLIDAYS_2026 =
  '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23';
const HOLIDAYS_2025 =
  '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24';

it.each([
  [2025, HOLIDAYS_2025],
  [2026, HOLIDAYS_2026],
])('knows the holidays of %d and no others', (year, published) => {
  const found: string[] = [];
  for (let time = Date.UTC(year, 0, 1); time < Date.UTC(year + 1, 0, 1); time += 86_400_000) {
    const day = new Date(time).toISOString().slice(0, 10);
    if (isHoliday(day)) found.push(day.slice(5));
  }
  expect(found.join(' ')).toBe(published);
});

it.each([
  ['a weekday evening', '2026-11-24', '2026-11-25'],
  ['a Friday', '2026-11-13', '2026-11-16'],
  ['a Friday before a Monday holiday', '2026-11-20', '2026-11-24'],
  ['three holidays in a row after a weekend', '2026-09-18', '2026-09-24'],
  ['the last day before the year ends', '2026-12-28', '2027-01-04'],
])('waits for the town hall from %s', (_, day, expected) => {
  expect(nextWorkingDay(day)).toBe(expected);
  expect(isWorkingDay(expected)).toBe(true);
});
