import fc from 'fast-check';
import { type CapacityView } from './capacity-view';
import { rank, type RankInput } from './engine';
import { aCapacity, aConsent, aMenu, aNeed, anOpenPlace, aProfile, aSafety, NOW, TODAY } from './matching-fixtures';
import { type MatchingProfile } from './matching-profile';
import { type MenuFacts } from './menu-facts';
import { type Need } from './need';
import { DEFAULT_SETTINGS } from './settings';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The same thing with any of its facts unknown or missing, at any depth; what identifies it stays. */
function withGaps<T extends object>(whole: T, kept: readonly string[] = []): fc.Arbitrary<T> {
  const holes = (value: Json): fc.Arbitrary<Json | undefined> => {
    const inside = isRecord(value)
      ? fc.record(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, holes(part)])))
      : fc.constant(value);
    return fc.oneof(
      { weight: 5, arbitrary: inside as fc.Arbitrary<Json | undefined> },
      { weight: 1, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
  };
  const parts: Record<string, fc.Arbitrary<Json | undefined>> = {};
  for (const [key, part] of Object.entries(whole as Record<string, Json>)) {
    parts[key] = kept.includes(key) ? fc.constant(part) : holes(part);
  }
  return fc.record(parts) as unknown as fc.Arbitrary<T>;
}

const statutory = {
  basis: 'statutory',
  statute: '法',
  requires: ['income_hardship'],
  acceptsOutOfSystem: true,
} as const;
const wheelchair = aProfile({
  accessibility: ['wheelchair'],
  avoid: ['noise'],
  strengths: ['tea'],
  readiness: 'preparing',
});
const IDENTITY = ['menuId', 'resourceId', 'orgId', 'name', 'version'];
const profiles = fc.oneof(
  withGaps(aProfile(), ['personRef']),
  withGaps(wheelchair, ['personRef']),
  fc.constant(aProfile()),
);
const needs = withGaps(
  aNeed({
    secondaryPurposes: ['role'],
    groupMaxPreferred: 4,
    supportRequired: ['watch_over'],
    supportPreferred: ['mentor'],
    budgetYenPerUse: 500,
    startBy: '2026-12-01',
    goal: 'employment',
    companions: [{ relation: 'child', age: 1, need: 'care', fiscalYearAge: null }],
    minSessions: { count: 1, per: 'month' },
  }),
);
const places = fc
  .tuple(
    fc.constantFrom(aMenu(), anOpenPlace(), aMenu({ eligibility: statutory, pickup: true, feeYen: 300 })),
    fc.integer({ min: 1, max: 3 }),
  )
  .chain(([menu, org]) => withGaps({ ...menu, orgId: `org-${org}` }, IDENTITY));
const capacities = fc.option(
  withGaps(aCapacity({ outOfSystem: { slots: 2, used: 1, held: 0 } }), ['held', 'overCommitted']),
);

interface Drawn {
  readonly profile: MatchingProfile;
  readonly need: Need;
  readonly drawn: readonly (readonly [MenuFacts, CapacityView | null])[];
}

const requests: fc.Arbitrary<Drawn> = fc.record({
  profile: profiles,
  need: needs,
  drawn: fc.array(fc.tuple(places, capacities), { maxLength: 8 }),
});

function inputOf({ profile, need, drawn }: Drawn): RankInput & { readonly menus: readonly MenuFacts[] } {
  const menus = drawn.map(([menu], index) => ({ ...menu, menuId: `menu-${index}` }));
  const capacity = new Map(drawn.map(([, view], index) => [`menu-${index}`, view]));
  return {
    profile,
    need,
    menus,
    capacityOf: (menuId) => capacity.get(menuId) ?? null,
    loadOf: (orgId) => Number(orgId.slice(-1)),
    settings: DEFAULT_SETTINGS,
    today: TODAY,
    now: NOW,
  };
}

const RUNS = { numRuns: 300 };

function expectConsentAndSafety({ consent, safety }: MatchingProfile, menu: MenuFacts): void {
  expect(consent?.matching).toBe('granted');
  expect(safety).toMatchObject({ avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0 });
  if (menu.nameRequired !== false) expect(consent?.disclosureOrgIds).toContain(menu.orgId);
}

function expectReportAndAssessment(menu: MenuFacts, capacity: CapacityView | null): void {
  const number = expect.any(Number) as number;
  const text = expect.any(String) as string;
  expect(capacity).toMatchObject({ total: number, used: number, reportedAt: text });
  expect(menu.hostAssessment).toMatchObject({ status: text, assessedOn: text });
}

