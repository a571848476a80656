import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type CapacityView } from './capacity-view';
import { rank, type RankResult } from './engine';
import { type MatchingProfile } from './matching-profile';
import { type MenuFacts } from './menu-facts';
import { type Need } from './need';
import { DEFAULT_SETTINGS, type Settings, type WeightName } from './settings';

type GoldenMenu = Omit<
  MenuFacts,
  'menuId' | 'orgId' | 'orgName' | 'version' | 'resourceState' | 'lastConfirmedOn' | 'seeks'
> & {
  readonly status: 'active' | 'paused' | 'closed';
  readonly operator: { readonly orgId: string; readonly name: string };
  readonly capacity: Omit<CapacityView, 'held' | 'overCommitted' | 'outOfSystem'> & {
    readonly model: 'open' | 'fixed';
    readonly outOfSystem: { readonly slots: number; readonly used: number } | null;
  };
};

interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  readonly person: Omit<MatchingProfile, 'personRef' | 'safety' | 'consent' | 'declinedMenuIds' | 'readiness'> & {
    readonly ref: string;
    readonly readiness: string | null;
    readonly declinedResourceIds: readonly string[];
    readonly safety: {
      readonly mustAvoidOrgIds: readonly string[];
      readonly mustAvoidResourceIds: readonly string[];
      readonly minDistanceFromHomeMeters: number;
      readonly guardianMayHarm: boolean;
    } | null;
    readonly consent: {
      readonly matching: 'granted' | 'none';
      readonly disclosure: 'none' | 'listed_only' | 'all_partners';
      readonly allowedOrgIds: readonly string[];
      readonly allowAnonymousInquiry: boolean;
      readonly guardian: 'not_required' | 'granted' | 'refused';
    };
  };
  readonly need: Omit<Need, 'point'> & { readonly home: Need['point'] };
  readonly candidates: readonly GoldenMenu[];
  readonly expect: {
    readonly outcome: string;
    readonly best: readonly string[];
    readonly acceptable: readonly string[];
    readonly information?: readonly string[];
    readonly mustNot: readonly { readonly resourceId: string; readonly reasonCode: string }[];
    readonly mustRankAbove: readonly (readonly [string, string])[];
    readonly mustExplain: readonly string[];
  };
}

const FILE = join(__dirname, '../../../../e2e/scenarios/golden.json');
const { scenarios } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly scenarios: readonly Scenario[] };

const STATES = { active: 'ACTIVE', paused: 'PAUSED', closed: 'CLOSED' } as const;

function menuOf({ status, operator, capacity, ...facts }: GoldenMenu): MenuFacts {
  return {
    ...facts,
    menuId: facts.resourceId,
    orgId: operator.orgId,
    orgName: operator.name,
    version: 1,
    resourceState: STATES[status],
    capacityModel: capacity.model,
    lastConfirmedOn: capacity.reportedAt,
    seeks: null,
  };
}

function capacityViewOf({ capacity }: GoldenMenu): CapacityView {
  const { total, used, reportedAt, outOfSystem } = capacity;
  const places = outOfSystem === null ? null : { ...outOfSystem, held: 0 };
  return {
    total,
    used,
    reportedAt,
    held: 0,
    overCommitted: false,
    outOfSystem: places,
    unit: 'person',
    sessions: null,
  };
}

function recipientsOf({ person, candidates }: Scenario): readonly string[] {
  const { disclosure, allowedOrgIds } = person.consent;
  if (disclosure === 'none') return [];
  return disclosure === 'listed_only' ? allowedOrgIds : candidates.map(({ operator }) => operator.orgId);
}

function profileOf(scenario: Scenario): MatchingProfile {
  const { ref, readiness, declinedResourceIds, safety, consent, ...codes } = scenario.person;
  return {
    ...codes,
    personRef: ref,
    readiness: (readiness === 'preparation' ? 'preparing' : readiness) as MatchingProfile['readiness'],
    declinedMenuIds: declinedResourceIds,
    safety: safety && {
      avoidOrgIds: safety.mustAvoidOrgIds,
      avoidMenuIds: safety.mustAvoidResourceIds,
      avoidWithinMeters: safety.minDistanceFromHomeMeters,
      guardianMayHarm: safety.guardianMayHarm,
    },
    consent: {
      matching: consent.matching,
      disclosureOrgIds: recipientsOf(scenario),
      anonymousInquiry: consent.allowAnonymousInquiry,
      guardian: consent.guardian,
    },
  };
}

function play(scenario: Scenario, settings: Settings = DEFAULT_SETTINGS): RankResult {
  const capacities = new Map(scenario.candidates.map((entry) => [entry.resourceId, capacityViewOf(entry)]));
  const { home, ...need } = scenario.need;
  return rank({
    profile: profileOf(scenario),
    need: { ...need, point: home },
    menus: scenario.candidates.map(menuOf),
    capacityOf: (menuId) => capacities.get(menuId) ?? null,
    loadOf: () => 0,
    settings,
    today: scenario.asOf.slice(0, 10),
    now: scenario.asOf,
  });
}

function weightsTimes(factors: readonly number[]): Settings {
  const entries = Object.entries(DEFAULT_SETTINGS.weights).map(([name, points], at) => [
    name,
    points * (factors[at] ?? 1),
  ]);
  return { ...DEFAULT_SETTINGS, weights: Object.fromEntries(entries) as Record<WeightName, number> };
}

describe.each(scenarios)('$id $title', (scenario) => {
  const { expect: wanted } = scenario;
  const result = play(scenario);
  const ids = result.candidates.map(({ menuId }) => menuId);

  it('ends as it should, with the best first and what may follow', () => {
    expect(result.outcome).toBe(wanted.outcome);
    if (wanted.best.length === 0) expect(ids).toEqual([]);
    else expect(wanted.best).toContain(ids[0]);
    expect(ids).toEqual(expect.arrayContaining([...wanted.acceptable]));
    const allowed = new Set([...wanted.best, ...wanted.acceptable]);
    expect(ids.filter((id) => !allowed.has(id))).toEqual([]);
    const told = result.information.map(({ menuId }) => menuId);
    expect(told).toEqual(expect.arrayContaining([...(wanted.information ?? [])]));
  });

  it('keeps out what must be kept out, and says why', () => {
    for (const { resourceId, reasonCode } of wanted.mustNot) {
      expect(ids).not.toContain(resourceId);
      expect(result.excluded.find(({ menuId }) => menuId === resourceId)?.codes).toContain(reasonCode);
    }
  });

  it('ranks in the order that must hold', () => {
    for (const [above, below] of wanted.mustRankAbove) expect(ids.indexOf(above)).toBeLessThan(ids.indexOf(below));
  });

  it('explains what must be explained', () => {
    const codes = [...(result.candidates[0]?.explanation ?? []), ...result.requestExplanation];
    expect(codes).toEqual(expect.arrayContaining([...wanted.mustExplain]));
  });

  it('keeps its best when every weight varies by 60 %', () => {
    const names = Object.keys(DEFAULT_SETTINGS.weights);
    const factor = fc.integer({ min: 400, max: 1600 }).map((milli) => milli / 1000);
    fc.assert(
      fc.property(fc.array(factor, { minLength: names.length, maxLength: names.length }), (factors) => {
        const best = play(scenario, weightsTimes(factors)).candidates[0]?.menuId;
        return wanted.best.length === 0 ? best === undefined : wanted.best.includes(best ?? '');
      }),
      { numRuns: 150 },
    );
  });
});
