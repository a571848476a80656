import fc from 'fast-check';
import { addDays } from './calendar';
import { addWorkingDays, isHoliday, isWorkingDay, nextWorkingDay } from './working-days';

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

const PUBLISHED = new Set([
  ...HOLIDAYS_2025.split(' ').map((day) => `2025-${day}`),
  ...HOLIDAYS_2026.split(' ').map((day) => `2026-${day}`),
]);

/** Day by day with a calendar in the hand: weekends, the published holidays, 29 December to 3 January. */
function countedByHand(day: string, count: number): string {
  let at = new Date(`${day}T00:00:00Z`);
  for (let left = count; left > 0;) {
    at = new Date(at.getTime() + 86_400_000);
    const text = at.toISOString().slice(0, 10);
    const weekend = [0, 6].includes(at.getUTCDay());
    const newYear = text.slice(5) >= '12-29' || text.slice(5) <= '01-03';
    if (!weekend && !newYear && !PUBLISHED.has(text)) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}

describe('adding working days', () => {
  it('agrees with counting by hand, from any day of two years', () => {
    const anyDay = fc.integer({ min: 0, max: 695 }).map((days) => addDays('2025-01-01', days));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 12 }), (day, count) => {
        expect(addWorkingDays(day, count)).toBe(countedByHand(day, count));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['over Golden Week', '2026-04-28', 5, '2026-05-11'],
    ['over the New Year', '2025-12-26', 5, '2026-01-09'],
    ['over three holidays in September', '2026-09-18', 5, '2026-09-30'],
    ['from a Saturday', '2026-06-06', 1, '2026-06-08'],
    ['none at all', '2026-05-03', 0, '2026-05-03'],
  ])('counts %s', (_, day, count, expected) => {
    expect(addWorkingDays(day, count)).toBe(expected);
  });
});