describe('whatever is known or not', () => {
  it('never throws, and puts every menu exactly where it belongs', () => {
    fc.assert(
      fc.property(requests, (drawn) => {
        const input = inputOf(drawn);
        const result = rank(input);
        const seen = new Set([...result.candidates, ...result.excluded, ...result.information].map((x) => x.menuId));
        expect(seen.size).toBe(input.menus.length);
        const excluded = new Set(result.excluded.map(({ menuId }) => menuId));
        expect(result.candidates.some(({ menuId }) => excluded.has(menuId))).toBe(false);
        expect(result.excluded.every(({ codes }) => codes.length > 0)).toBe(true);
        expect(result.outcome === 'proposal').toBe(result.candidates.length > 0);
      }),
      RUNS,
    );
  });

  it('gives the same answer to the bit for any order of the menus', () => {
    const shuffled = requests.chain((drawn) => {
      const input = inputOf(drawn);
      const all = { minLength: input.menus.length, maxLength: input.menus.length };
      return fc.tuple(fc.constant(input), fc.shuffledSubarray([...input.menus], all));
    });
    fc.assert(
      fc.property(shuffled, ([input, menus]) => {
        expect(JSON.stringify(rank({ ...input, menus }))).toBe(JSON.stringify(rank(input)));
      }),
      RUNS,
    );
  });

  it('scores in whole thousandths, each term between nothing and its weight', () => {
    fc.assert(
      fc.property(requests, (drawn) => {
        for (const { score, terms } of rank(inputOf(drawn)).candidates) {
          expect(terms.every(({ points, max }) => Number.isInteger(points) && points >= 0 && points <= max)).toBe(true);
          expect(terms.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        }
      }),
      RUNS,
    );
  });

  it('proposes nothing on unknown consent, safety, fixed capacity, entitlement or assessment', () => {
    fc.assert(
      fc.property(requests, (drawn) => {
        const input = inputOf(drawn);
        const proposed = new Set(rank(input).candidates.map(({ menuId }) => menuId));
        for (const menu of input.menus.filter(({ menuId }) => proposed.has(menuId))) {
          expectConsentAndSafety(input.profile, menu);
          expect(menu.eligibility?.basis).toEqual(expect.any(String));
          if (menu.capacityModel !== 'open') expectReportAndAssessment(menu, input.capacityOf(menu.menuId));
        }
      }),
      RUNS,
    );
  });
});

describe('what never counts', () => {
  const status = (changes: object): MatchingProfile['status'] => ({
    disabilityHandbook: 'none',
    disabilityServiceRecipient: false,
    careLevel: null,
    incomeHardship: false,
    publicAssistance: false,
    singleParentHousehold: false,
    ...changes,
  });
  const answer = (profile: Partial<MatchingProfile>) =>
    rank(inputOf({ profile: aProfile(profile), need: aNeed(), drawn: [[aMenu(), aCapacity()]] }));

  it.each([
    { gender: 'male' },
    { gender: null },
    { status: status({ disabilityHandbook: 'mental' }) },
    { status: status({ publicAssistance: true }) },
    { status: status({ singleParentHousehold: true }) },
    { languages: ['ja', 'pt'] },
  ])('gives and takes no point for %j', (profile) => {
    expect(answer(profile)).toEqual(answer({}));
  });

  it('says no word of a guardian or of safety to the host side', () => {
    const guarded = answer({ age: 12, consent: aConsent({ guardian: 'granted' }), safety: aSafety() });
    expect(guarded.candidates[0]?.toAsk).toEqual([]);
  });
});

it('ranks a thousand menus in milliseconds', () => {
  const sessions = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => ({ day, from: '10:00', to: '12:00' }));
  const drawn = Array.from({ length: 1000 }, (_, index): Drawn['drawn'][number] => [
    aMenu({ sessions, feeYen: index % 2 }),
    aCapacity(),
  ]);
  const input = inputOf({ profile: aProfile(), need: aNeed({ budgetYenPerUse: 0 }), drawn });
  const times = Array.from({ length: 10 }, () => {
    const before = process.cpuUsage();
    const { candidates, excluded } = rank(input);
    expect([candidates.length, excluded.length]).toEqual([500, 500]);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  // Milliseconds of the processor, so that a busy machine is no slower. Some 7 when warm on the slowest one seen.
  expect(Math.min(...times)).toBeLessThan(150);
});
