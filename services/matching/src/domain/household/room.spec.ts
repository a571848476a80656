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
      });
    expect(sliced(2, 2).blocks).toEqual([expect.objectContaining({ codes: ['PLACES_TOO_FEW'] })]);
    expect(sliced(2, 3).combinations).toHaveLength(1);
  });

  it('are told of a time at which there is room for them, and of no other, here and beside another place', () => {
    const sessions = [...wed('10:00', '12:00'), ...wed('14:00', '17:00')];
    const counted = (free: number) =>
      aCapacity({
        total: 10,
        used: 0,
        sessions: [
          { ...session('10:00', '12:00'), free: 3, outOfSystemFree: null },
          { ...session('14:00', '17:00'), free, outOfSystemFree: null },
        ],
      });
    const commonOf = (free: number, other: number) => {
      const menus = [place('one', { sessions }), place('two', { sessions, purposes: ['meal'], location: north(300) })];
      const town = { menus, capacityOf: (menuId: string) => counted(menuId === 'one' ? free : other) };
      const who = [both[0], { memberId: 'b', need: { windows: null, party: 2, primaryPurposes: ['meal'] } }];
      const apart = match(
        who.filter((one) => one !== undefined),
        town,
      ).combinations[0];
      return [match(both, { ...town, menus: menus.slice(0, 1) }).combinations[0], apart].map(
        (found) => found?.pairs[0]?.common?.from,
      );
    };
    expect(commonOf(3, 2)).toEqual(['14:00', '14:00']);
    expect(commonOf(2, 1)).toEqual(['10:00', '10:00']);
    expect(commonOf(0, 2)).toEqual(['10:00', '10:00']);
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
