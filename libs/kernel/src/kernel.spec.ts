import fc from 'fast-check';
import {
  addDays,
  addMonths,
  ageOn,
  type Actor,
  AppError,
  codesOf,
  containsMyNumber,
  daysBetween,
  isCalendarDay,
  labelOf,
  localDay,
  Machine,
  startOfLocalDay,
} from './index';

const worker: Actor = { sub: 'u1', roles: ['CSW'], orgId: null, tenant: '990019' };
const door = new Machine({
  name: 'FrontDoor',
  states: { SHUT: '閉', OPEN: '開' },
  initial: ['SHUT'],
  terminal: ['OPEN'],
  transitions: [{ from: 'SHUT', event: 'open', to: 'OPEN', actors: ['CSW'], guard: '' }],
});

describe('a state machine table', () => {
  it('moves where the table says so', () => {
    expect(door.next('SHUT', 'open', worker)).toBe('OPEN');
  });

  it('refuses an event that the state does not have', () => {
    expect(() => door.next('OPEN', 'open', worker)).toThrow(
      expect.objectContaining({ code: 'front-door.transition-refused' }),
    );
  });

  it('refuses a role that the row does not name', () => {
    expect(() => door.next('SHUT', 'open', { ...worker, roles: ['OPS'] })).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'front-door.role-refused' }),
    );
  });
});

describe('local days', () => {
  it('turn at midnight in Japan', () => {
    expect(localDay(new Date('2026-11-20T14:59:59Z'))).toBe('2026-11-20');
    expect(localDay(new Date('2026-11-20T15:00:00Z'))).toBe('2026-11-21');
  });

  it('come back from their first instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40000 }), (days) => {
        const day = addDays('1970-01-01', days);
        expect(localDay(startOfLocalDay(day))).toBe(day);
        expect(daysBetween('1970-01-01', day)).toBe(days);
      }),
    );
  });

  it('keep to the end of the month', () => {
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2026-11-15', 1)).toBe('2026-12-15');
  });

  it('know which days exist', () => {
    expect(isCalendarDay('2028-02-29')).toBe(true);
    expect(isCalendarDay('2026-02-30')).toBe(false);
    expect(isCalendarDay('2026-2-3')).toBe(false);
  });

  it('count completed years', () => {
    expect(ageOn('1946-11-22', '2026-11-21')).toBe(79);
    expect(ageOn('1946-11-21', '2026-11-21')).toBe(80);
  });
});

describe('a 12-digit number', () => {
  // 11 digits made up, the twelfth computed by the published rule.
  it('is found by its check digit, in any writing', () => {
    expect(containsMyNumber('番号は 123456789018 です')).toBe(true);
    expect(containsMyNumber('1234-5678-9018')).toBe(true);
    expect(containsMyNumber('1234 5678 9018')).toBe(true);
  });

  it('is not seen in other numbers', () => {
    expect(containsMyNumber('123456789012')).toBe(false);
    expect(containsMyNumber('電話 090-1234-5678')).toBe(false);
    expect(containsMyNumber('1234567890180')).toBe(false);
  });
});

describe('code lists', () => {
  it('give codes and the words for them', () => {
    expect(codesOf('urgency')).toEqual(['emergency', 'high', 'normal']);
    expect(labelOf('purposes', 'role')).toBe('役割の獲得');
    expect(labelOf('activities', 'origami')).toBe('origami');
  });
});

describe('an error', () => {
  it('keeps its kind and code', () => {
    const error = new AppError('conflict', 'x.y', 'X.');
    expect([error.kind, error.code]).toEqual(['conflict', 'x.y']);
  });
});
