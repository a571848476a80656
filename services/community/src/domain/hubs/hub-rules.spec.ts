import { MANDATORY_PROGRAMS } from '#libs/contracts';
import { addDays } from '#libs/kernel';
import fc from 'fast-check';
import { refuseNoPair, refuseNotOneOfTwo, ROOM } from './carrier';
import { fiscalYearPeriod } from './fiscal-year';
import { refuseImpossibleDay } from './hub-day';
import { PROGRAMS } from './mandatory-programs';
import { refuseBackwardsSessions, refuseEndBeforeBegin } from './period';
import { hideSmall } from './small-counts';

const refused = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'not refused';
};

describe('the five programmes', () => {
  it('are those that the contract names, each with its place in the law', () => {
    expect(PROGRAMS.map(({ code }) => code)).toEqual(MANDATORY_PROGRAMS);
    expect(PROGRAMS.map(({ law }) => law.slice(-2))).toEqual(['号イ', '号ロ', '号ハ', '号ニ', '柱書']);
  });
});

describe('a fiscal year', () => {
  it('begins the day after the one before has ended', () => {
    expect(fiscalYearPeriod(2026)).toEqual({ from: '2026-04-01', to: '2027-03-31' });
    expect(addDays(fiscalYearPeriod(2027).to, 1)).toBe(fiscalYearPeriod(2028).from);
  });
});

describe('a day at a hub', () => {
  const hub = { openedOn: '2026-04-01', closedOn: '2026-12-31' };
  const day = { date: '2026-05-01', open: true, visitsAdults: 3, visitsChildren: 1, activities: [{ groupId: 'a' }] };
  const judge = (given: Partial<typeof day>, term = hub) =>
    refused(() => refuseImpossibleDay(term, { ...day, ...given }, '2027-01-05'));

  it('is told of while the hub is there', () => {
    expect(judge({})).toBe('not refused');
    expect(judge({ date: '2026-04-01' })).toBe('not refused');
    expect(judge({ date: '2026-12-31' })).toBe('not refused');
    expect(judge({ date: '2026-03-31' })).toBe('hub-day.outside-term');
    expect(judge({ date: '2027-01-01' })).toBe('hub-day.outside-term');
    expect(judge({ date: '2027-01-06' })).toBe('hub-day.future');
  });

  it('does not contradict itself', () => {
    expect(judge({ open: false })).toBe('hub-day.closed');
    expect(judge({ open: false, visitsAdults: 0, visitsChildren: 0 })).toBe('hub-day.closed');
    expect(judge({ open: false, visitsAdults: 0, visitsChildren: 0, activities: [] })).toBe('not refused');
    expect(judge({ activities: [{ groupId: 'a' }, { groupId: 'a' }] })).toBe('hub-day.group-twice');
  });
});

describe('sessions and periods', () => {
  it('end after they begin', () => {
    const wrong = { weekly: [{ from: '10:00', to: '10:00' }], dates: [{ from: '23:00', to: '24:00' }] };
    expect(refused(() => refuseBackwardsSessions(wrong))).toBe('sessions.backwards');
    expect(refused(() => refuseBackwardsSessions({ dates: wrong.dates }))).toBe('not refused');
    expect(refused(() => refuseEndBeforeBegin('x.backwards', 'until', '2026-05-02', '2026-05-01'))).toBe('x.backwards');
    expect(refused(() => refuseEndBeforeBegin('x.backwards', 'until', '2026-05-02', '2026-05-02'))).toBe('not refused');
    expect(refused(() => refuseEndBeforeBegin('x.backwards', 'until', '2026-05-02', null))).toBe('not refused');
  });
});

describe('two that are brought together', () => {
  const seeks = { side: 'seeks', thing: 'space' } as const;

  it('are one who offers and one who looks for the same', () => {
    expect(refused(() => refuseNoPair(seeks, ROOM, 'withSpaceId'))).toBe('not refused');
    expect(refused(() => refuseNoPair(seeks, seeks, 'withCarrierId'))).toBe('carrier-match.not-a-pair');
    expect(refused(() => refuseNoPair({ ...seeks, thing: 'hands' }, ROOM, 'withSpaceId'))).toBe(
      'carrier-match.not-a-pair',
    );
  });

  it('are named by one id', () => {
    const judge = (...ids: (string | null)[]) => refused(() => refuseNotOneOfTwo('x.one-of-two', ['a', 'b'], ids));
    expect([judge('1', null), judge(null, '1'), judge(null, null), judge('1', '2')]).toEqual([
      'not refused',
      'not refused',
      'x.one-of-two',
      'x.one-of-two',
    ]);
  });
});

describe('small counts', () => {
  const shown = (...counts: number[]) => {
    const { hidden, total } = hideSmall(counts.map((reports) => ({ reports })));
    return [counts.map((count, index) => (hidden.has(index) ? null : count)), total];
  };

  it('are hidden, and with them what would give them away', () => {
    expect(shown(5, 9)).toEqual([[5, 9], 14]);
    expect(shown(4, 9, 7)).toEqual([[null, 9, null], 20]);
    expect(shown(1, 1, 9)).toEqual([[null, null, null], 11]);
    expect(shown(3)).toEqual([[null], null]);
    expect(shown(2, 3, 50)).toEqual([[null, null, 50], 55]);
    expect(shown()).toEqual([[], 0]);
  });

  it('cannot be told from the total and the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 }), (counts) => {
        const { hidden, total } = hideSmall(counts.map((reports) => ({ reports })));
        counts.forEach((count, index) => expect(count >= 5 || hidden.has(index)).toBe(true));
        if (total === null || hidden.size === 0) return;
        const rest = counts.filter((_, index) => hidden.has(index)).reduce((sum, count) => sum + count, 0);
        expect([hidden.size > 1, rest >= 5]).toEqual([true, true]);
      }),
    );
  });
});
