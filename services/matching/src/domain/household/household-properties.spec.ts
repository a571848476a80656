import fc from 'fast-check';
import { type CapacityView } from '../capacity-view';
import { rank } from '../engine';
import { judgeOne } from '../judge';
import { aCapacity, aConsent, aMenu, aNeed, aProfile, NOW, TODAY } from '../matching-fixtures';
import { type MenuFacts } from '../menu-facts';
import { type Need } from '../need';
import { DEFAULT_SETTINGS } from '../settings';
import { type HouseholdResult, matchHousehold } from './household';
import { type Member, type PairWish } from './options';
import { HOUSEHOLD, TOGETHER } from './rules';

interface Case {
  readonly menus: readonly MenuFacts[];
  readonly capacities: readonly CapacityView[];
  readonly members: readonly { readonly age: number; readonly need: Partial<Need>; readonly along: boolean }[];
  readonly wishes: readonly (PairWish['together'] | null)[];
}

const DAYS = ['mon', 'wed', 'sat'];
const anHour = fc.integer({ min: 8, max: 18 });
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
const aSpan = fc
  .tuple(fc.constantFrom(...DAYS), anHour, fc.integer({ min: 1, max: 4 }))
  .map(([day, from, hours]) => ({ day, from: clock(from), to: clock(from + hours) }));
const orUnknown = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 6 });

const aPlace = fc.record({
  resource: fc.integer({ min: 0, max: 3 }),
  at: orUnknown(fc.integer({ min: -2_500, max: 2_500 })),
  sessions: orUnknown(fc.array(aSpan, { minLength: 1, maxLength: 3 })),
  purposes: fc.subarray(['place', 'meal'], { minLength: 1 }),
  companionsAllowed: orUnknown(fc.boolean()),
  ageMin: fc.option(fc.integer({ min: 0, max: 65 })),
  confidential: fc.boolean(),
  free: fc.integer({ min: 0, max: 4 }),
  unit: fc.constantFrom('person' as const, 'family' as const),
});
type Place = typeof aPlace extends fc.Arbitrary<infer T> ? T : never;

const menuOf = ({ resource, at, sessions, purposes, companionsAllowed, ageMin, confidential }: Place, n: number) => {
  const base = aMenu();
  return aMenu({
    ...{ menuId: `m${n}`, resourceId: `r${resource}`, sessions, purposes, addressConfidential: confidential },
    location: at === null ? null : { lat: 35.5 + at / 111_000, lng: 139.5 },
    targets: base.targets && { ...base.targets, companionsAllowed, ageMin },
  });
};

