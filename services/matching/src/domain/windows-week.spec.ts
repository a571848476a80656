import { isWithin, sessionsWantedPerWeek, sharesTime, spanOf, type WeeklyWindow, windowsOf } from './windows';

const at = (day: string, from: string, to: string): WeeklyWindow => ({ day, from, to });
const MINUTES = 24 * 60;

it('reads a window as minutes of the week', () => {
  expect(spanOf(at('mon', '00:00', '24:00'))).toEqual({ from: 0, to: MINUTES });
  expect(spanOf(at('tue', '09:05', '10:59'))).toEqual({ from: MINUTES + 545, to: MINUTES + 659 });
  expect(spanOf(at('sun', '22:00', '02:00'))).toEqual({ from: 6 * MINUTES + 1_320, to: 7 * MINUTES + 120 });
  expect(spanOf(at('wed', '10:00', '10:00'))).toEqual({ from: 2 * MINUTES + 600, to: 3 * MINUTES + 600 });
});

it.each([
  '9:00',
  '09:0',
  '0900',
  '09.00',
  '09:60',
  '24:01',
  '25:00',
  'ab:cd',
  '0:900',
  '/9:00',
  '0::00',
  '-1:00',
  '1 :00',
  '09:5a',
  '',
])('cannot read %j', (clock) => {
  expect(spanOf(at('mon', clock, '12:00'))).toBeNull();
  expect(spanOf(at('mon', '00:00', clock))).toBeNull();
});

it('cannot read a day that is none, and a clock that is missing', () => {
  expect(spanOf(at('moon', '10:00', '12:00'))).toBeNull();
  expect(spanOf({ day: 'mon', from: null, to: '12:00' } as unknown as WeeklyWindow)).toBeNull();
});

it('shares the night from Sunday to Monday, whichever of the two is the session', () => {
  const night = at('sun', '22:00', '02:00');
  for (const morning of [at('mon', '01:00', '03:00'), at('mon', '00:00', '00:30')]) {
    expect([isWithin(night, windowsOf([morning])), isWithin(morning, windowsOf([night]))]).toEqual([true, true]);
  }
  const later = at('mon', '02:00', '03:00');
  expect([isWithin(night, windowsOf([later])), isWithin(later, windowsOf([night]))]).toEqual([false, false]);
});

it('shares nothing with a window that it only touches, and with one of many is enough', () => {
  const span = { from: 600, to: 720 };
  expect(
    sharesTime(span, [
      { from: 540, to: 600 },
      { from: 720, to: 800 },
    ]),
  ).toBe(false);
  expect(
    sharesTime(span, [
      { from: 0, to: 1 },
      { from: 719, to: 800 },
    ]),
  ).toBe(true);
  expect(sharesTime(span, null)).toBe(true);
});

it('takes no window, and windows that it cannot read, for no limit', () => {
  expect([windowsOf(null), windowsOf([]), windowsOf([at('mon', 'x', 'y')])]).toEqual([null, null, null]);
  expect(windowsOf([at('mon', 'x', 'y'), at('mon', '10:00', '12:00')])).toEqual([{ from: 600, to: 720 }]);
  expect([isWithin(at('mon', 'x', 'y'), null), isWithin(at('mon', '10:00', '12:00'), null)]).toEqual([false, true]);
});

it.each([
  [null, 1],
  [{ count: null, per: 'week' }, 1],
  [{ count: 0, per: 'week' }, 1],
  [{ count: 3, per: 'week' }, 3],
  [{ count: 3, per: null }, 3],
  [{ count: 4, per: 'month' }, 1],
  [{ count: 5, per: 'month' }, 2],
])('reckons sessions by the week: %j', (wish, wanted) => {
  expect(sessionsWantedPerWeek(wish)).toBe(wanted);
});
