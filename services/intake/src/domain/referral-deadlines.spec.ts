import { isWorkingDay, localDay } from '#libs/kernel';
import fc from 'fast-check';
import { deadlinesOf } from './referral-deadlines';

const HOUR = 3_600_000;
const jst = (text: string): Date => new Date(`${text}+09:00`);
const shown = (at: Date): string => new Date(at.getTime() + 9 * HOUR).toISOString().slice(0, 16);
const of = (urgency: string, sentAt: string): readonly string[] => {
  const { remindAt, overdueAt } = deadlinesOf(urgency, jst(sentAt));
  return [shown(remindAt), shown(overdueAt)];
};

describe('the time that a receiver has', () => {
  it.each([
    ['an ordinary week', '2026-06-01T10:00', '2026-06-08T00:00', '2026-06-15T00:00'],
    ['Golden Week', '2026-04-28T10:00', '2026-05-11T00:00', '2026-05-18T00:00'],
    ['the New Year', '2025-12-26T16:00', '2026-01-09T00:00', '2026-01-19T00:00'],
    ['a Saturday', '2026-06-06T10:00', '2026-06-12T00:00', '2026-06-19T00:00'],
    ['a minute before midnight', '2026-06-01T23:59', '2026-06-08T00:00', '2026-06-15T00:00'],
  ])('is five working days and five more: %s', (_, sentAt, remindAt, overdueAt) => {
    expect(of('normal', sentAt)).toEqual([remindAt, overdueAt]);
  });

  it.each([
    ['in the morning', '2026-06-01T09:30', '2026-06-01T11:30'],
    ['late in the afternoon', '2026-06-01T16:00', '2026-06-01T17:00'],
    ['after the office has closed', '2026-06-01T20:15', '2026-06-01T20:15'],
    ['a minute before midnight', '2026-06-01T23:59', '2026-06-01T23:59'],
    ['on a holiday', '2026-05-04T10:00', '2026-05-04T12:00'],
  ])('is the same day where it is urgent: %s', (_, sentAt, remindAt) => {
    const midnight = `${new Date(Date.parse(`${sentAt.slice(0, 10)}T00:00:00Z`) + 24 * HOUR).toISOString().slice(0, 10)}T00:00`;
    expect(of('high', sentAt)).toEqual([remindAt, midnight]);
    expect(of('emergency', sentAt)).toEqual([remindAt, midnight]);
  });

  it('always has a reminder before the manager takes it, whenever it was sent', () => {
    const instant = fc.date({ min: jst('2024-01-01T00:00'), max: jst('2030-12-31T23:59'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.constantFrom('normal', 'high', 'emergency'), (sentAt, urgency) => {
        const { remindAt, overdueAt } = deadlinesOf(urgency, sentAt);
        expect(remindAt.getTime()).toBeGreaterThanOrEqual(sentAt.getTime());
        expect(overdueAt.getTime()).toBeGreaterThan(remindAt.getTime());
        if (urgency === 'normal') {
          expect(isWorkingDay(localDay(remindAt))).toBe(true);
          expect(isWorkingDay(localDay(overdueAt))).toBe(true);
        } else {
          expect(localDay(remindAt)).toBe(localDay(sentAt));
        }
      }),
    );
  });
});
