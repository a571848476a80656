import { type CapacityView } from './capacity-view';
import { rank, type RankInput, type RankResult } from './engine';
import { type MatchingProfile } from './matching-profile';
import { type MenuFacts } from './menu-facts';
import { type Need } from './need';
import { DEFAULT_SETTINGS } from './settings';

/** Invented places and people for the specs of this room: each fits, so that a test shows only what it changes. */
export const TODAY = '2026-11-16';
export const NOW = '2026-11-16T00:00:00.000Z';

export function aMenu(changes: Partial<MenuFacts> = {}): MenuFacts {
  return {
    menuId: 'menu-1',
    resourceId: 'resource-1',
    orgId: 'org-1',
    name: '縁側サロン',
    orgName: '三丁目の会',
    version: 1,
    resourceState: 'ACTIVE',
    type: 'salon',
    location: { lat: 35.5045, lng: 139.5 },
    addressConfidential: false,
    purposes: ['place', 'role'],
    activities: ['reading', 'tea'],
    roles: [],
    modes: ['in_person'],
    demands: [],
    typicalGroupSize: 5,
    quietSpace: false,
    sessions: [{ day: 'wed', from: '10:00', to: '12:00' }],
    onDemand: false,
    earliestStart: '2026-11-17',
    capacityModel: 'fixed',
    targets: {
      ageMin: null,
      ageMax: null,
      genders: ['any'],
      peerAgeMin: null,
      peerAgeMax: null,
      companionsAllowed: false,
      grades: null,
      fiscalYearEndAfterAge: null,
      pregnant: null,
      medicalAttendance: null,
    },
    eligibility: { basis: 'open', statute: null, requires: [], acceptsOutOfSystem: false },
    requiresReadiness: null,
    support: ['watch_over'],
    accessibility: ['step_free'],
    pickup: false,
    languages: ['ja'],
    feeYen: 0,
    nameRequired: true,
    hostAssessment: { status: 'ready', assessedOn: '2026-10-01', maxConcurrent: null, current: 0 },
    exclusionPolicy: null,
    nextSteps: [],
    lastConfirmedOn: '2026-11-10',
    seeks: null,
    ...changes,
  };
}

/** A place that anybody may walk into: no name, no report, no assessment. */
export function anOpenPlace(changes: Partial<MenuFacts> = {}): MenuFacts {
  return aMenu({ capacityModel: 'open', nameRequired: false, hostAssessment: null, ...changes });
}

export function aCapacity(changes: Partial<CapacityView> = {}): CapacityView {
  return {
    total: 10,
    used: 6,
    held: 0,
    outOfSystem: null,
    unit: 'person',
    sessions: null,
    reportedAt: '2026-11-13T02:00:00.000Z',
    overCommitted: false,
    ...changes,
  };
}

const CONSENT = {
  matching: 'granted',
  disclosureOrgIds: ['org-1', 'org-2'],
  anonymousInquiry: true,
  guardian: 'not_required',
} as const;

export function aConsent(changes: Partial<NonNullable<MatchingProfile['consent']>> = {}) {
  return { ...CONSENT, ...changes };
}

const SAFETY = { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false } as const;

export function aSafety(changes: Partial<NonNullable<MatchingProfile['safety']>> = {}) {
  return { ...SAFETY, ...changes };
}

export function aProfile(changes: Partial<MatchingProfile> = {}): MatchingProfile {
  return {
    personRef: 'person-1',
    age: 40,
    fiscalYearAge: null,
    pregnant: null,
    medicalAttendance: null,
    gender: 'female',
    languages: ['ja'],
    readiness: null,
    status: {
      disabilityHandbook: 'none',
      disabilityServiceRecipient: false,
      careLevel: null,
      incomeHardship: false,
      publicAssistance: false,
      singleParentHousehold: false,
    },
    strengths: [],
    interests: ['reading'],
    avoid: [],
    accessibility: [],
    safety: SAFETY,
    declinedMenuIds: [],
    consent: CONSENT,
    ...changes,
  };
}

export function aNeed(changes: Partial<Need> = {}): Need {
  return {
    primaryPurposes: ['place'],
    secondaryPurposes: [],
    mode: ['in_person'],
    groupMaxPreferred: null,
    supportRequired: [],
    supportPreferred: [],
    windows: [{ day: 'wed', from: '09:00', to: '17:00' }],
    point: { lat: 35.5, lng: 139.5 },
    maxDistanceMeters: 2000,
    pickupNeeded: false,
    budgetYenPerUse: null,
    startBy: null,
    goal: null,
    companions: [],
    minSessions: null,
    party: null,
    ...changes,
  };
}

export interface Case extends Partial<Omit<RankInput, 'profile' | 'need' | 'menus' | 'capacityOf'>> {
  readonly profile?: Partial<MatchingProfile>;
  readonly need?: Partial<Need>;
  readonly menus?: readonly MenuFacts[];
  readonly menu?: Partial<MenuFacts>;
  readonly capacity?: CapacityView | null;
  readonly capacityOf?: RankInput['capacityOf'];
}

/** Ranks one changed place (or `menus`) for one changed person. */
export function ranked({ profile, need, menus, menu, capacity, capacityOf, ...rest }: Case = {}): RankResult {
  const view = capacity === undefined ? aCapacity() : capacity;
  return rank({
    profile: aProfile(profile),
    need: aNeed(need),
    menus: menus ?? [aMenu(menu)],
    capacityOf: capacityOf ?? (() => view),
    loadOf: () => 0,
    settings: DEFAULT_SETTINGS,
    today: TODAY,
    now: NOW,
    ...rest,
  });
}

/** Codes that keep the one place of a case out; empty = it is a candidate. */
export function codesOf(kase: Case): readonly string[] {
  return ranked(kase).excluded[0]?.codes ?? [];
}
