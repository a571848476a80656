import { windowsOf, type WeeklyWindow } from '../windows';
import { scheduleIn, Timetables } from './timetables';
import { weekSpansOf } from './week-spans';

const at = (day: string, from = '10:00', to = '12:00'): WeeklyWindow => ({ day, from, to });
const UNREAD = at('mon', 'ten');
const windows = weekSpansOf(windowsOf([at('mon', '11:00', '13:00'), at('tue', '11:00', '13:00')]));

type Menu = Parameters<Timetables['idOf']>[0];
const weekly = (...sessions: readonly WeeklyWindow[]): Menu => ({ sessions, onDemand: null });

/** The verdict on one menu for so many wanted sessions, among others that are known. */
function verdict(menu: Menu, wanted = 1, asked = windows): string {
  const tables = new Timetables();
  tables.idOf(weekly(at('sun')));
  const id = tables.idOf(menu);
  tables.ask(asked, wanted);
  expect(tables.verdict(id)).toBe(tables.verdict(id));
  return scheduleIn(tables.verdict(id));
}

it('fits where enough sessions share time', () => {
  const three = weekly(at('mon'), at('tue'), at('wed'));
  expect([1, 2, 3].map((wanted) => verdict(three, wanted))).toEqual(['fits', 'fits', 'misses']);
  expect([3, 4].map((wanted) => verdict(three, wanted, null))).toEqual(['fits', 'misses']);
});

it('misses where a session only touches a window', () => {
  expect(verdict(weekly(at('mon', '08:00', '11:00')))).toBe('misses');
  expect(verdict(weekly(at('mon', '08:00', '11:01')))).toBe('fits');
  expect(verdict(weekly(at('mon', '13:00', '14:00')))).toBe('misses');
});

it('is unknown where sessions that nobody can read would be enough', () => {
  expect(verdict(weekly(UNREAD))).toBe('unknown');
  expect(verdict(weekly(UNREAD, at('mon')), 2)).toBe('unknown');
  expect(verdict(weekly(UNREAD, at('mon')), 3)).toBe('misses');
  expect(verdict(weekly(UNREAD, UNREAD, at('mon')), 3)).toBe('unknown');
});

it('always fits on demand, and is unknown where nothing is said', () => {
  expect(verdict({ sessions: null, onDemand: true }, 9)).toBe('fits');
  expect(verdict({ sessions: [at('wed')], onDemand: true }, 9)).toBe('fits');
  expect(verdict({ sessions: null, onDemand: null })).toBe('unknown');
  expect(verdict({ sessions: null, onDemand: false })).toBe('unknown');
  expect(verdict({ sessions: [], onDemand: null })).toBe('unknown');
  expect(verdict({ sessions: [], onDemand: false })).toBe('misses');
});

it('forgets a request at the next, and takes memory only for timetables that differ', () => {
  const tables = new Timetables();
  const ids = Array.from({ length: 500 }, (_, hour) =>
    tables.idOf(weekly(at('mon', `0${hour % 9}:00`, `1${hour % 7}:00`))),
  );
  expect(new Set(ids).size).toBe(63);
  expect(tables.bytes()).toBeGreaterThan(63 * 4 * 5);
  const mondays = tables.idOf(weekly(at('mon')));
  tables.ask(windows, 1);
  expect(scheduleIn(tables.verdict(mondays))).toBe('fits');
  tables.ask(weekSpansOf(windowsOf([at('sun')])), 1);
  expect(scheduleIn(tables.verdict(mondays))).toBe('misses');
});
