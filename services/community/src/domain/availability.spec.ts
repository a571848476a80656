import fc from 'fast-check';
import { type Actor, AppError, DAY_MS, localDay, type Role, ROLES, systemActor } from '#libs/kernel';
import {
  aged,
  afterReport,
  asReporter,
  AVAILABILITY,
  isNews,
  isOutOfSystemOver,
  isOverCapacity,
  placesOf,
  refuseFutureReport,
  reportMoment,
} from './availability';
import { SETTINGS } from './settings';

const NOW = new Date('2026-11-16T03:00:00Z');
const TODAY = localDay(NOW);
const clerk = systemActor('community', '990019');
const someone = (role: Role): Actor => ({ sub: 'x', roles: [role], orgId: null, tenant: '990019' });
const actors = { reporter: someone('PROVIDER_STAFF'), clerk };
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

describe('the moment of a report', () => {
  it('is the first moment of a day in the municipality', () => {
    expect(reportMoment('2026-11-16')).toBe(Date.parse('2026-11-15T15:00:00Z'));
    expect(reportMoment('2026-11-16T09:00:00+09:00')).toBe(Date.parse('2026-11-16T00:00:00Z'));
  });

  it('does not lie in the future, and says where and how to mend it', () => {
    expect(() => refuseFutureReport(NOW, NOW)).not.toThrow();
    let refused: unknown;
    try {
      refuseFutureReport(new Date(NOW.getTime() + 1), NOW);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: 'availability.future', status: 422, fields: [{ field: 'reportedAt' }] });
  });
});

describe('the age of a report', () => {
  it.each([
    [0, 'FRESH'],
    [14, 'FRESH'],
    [15, 'AGING'],
    [30, 'AGING'],
    [31, 'STALE'],
    [400, 'STALE'],
  ])('of %i days makes a first one %s', (days, state) => {
    expect(afterReport(null, daysAgo(days), TODAY, actors, SETTINGS)).toBe(state);
  });

  it('never makes it fresher', () => {
    const rank = ['FRESH', 'AGING', 'STALE'];
    fc.assert(
      fc.property(fc.constantFrom(...rank), fc.integer({ min: 0, max: 500 }), (state, days) => {
        const after = aged({ state, reportedAt: daysAgo(days) }, TODAY, clerk, SETTINGS);
        expect(rank.indexOf(after)).toBeGreaterThanOrEqual(rank.indexOf(state));
        expect(aged({ state: after, reportedAt: daysAgo(days) }, TODAY, clerk, SETTINGS)).toBe(after);
      }),
    );
  });
});

describe('news', () => {
  const known = { state: 'FRESH', reportedAt: daysAgo(2) };

  it('is only what is newer than the last report', () => {
    expect(isNews(null, daysAgo(90))).toBe(true);
    expect(isNews(known, daysAgo(2))).toBe(false);
    expect(isNews(known, daysAgo(3))).toBe(false);
    expect(isNews(known, daysAgo(1))).toBe(true);
  });

  it('of one moment and one system is told by its number; a number that was passed is never news', () => {
    const mark = { version: 5, reportedAt: known.reportedAt };
    const numbered = (version: number, at: number, stands = mark) =>
      isNews(known, daysAgo(at), { version, mark: stands });
    expect([4, 5, 6].map((version) => numbered(version, 2))).toEqual([false, false, true]);
    expect([4, 5, 6].map((version) => numbered(version, 1))).toEqual([false, false, true]);
    expect(numbered(6, 3)).toBe(false);
    // Somebody else said something for this moment: this system's counting has no say against it.
    expect(numbered(6, 2, { version: 5, reportedAt: daysAgo(9) })).toBe(false);
    expect(isNews(known, daysAgo(2), { version: 1, mark: null })).toBe(false);
    expect(isNews(null, daysAgo(2), { version: 1, mark: null })).toBe(true);
  });
});

const whole = { unit: 'person', sessions: null } as const;

describe('a report with too many', () => {
  it('is accepted and shown', () => {
    expect(isOverCapacity({ ...whole, total: 40, used: 43, outOfSystem: null })).toBe(true);
    expect(isOverCapacity({ ...whole, total: 40, used: 40, outOfSystem: null })).toBe(false);
    expect(isOutOfSystemOver({ ...whole, total: 5, used: 3, outOfSystem: { slots: 1, used: 2 } })).toBe(true);
    expect(isOutOfSystemOver({ ...whole, total: 5, used: 0, outOfSystem: { slots: 2, used: 1 } })).toBe(true);
    expect(isOutOfSystemOver({ ...whole, total: 5, used: 3, outOfSystem: { slots: 2, used: 2 } })).toBe(false);
  });
});

describe('a report session by session', () => {
  const mon = {
    day: 'mon',
    from: '10:00',
    to: '12:00',
    total: 5,
    used: 3,
    outOfSystem: { slots: 2, used: 1 },
  } as const;
  const thu = { day: 'thu', from: '13:00', to: '15:00', total: 3, used: 2 } as const;

  it('has the sums of its sessions', () => {
    expect(placesOf({ sessions: [mon, thu], unit: 'family' })).toEqual({
      ...{ total: 8, used: 5, outOfSystem: { slots: 2, used: 1 }, unit: 'family' },
      sessions: [mon, { ...thu, outOfSystem: null }],
    });
    expect(placesOf({ total: 4, used: 1 })).toEqual({ total: 4, used: 1, outOfSystem: null, ...whole });
  });

  it('is refused where a session is there twice or the sums are others', () => {
    const code = (given: Parameters<typeof placesOf>[0]): string => {
      try {
        placesOf(given);
      } catch (error) {
        return (error as AppError).code;
      }
      return 'taken';
    };
    expect(code({ sessions: [mon, thu, { ...mon, total: 1 }] })).toBe('availability.session-twice');
    expect(code({ sessions: [mon, thu], total: 9 })).toBe('availability.sums-differ');
    expect(code({ sessions: [mon, thu], total: 8, used: 4 })).toBe('availability.sums-differ');
    expect(code({ sessions: [mon], outOfSystem: { slots: 1, used: 1 } })).toBe('availability.sums-differ');
    expect(code({ sessions: [mon, thu], total: 8, used: 5 })).toBe('taken');
  });

  it('is over capacity where one session is', () => {
    const report = placesOf({
      sessions: [
        { ...mon, used: 6 },
        { ...thu, used: 0 },
      ],
    });
    expect(report.used).toBeLessThan(report.total);
    expect(isOverCapacity(report)).toBe(true);
  });
});

describe('every step of every role in every state', () => {
  it('is what the table lists', () => {
    const { states, transitions } = AVAILABILITY.table;
    for (const state of Object.keys(states)) {
      for (const event of ['age', 'stale', 'report']) {
        for (const role of ROLES) {
          const row = transitions.find((one) => one.from === state && one.event === event);
          const step = () => AVAILABILITY.next(state, event, someone(role));
          if (row?.actors.includes(role)) expect(step()).toBe(row.to);
          else expect(step).toThrow(AppError);
        }
      }
    }
  });

  it('lets the coordinator write down what an organisation says, and nobody else', () => {
    expect(asReporter(someone('COMMUNITY_COORDINATOR')).roles).toContain('REGISTRY_EDITOR');
    expect(asReporter(someone('CSW')).roles).toEqual(['CSW']);
  });
});
