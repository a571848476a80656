import fc from 'fast-check';
import { idleEnd, isDormant, isNoticed, isOver, lastEnd, overSince } from './session';

const START = new Date('2026-04-01T00:00:00Z');
const after = (seconds: number, from = START): Date => new Date(from.getTime() + seconds * 1_000);
const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

describe('a session', () => {
  it('ends fifteen minutes after its last request, to the second', () => {
    const times = { startedAt: START, lastSeenAt: after(10 * MINUTES) };
    expect(isOver(times, after(25 * MINUTES - 1))).toBe(false);
    expect(isOver(times, after(25 * MINUTES))).toBe(true);
  });

  it('ends twelve hours after the sign-in although it is used', () => {
    const times = (at: number) => ({ startedAt: START, lastSeenAt: after(at) });
    expect(isOver(times(12 * HOURS - 2), after(12 * HOURS - 1))).toBe(false);
    expect(isOver(times(12 * HOURS - 1), after(12 * HOURS))).toBe(true);
  });

  it('is written down as used twice a minute at most', () => {
    const times = { startedAt: START, lastSeenAt: START };
    expect(isNoticed(times, after(29))).toBe(false);
    expect(isNoticed(times, after(30))).toBe(true);
  });

  it('is over exactly where one of its ends is reached or it is as old as what is swept', () => {
    const at = fc.integer({ min: 0, max: 14 * HOURS });
    fc.assert(
      fc.property(at, at, at, (a, b, now) => {
        const times = { startedAt: after(Math.min(a, b)), lastSeenAt: after(Math.max(a, b)) };
        const over = isOver(times, after(now));
        const swept = overSince(after(now));
        expect(over).toBe(after(now) >= idleEnd(times) || after(now) >= lastEnd(times));
        expect(over).toBe(times.startedAt <= swept.startedAt || times.lastSeenAt <= swept.lastSeenAt);
      }),
    );
  });
});

it('a subject is dormant after ninety days', () => {
  expect(isDormant(START, after(90 * DAYS - 1))).toBe(false);
  expect(isDormant(START, after(90 * DAYS))).toBe(true);
});
