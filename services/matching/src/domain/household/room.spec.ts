import { aCapacity } from '../matching-fixtures';
import { match, north, place, wed } from './household-fixtures';
import { HOUSEHOLD } from './rules';

const session = (from: string, to: string) => ({ day: 'wed', from, to });

describe('places that two members share', () => {
  const both = [
    { memberId: 'a', need: { windows: null } },
    { memberId: 'b', need: { windows: null, party: 2 } },
  ];
  const shared = { menus: [place('one', { sessions: [...wed('10:00', '12:00'), ...wed('14:00', '16:00')] })] };

  it('are counted for all of them, with their parties, session by session', () => {
    const free = (total: number) => match(both, { ...shared, capacityOf: () => aCapacity({ total, used: 0 }) });
    expect([free(2).combinations.length, free(3).combinations.length]).toEqual([0, 1]);
    const sliced = (...counts: readonly number[]) =>
      match(both, {
        ...shared,
        capacityOf: () =>
          aCapacity({
            total: 10,
            used: 0,
            sessions: [
              { ...session('10:00', '12:00'), free: counts[0] ?? 0, outOfSystemFree: null },
              { ...session('14:00', '16:00'), free: counts[1] ?? 0, outOfSystemFree: null },
            ],
          }),
      }).combinations.length;
    expect([sliced(2, 2), sliced(2, 3)]).toEqual([0, 1]);
  });

  it('are places outside the scheme where the members are outside it', () => {
    const scheme = {
      basis: 'statutory',
      statute: 'x',
      requires: ['income_hardship'],
      acceptsOutOfSystem: true,
    } as const;
    const town = (slots: number) => ({
      menus: [place('one', { eligibility: scheme })],
      capacityOf: () => aCapacity({ total: 10, used: 0, outOfSystem: { slots, used: 0, held: 0 } }),
    });
    const two = both.map((one) => ({ ...one, need: { windows: null } }));
    expect([match(two, town(1)).blocks[0]?.codes, match(two, town(2)).blocks]).toEqual([['PLACES_TOO_FEW'], []]);
  });

  it('are no more than the host can take at the same time', () => {
    const host = (maxConcurrent: number) => ({
      menus: [
        place('one', { hostAssessment: { status: 'ready', assessedOn: '2026-10-01', maxConcurrent, current: 1 } }),
      ],
    });
    const two = both.map((one) => ({ ...one, need: { windows: null } }));
    expect([match(two, host(2)).combinations.length, match(two, host(3)).combinations.length]).toEqual([0, 1]);
  });
});

describe('a household of six', () => {
  const menus = Array.from({ length: 12 }, (_, n) =>
    place(`m${n}`, { location: north(100 * n), sessions: wed('10:00', '12:00') }),
  );
  const six = Array.from({ length: 6 }, (_, n) => ({ memberId: `p${n}`, need: { windows: null } }));

  it('is answered with a place for each', () => {
    const result = match(six, { menus });
    expect(result.combinations).toHaveLength(HOUSEHOLD.combinationsShown);
    for (const { members } of result.combinations) {
      expect(members.map(({ memberId }) => memberId)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
    }
  });

  it('is told when there is more than was looked at; nothing is then said to be impossible', () => {
    const few = match(six, { menus }, [], { ...HOUSEHOLD, stepsLookedAt: 20 });
    expect(few).toMatchObject({ complete: false, blocks: [] });
    expect(few.combinations.length).toBeGreaterThan(0);
    const none = match(six, { menus }, [], { ...HOUSEHOLD, stepsLookedAt: 3 });
    expect(none).toMatchObject({ complete: false, combinations: [], blocks: [] });
  });
});