const aCase: fc.Arbitrary<Case> = fc
  .tuple(
    fc.array(aPlace, { minLength: 1, maxLength: 7 }),
    fc.array(
      fc.record({
        age: fc.integer({ min: 16, max: 90 }),
        along: fc.boolean(),
        need: fc.record({
          primaryPurposes: fc.subarray(['place', 'meal'], { minLength: 1 }),
          windows: orUnknown(fc.array(aSpan, { minLength: 1, maxLength: 2 })),
          party: fc.option(fc.integer({ min: 1, max: 2 })),
          maxDistanceMeters: fc.constant(3_000),
        }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    fc.array(fc.option(fc.constantFrom(...TOGETHER)), { minLength: 6, maxLength: 6 }),
  )
  .map(([places, members, wishes]) => ({
    menus: places.map(menuOf),
    capacities: places.map(({ free, unit }) => aCapacity({ total: free, used: 0, unit })),
    members,
    wishes,
  }));

const id = (n: number): string => `p${n}`;

function match({ menus, capacities, members, wishes }: Case, order: 1 | -1 = 1): HouseholdResult {
  const capacityOf = (menuId: string) => capacities[menus.findIndex((menu) => menu.menuId === menuId)] ?? null;
  const settings = { settings: DEFAULT_SETTINGS, today: TODAY };
  const all = members.map(({ age, need, along }, n): Member => {
    const profile = aProfile({ age, interests: [], consent: aConsent({ disclosureOrgIds: ['org-1'] }) });
    const person = { profile, need: aNeed(need) };
    const { candidates } = rank({ ...person, menus, capacityOf, loadOf: () => 0, ...settings, now: NOW });
    return { memberId: id(n), ...person, candidates, blockedBy: [], mayComeWith: along && n > 0 ? id(n - 1) : null };
  });
  const pairs = all.flatMap((_, n) =>
    all.slice(n + 1).flatMap((__, later): PairWish[] => {
      const together = wishes[(n * 3 + later) % wishes.length] ?? null;
      return together === null ? [] : [{ between: [id(n), id(n + 1 + later)], together }];
    }),
  );
  return matchHousehold({
    members: order === 1 ? all : [...all].reverse(),
    pairs:
      order === 1
        ? pairs
        : [...pairs].reverse().map(({ between: [a, b], together }) => ({ between: [b, a], together })),
    menuOf: (menuId) => menus.find((menu) => menu.menuId === menuId) ?? null,
    capacityOf,
    household: HOUSEHOLD,
    ...settings,
  });
}

describe('households, whoever and wherever they are', () => {
  it('get a place of their own for each member that suits this member alone, or come along where that is allowed', () => {
    let found = 0;
    fc.assert(
      fc.property(aCase, (kase) => {
        for (const { members } of match(kase).combinations) {
          found += 1;
          expect(members).toHaveLength(kase.members.length);
          for (const { memberId, menuId, alongWith } of members) {
            const at = kase.menus.findIndex((menu) => menu.menuId === menuId);
            const menu = kase.menus[at];
            const member = kase.members[Number(memberId.slice(1))];
            if (menu === undefined || member === undefined) throw new Error('Not of this case.');
            const consent = aConsent({ disclosureOrgIds: ['org-1'] });
            const profile = aProfile({ age: member.age, interests: [], consent });
            const pair = { profile, need: aNeed(member.need), menu, capacity: kase.capacities[at] ?? null };
            const { codes } = judgeOne({ ...pair, settings: DEFAULT_SETTINGS, today: TODAY });
            if (alongWith === null) expect(codes).toEqual([]);
            else {
              expect(menu.targets?.companionsAllowed).toBe(true);
              expect(members).toContainEqual(expect.objectContaining({ memberId: alongWith, menuId, alongWith: null }));
              expect(codes.every((code) => HOUSEHOLD.companionNeedsNot.includes(code))).toBe(true);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(50);
  });

  it('never take more places than there are', () => {
    fc.assert(
      fc.property(aCase, (kase) => {
        for (const { members } of match(kase).combinations) {
          for (const [at, { menuId }] of kase.menus.entries()) {
            const there = members.filter((one) => one.menuId === menuId);
            const { total = 0, unit } = kase.capacities[at] ?? aCapacity();
            const own = there.filter(({ alongWith }) => alongWith === null);
            const parties = own.map(({ memberId }) => {
              const along = there.filter(({ alongWith }) => alongWith === memberId).length;
              return Math.max(kase.members[Number(memberId.slice(1))]?.need.party ?? 1, 1 + along);
            });
            expect(own.map(({ party }) => party)).toEqual(parties);
            const wanted = unit === 'family' ? own.length : parties.reduce((sum, party) => sum + party, 0);
            expect(wanted).toBeLessThanOrEqual(total ?? 0);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('get the same answer in whatever order the members are named', () => {
    fc.assert(
      fc.property(aCase, (kase) => {
        expect(match(kase, -1)).toEqual(match(kase));
      }),
      { numRuns: 100 },
    );
  });

  it('are not touched by a place that suits nobody, and told of one combination or of what stands against it', () => {
    fc.assert(
      fc.property(aCase, (kase) => {
        const result = match(kase);
        const closed = aMenu({ menuId: 'm-closed', resourceId: 'r0', resourceState: 'CLOSED' });
        expect(match({ ...kase, menus: [...kase.menus, closed] })).toEqual(result);
        expect(result.complete).toBe(true);
        expect(result.combinations.length === 0).toBe(result.blocks.length > 0);
      }),
      { numRuns: 100 },
    );
  });

  it('see a score that is the sum of its visible parts, and the best first', () => {
    fc.assert(
      fc.property(aCase, (kase) => {
        const { combinations } = match(kase);
        const scores = combinations.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        for (const { score, members, terms } of combinations) {
          const parts = [...members.map((one) => one.score), ...terms.map(({ points }) => points)];
          expect(score).toBe(parts.reduce((sum, part) => sum + part, 0));
          expect(Number.isInteger(score)).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('never learn how far a confidential place is from another', () => {
    fc.assert(
      fc.property(aCase, (kase) => {
        const secret = new Set(
          kase.menus.filter((menu) => menu.addressConfidential === true).map(({ menuId }) => menuId),
        );
        for (const { pairs, members } of match(kase).combinations) {
          for (const { memberIds, metres, samePlace } of pairs) {
            const places = members.filter(({ memberId }) => memberIds.includes(memberId));
            if (!samePlace && places.some(({ menuId }) => secret.has(menuId))) expect(metres).toBeNull();
          }
        }
      }),
      { numRuns: 80 },
    );
  });
});
