import { isOpenAt } from './opening';

const weekly = [
  { day: 'mon' as const, from: '10:00', to: '12:00' },
  { day: 'sat' as const, from: '13:00', to: '24:00' },
];
const hours = (holidays: 'open' | 'closed' | null) => ({ weekly, holidays, note: null });
const at = (day: string, time: string) => ({ day, time });
/** 2026-11-23 is a Monday and 勤労感謝の日; 2026-11-30 is an ordinary one. */
const HOLIDAY = '2026-11-23';
const MONDAY = '2026-11-30';

it.each([
  [MONDAY, '10:00', true],
  [MONDAY, '11:59', true],
  [MONDAY, '12:00', false],
  [MONDAY, '09:59', false],
  ['2026-11-28', '23:59', true],
  ['2026-11-29', '10:30', false],
])('on %s at %s: %s', (day, time, open) => {
  expect(isOpenAt({ hours: hours(null), closures: null }, at(day, time))).toBe(open);
});

it('asks on a holiday what is done on holidays, and never guesses', () => {
  const ask = (holidays: 'open' | 'closed' | null) =>
    isOpenAt({ hours: hours(holidays), closures: null }, at(HOLIDAY, '10:30'));
  expect([ask('open'), ask('closed'), ask(null)]).toEqual([true, false, null]);
  expect(isOpenAt({ hours: hours('open'), closures: null }, at(HOLIDAY, '09:00'))).toBe(false);
});

it('is closed on the days that were said, both included, and unknown where nothing was', () => {
  const closures = [{ from: MONDAY, to: '2026-12-02', reason: null }];
  expect(isOpenAt({ hours: hours(null), closures }, at(MONDAY, '10:30'))).toBe(false);
  expect(isOpenAt({ hours: hours(null), closures }, at('2026-12-07', '10:30'))).toBe(true);
  expect(isOpenAt({ hours: null, closures }, at('2026-12-07', '10:30'))).toBeNull();
  expect(
    isOpenAt({ hours: { weekly: null, holidays: null, note: null }, closures: null }, at(MONDAY, '10:30')),
  ).toBeNull();
  expect(isOpenAt({ hours: { weekly: [], holidays: null, note: null }, closures: null }, at(MONDAY, '10:30'))).toBe(
    false,
  );
});
