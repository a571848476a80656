import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../../services/matching/src/domain/settings';
import type { Point } from '../../services/matching/src/domain/geo';
import type { MenuFacts } from '../../services/matching/src/domain/menu-facts';
import type { ReferencePlace, ReferenceRequest } from './given';
import { metresFrom } from './metres';
import { PLANTED } from './planted';
import { match, type Books, type ReferenceAnswer } from './reference';

/** The format of the golden scenarios, as far as the reference reads it. */
interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  readonly person: GoldenPerson;
  readonly need: Omit<ReferenceRequest['need'], 'point' | 'party'> & { readonly home: Point | null };
  readonly candidates: readonly GoldenPlace[];
  readonly expect: {
    readonly outcome: string;
    readonly best: readonly string[];
    readonly acceptable: readonly string[];
    readonly information?: readonly string[];
    readonly mustNot: readonly { readonly resourceId: string; readonly reasonCode: string }[];
    readonly mustRankAbove: readonly (readonly [string, string])[];
  };
}

type Profile = ReferenceRequest['profile'];
interface GoldenPerson extends Omit<Profile, 'safety' | 'consent' | 'readiness'> {
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
}

interface GoldenPlace extends MenuFacts {
  readonly status: 'active' | 'paused' | 'closed';
  readonly operator: { readonly orgId: string };
  readonly capacity: {
    readonly model: 'open' | 'fixed';
    readonly total: number | null;
    readonly used: number | null;
    readonly reportedAt: string | null;
    readonly outOfSystem: { readonly slots: number; readonly used: number } | null;
  };
}

const FILE = join(__dirname, '../../e2e/scenarios/golden.json');
const { scenarios } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly scenarios: readonly Scenario[] };
const STATES = { active: 'ACTIVE', paused: 'PAUSED', closed: 'CLOSED' } as const;

function placeOf(given: GoldenPlace): ReferencePlace {
  const { capacity, operator, status } = given;
  const { outOfSystem, model, ...report } = capacity;
  return {
    menu: {
      ...given,
      menuId: given.resourceId,
      orgId: operator.orgId,
      resourceState: STATES[status],
      capacityModel: model,
    },
    capacity: {
      ...report,
      held: 0,
      outOfSystem: outOfSystem && { ...outOfSystem, held: 0 },
      unit: 'person',
      sessions: null,
      overCommitted: false,
    },
    load: 0,
  };
}

function recipientsOf({ person, candidates }: Scenario): readonly string[] {
  const { disclosure, allowedOrgIds } = person.consent;
  if (disclosure === 'none') return [];
  return disclosure === 'listed_only' ? allowedOrgIds : candidates.map(({ operator }) => operator.orgId);
}

function requestOf(scenario: Scenario): ReferenceRequest {
  const { person, need, asOf } = scenario;
  const { safety, consent } = person;
  return {
    profile: {
      ...person,
      readiness: (person.readiness === 'preparation' ? 'preparing' : person.readiness) as Profile['readiness'],
      declinedMenuIds: person.declinedResourceIds,
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
    },
    need: { ...need, point: need.home, party: null },
    settings: DEFAULT_SETTINGS,
    today: asOf.slice(0, 10),
  };
}

function play(scenario: Scenario, books?: Books): ReferenceAnswer {
  const request = requestOf(scenario);
  return match(request, scenario.candidates.map(placeOf), metresFrom(request), books);
}

const shape = ({ candidates, outcome }: ReferenceAnswer): string =>
  `${outcome} ${candidates.map(({ menuId, points }) => `${menuId} ${points?.total}`).join()}`;

describe.each(scenarios)('$id $title', (scenario) => {
  const { expect: wanted } = scenario;
  const answer = play(scenario);
  const ids = answer.candidates.map(({ menuId }) => menuId);

  it('ends as it should, with the best first, in the order that must hold', () => {
    expect(answer.outcome).toBe(wanted.outcome);
    if (wanted.best.length === 0) expect(ids).toEqual([]);
    else expect(wanted.best).toContain(ids[0]);
    expect(new Set(ids)).toEqual(new Set([...ids.slice(0, 1), ...wanted.acceptable]));
    expect(answer.information).toEqual(expect.arrayContaining([...(wanted.information ?? [])]));
    for (const [above, below] of wanted.mustRankAbove) expect(ids.indexOf(above)).toBeLessThan(ids.indexOf(below));
  });

  it('keeps out what must be kept out, and says why', () => {
    if (answer.outcome === 'blocked_consent') return;
    const far = wanted.mustNot.filter(({ resourceId }) => !answer.excluded.some(({ menuId }) => menuId === resourceId));
    expect(far.map(({ reasonCode }) => reasonCode)).toEqual(far.map(() => 'DISTANCE_EXCEEDED'));
    for (const { menuId, codes } of answer.excluded) {
      const reasons = wanted.mustNot
        .filter(({ resourceId }) => resourceId === menuId)
        .map(({ reasonCode }) => reasonCode);
      expect(codes).toEqual(expect.arrayContaining(reasons));
    }
  });
});

it('tells the difference where a rule is wrong', () => {
  const changed = Object.values(PLANTED).filter((books) =>
    scenarios.some((scenario) => shape(play(scenario, books)) !== shape(play(scenario))),
  );
  expect(changed.length).toBeGreaterThan(2);
});
