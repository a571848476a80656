import { type SessionCapacity } from '../capacity-view';
import { type WeeklyWindow, windowsOf } from '../windows';
import { FREE_UNKNOWN } from './row';
import { SlicedPlaces } from './sliced-places';
import { weekSpansOf } from './week-spans';

const at = (day: string, free: number, outOfSystemFree: number | null = null): SessionCapacity => ({
  ...{ day, from: '10:00', to: '12:00', free, outOfSystemFree },
});
const spans = (window: WeeklyWindow) => weekSpansOf(windowsOf([window]));
const MONDAY = spans({ day: 'mon', from: '11:00', to: '13:00' });
const SUNDAY = spans({ day: 'sun', from: '11:00', to: '13:00' });
const week = [at('mon', 2, 1), at('tue', 5), at('wed', 3, 4)];

it('tells the most places of a session that suits', () => {
  const slices = new SlicedPlaces();
  const record = slices.keep(week);
  expect([null, MONDAY, SUNDAY].map((windows) => slices.bestFree(record, windows))).toEqual([5, 2, FREE_UNKNOWN]);
  const outside = [null, MONDAY, SUNDAY].map((windows) => slices.bestOutOfSystem(record, windows));
  expect(outside).toEqual([4, 1, FREE_UNKNOWN]);
  expect(slices.bestOutOfSystem(slices.keep([at('tue', 5)]), null)).toBe(FREE_UNKNOWN);
});

it('knows fewer than no places, and those that nobody can read', () => {
  const slices = new SlicedPlaces();
  expect(slices.bestFree(slices.keep([at('mon', -2), at('tue', -7)]), null)).toBe(-2);
  const unread = slices.keep([{ ...at('mon', 9, 9), from: 'ten' }, at('tue', 1, 0)]);
  expect([slices.bestFree(unread, null), slices.bestOutOfSystem(unread, null)]).toEqual([1, 0]);
  expect([slices.bestFree(unread, MONDAY)]).toEqual([FREE_UNKNOWN]);
});

it('reads a session by both its ends', () => {
  const slices = new SlicedPlaces();
  const record = slices.keep([at('mon', 3)]);
  const from = (start: string, end: string) => slices.bestFree(record, spans({ day: 'mon', from: start, to: end }));
  expect([from('08:00', '10:00'), from('08:00', '10:01'), from('11:59', '13:00'), from('12:00', '13:00')]).toEqual([
    FREE_UNKNOWN,
    3,
    3,
    FREE_UNKNOWN,
  ]);
});

it('keeps records apart, and one without a session', () => {
  const slices = new SlicedPlaces();
  const records = [week, [at('mon', 8)], [], [at('mon', 9), at('tue', 1)]].map((sessions) => slices.keep(sessions));
  expect(new Set(records).size).toBe(4);
  expect(records.map((record) => slices.bestFree(record, MONDAY))).toEqual([2, 8, FREE_UNKNOWN, 9]);
});

it('gives the room of a record that is dropped to the next of its size, each once', () => {
  const slices = new SlicedPlaces();
  const [first, second, other] = [[at('mon', 1)], [at('mon', 2)], week].map((sessions) => slices.keep(sessions));
  if (first === undefined || second === undefined || other === undefined) throw new Error('Nothing was kept.');
  const bytes = slices.bytes();
  slices.drop(first);
  slices.drop(second);
  slices.drop(other);
  const again = [3, 4].map((free) => slices.keep([at('mon', free)]));
  expect(new Set(again)).toEqual(new Set([first, second]));
  expect(slices.keep(week)).toBe(other);
  expect(slices.bytes()).toBe(bytes);
  const fresh = slices.keep([at('mon', 5)]);
  expect(fresh).not.toBe(first);
  expect([...again, fresh].map((record) => slices.bestFree(record, null))).toEqual([3, 4, 5]);
});
