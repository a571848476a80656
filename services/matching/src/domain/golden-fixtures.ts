import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CapacityView } from './capacity-view';
import { type MatchingProfile } from './matching-profile';
import { type MenuFacts } from './menu-facts';
import { type Need } from './need';

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

/** The format of the golden scenarios, as far as a matcher needs it. */
export interface Scenario {
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
  readonly need: Omit<Need, 'point' | 'party'> & { readonly home: Need['point'] };
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
export const { scenarios } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly scenarios: readonly Scenario[] };

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

/** What any matcher is asked, in the words of the domain. */
export function inputOf(scenario: Scenario): {
  readonly profile: MatchingProfile;
  readonly need: Need;
  readonly places: readonly { readonly menu: MenuFacts; readonly capacity: CapacityView }[];
  readonly today: string;
} {
  const { home, ...need } = scenario.need;
  return {
    profile: profileOf(scenario),
    need: { ...need, point: home, party: null },
    places: scenario.candidates.map((entry) => ({ menu: menuOf(entry), capacity: capacityViewOf(entry) })),
    today: scenario.asOf.slice(0, 10),
  };
}
