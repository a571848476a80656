import { codesOf } from '#libs/kernel';
import { type CapacityView } from './capacity-view';
import { type RankInput } from './engine';
import { type MatchingProfile } from './matching-profile';
import { aCapacity, aConsent, aMenu, aNeed, aProfile, aSafety, NOW, TODAY } from './matching-fixtures';
import { type MenuFacts } from './menu-facts';
import { type Need } from './need';
import { DEFAULT_SETTINGS } from './settings';

/** Cases that are the same on every machine and in every year: they carry the fingerprint of the rules. */
const PERSONS = 40;
const MENUS = 60;

/** mulberry32, from one seed. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Chance {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = dice(seed);
  }

  of<T>(...values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)] as T;
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** Some of these, at most `most`; now and then nobody knows. */
  some<T>(values: readonly T[], most: number): readonly T[] | null {
    if (this.next() < 0.08) return null;
    const count = this.whole(0, most);
    return [...new Set(Array.from({ length: count }, () => this.of(...values)))];
  }

  /** One of these values, all alike, in one of two cases; otherwise what fits. */
  rarely<T>(usual: T, ...others: readonly T[]): T {
    return this.next() < 0.9 ? usual : this.of(...others);
  }

  point() {
    return { lat: 35.5 + this.whole(-300, 300) / 10_000, lng: 139.5 + this.whole(-300, 300) / 10_000 };
  }

  window() {
    const from = this.whole(8, 18);
    const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:${this.of('00', '30')}`;
    return {
      day: this.of('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'),
      from: clock(from),
      to: clock(from + this.whole(1, 5)),
    };
  }
}

const id = (kind: number, number: number): string =>
  `00000000-0000-4000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`;
const GRADES = ['e1', 'e3', 'e6', 'j1', 'j3', 'h1', 'h3'];

function menu(chance: Chance, number: number): MenuFacts {
  const purposes = codesOf('purposes').slice(0, 5);
  return aMenu({
    menuId: id(1, number),
    resourceId: id(2, Math.floor(number / 2)),
    orgId: id(3, Math.floor(number / 4)),
    name: `場${number}`,
    resourceState: chance.rarely('ACTIVE', 'NEEDS_UPDATE', 'PAUSED', null),
    location: chance.rarely(chance.point(), null),
    addressConfidential: chance.rarely(false, true, null),
    purposes: chance.some(purposes, 5),
    activities: chance.some(['reading', 'tea', 'cooking', 'illustration'], 3),
    roles: chance.some(['instructor', 'helper'], 2),
    modes: chance.rarely<readonly string[] | null>(['in_person'], ['remote'], ['remote', 'in_person'], null),
    demands: chance.some(codesOf('avoidDemands'), 1),
    typicalGroupSize: chance.of(null, 2, 5, 12),
    quietSpace: chance.of(true, false, null),
    sessions: chance.rarely([chance.window(), chance.window()], [], null),
    onDemand: chance.rarely(false, true, null),
    earliestStart: chance.of(null, '2026-11-17', '2027-02-01'),
    capacityModel: chance.rarely<'open' | 'fixed' | null>('fixed', 'open', null),
    targets: {
      ageMin: chance.rarely<number | null>(null, 18, 65),
      ageMax: chance.rarely<number | null>(null, 39, 80),
      genders: chance.rarely<readonly string[] | null>(['any'], ['female'], null),
      peerAgeMin: chance.of(null, 20),
      peerAgeMax: chance.of(null, 60),
      companionsAllowed: chance.of(true, false, null),
      grades: chance.rarely<readonly string[] | null>(null, GRADES.slice(0, 3), GRADES.slice(3)),
      fiscalYearEndAfterAge: chance.rarely<number | null>(null, 3, 18),
      pregnant: chance.rarely<boolean | null>(null, true),
      medicalAttendance: chance.rarely<boolean | null>(null, true),
    },
    eligibility: {
      basis: chance.rarely<'open' | 'statutory' | null>('open', 'statutory', null),
      statute: null,
      requires: chance.rarely<readonly string[] | null>(
        [],
        ['disability_service_recipient'],
        ['income_hardship'],
        null,
      ),
      acceptsOutOfSystem: chance.of(true, false, null),
    },
    requiresReadiness: chance.rarely<string | null>(null, 'preparing', 'job_ready'),
    support: chance.some(codesOf('supportCapabilities'), 4),
    accessibility: chance.some(['step_free', 'wheelchair_toilet'], 2),
    pickup: chance.rarely(false, true, null),
    languages: chance.rarely<readonly string[] | null>(['ja'], ['ja', 'en'], null),
    feeYen: chance.of(0, 300, null, 1_000),
    nameRequired: chance.of(true, false, null),
    hostAssessment: {
      status: chance.rarely<'ready' | 'needs_support' | 'paused' | null>('ready', 'needs_support', 'paused', null),
      assessedOn: chance.rarely<string | null>('2026-10-01', '2025-01-01', null),
      maxConcurrent: chance.of(null, 2, 5),
      current: chance.of(0, 2, null),
    },
    exclusionPolicy: chance.rarely<MenuFacts['exclusionPolicy']>(
      null,
      { attributes: [], justification: null },
      chance.rarely<MenuFacts['exclusionPolicy']>(null, { attributes: ['foreign_national'], justification: null }),
    ),
    nextSteps: chance.some(['work', 'study'], 2),
    lastConfirmedOn: chance.rarely<string | null>('2026-11-10', '2026-01-10', null),
  });
}

function capacity(chance: Chance): CapacityView | null {
  const total = chance.whole(1, 8);
  const outside = { slots: chance.whole(0, 2), used: chance.whole(0, 2), held: chance.whole(0, 1) };
  const session = { ...chance.window(), free: chance.whole(0, 3), outOfSystemFree: chance.of(null, 0, 2) };
  return chance.rarely<CapacityView | null>(
    aCapacity({
      total,
      used: chance.whole(0, total),
      held: chance.whole(0, 1),
      outOfSystem: chance.rarely<CapacityView['outOfSystem']>(null, outside),
      unit: chance.rarely<'person' | 'family'>('person', 'family'),
      sessions: chance.rarely<CapacityView['sessions']>(null, [session]),
      reportedAt: chance.rarely<string | null>('2026-11-13T02:00:00.000Z', '2026-09-01T02:00:00.000Z', null),
      overCommitted: chance.rarely(false, true),
    }),
    null,
  );
}

function profile(chance: Chance, number: number): MatchingProfile {
  const guardian = chance.rarely<'not_required' | 'granted' | 'refused' | null>(
    'not_required',
    'granted',
    'refused',
    null,
  );
  const disclosureOrgIds = Array.from({ length: 20 }, (_, org) => id(3, org)).slice(0, chance.whole(5, 20));
  const age = chance.of(null, 8, 14, 26, 45, 70);
  return aProfile({
    personRef: id(9, number),
    age,
    fiscalYearAge: age,
    pregnant: chance.rarely<boolean | null>(false, true, null),
    medicalAttendance: chance.of(true, false, null),
    gender: chance.of('female', 'male', null),
    languages: chance.rarely<readonly string[] | null>(['ja'], ['en'], null),
    readiness: chance.of('not_yet', 'preparing', 'job_ready', null),
    strengths: chance.some(['cooking', 'illustration'], 2),
    interests: chance.some(['reading', 'tea'], 2),
    avoid: chance.some(codesOf('avoidDemands'), 2),
    accessibility: chance.rarely<readonly string[] | null>([], ['step_free'], null),
    safety: chance.rarely<MatchingProfile['safety']>(
      aSafety(),
      aSafety({ avoidOrgIds: [id(3, chance.whole(0, 19))] }),
      aSafety({ avoidWithinMeters: 500, guardianMayHarm: true }),
      null,
    ),
    declinedMenuIds: chance.some([id(1, 1), id(1, 2), id(1, 3)], 1),
    consent: aConsent({ disclosureOrgIds, guardian, matching: chance.rarely<'granted' | 'none'>('granted', 'none') }),
  });
}

function need(chance: Chance): Need {
  const purposes = codesOf('purposes').slice(0, 5);
  return aNeed({
    primaryPurposes: chance.some(purposes, 3),
    secondaryPurposes: chance.some(purposes, 2),
    mode: chance.rarely<readonly string[] | null>(['in_person'], ['remote'], null),
    groupMaxPreferred: chance.of(null, 3, 8),
    supportRequired: chance.rarely<readonly string[] | null>([], codesOf('supportCapabilities').slice(0, 1), null),
    supportPreferred: chance.some(codesOf('supportCapabilities'), 3),
    windows: chance.rarely<Need['windows']>(null, [chance.window(), chance.window(), chance.window()]),
    point: chance.rarely(chance.point(), null),
    maxDistanceMeters: chance.of(null, 1_000, 2_500, 6_000),
    pickupNeeded: chance.rarely<boolean | null>(false, true, null),
    budgetYenPerUse: chance.of(null, 0, 500),
    startBy: chance.rarely<string | null>(null, '2026-12-01'),
    goal: chance.rarely<string | null>(null, 'work'),
    companions: chance.rarely<Need['companions']>(
      [],
      [{ relation: 'child', age: 2, need: 'care', fiscalYearAge: 2 }],
      null,
    ),
    minSessions: chance.rarely<Need['minSessions']>(null, { count: 2, per: 'week' }),
    party: chance.rarely<number | null>(null, 3),
  });
}

/** Always the same rankings, one for each person. */
export function rulesCases(): readonly RankInput[] {
  const chance = new Chance(20_261_101);
  const menus = Array.from({ length: MENUS }, (_, number) => menu(chance, number));
  const capacities = new Map(menus.map(({ menuId }) => [menuId, capacity(chance)]));
  return Array.from({ length: PERSONS }, (_, number) => ({
    profile: profile(chance, number),
    need: need(chance),
    menus,
    capacityOf: (menuId: string) => capacities.get(menuId) ?? null,
    loadOf: (orgId: string) => Number(orgId.slice(-2)) % 4,
    settings: DEFAULT_SETTINGS,
    today: TODAY,
    now: NOW,
  }));
}
