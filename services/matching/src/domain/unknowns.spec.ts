import { aCapacity, aConsent, aMenu, aProfile, aSafety, ranked, type Case } from './matching-fixtures';
import { type Need } from './need';

const targets = {
  ageMin: 18,
  ageMax: 64,
  genders: ['female'],
  peerAgeMin: 30,
  peerAgeMax: 50,
  companionsAllowed: true,
  grades: null,
  fiscalYearEndAfterAge: null,
  pregnant: null,
  medicalAttendance: true,
};

/** Everything is known, every rule looks at it, and the two suit each other. */
const WHOLE = {
  profile: {
    ...aProfile({ consent: aConsent(), safety: aSafety() }),
    fiscalYearAge: 39,
    pregnant: false,
    medicalAttendance: true,
    readiness: 'job_ready',
    strengths: ['tea'],
    interests: ['reading'],
    avoid: ['noise'],
    accessibility: ['step_free'],
    status: {
      disabilityHandbook: 'none',
      disabilityServiceRecipient: false,
      careLevel: 'none',
      incomeHardship: true,
      publicAssistance: false,
      singleParentHousehold: false,
    },
  },
  need: {
    primaryPurposes: ['place'],
    secondaryPurposes: ['role'],
    mode: ['in_person'],
    groupMaxPreferred: 4,
    supportRequired: ['watch_over'],
    supportPreferred: ['greeting'],
    windows: [{ day: 'wed', from: '09:00', to: '17:00' }],
    point: { lat: 35.5, lng: 139.5 },
    maxDistanceMeters: 2000,
    pickupNeeded: true,
    budgetYenPerUse: 500,
    startBy: '2026-12-01',
    goal: 'employment',
    companions: [{ relation: 'child', age: 3, need: 'care', fiscalYearAge: 3 }],
    minSessions: { count: 1, per: 'week' },
    party: 1,
  },
  menu: {
    ...aMenu(),
    purposes: ['place'],
    roles: ['staff'],
    pickup: true,
    nextSteps: ['employment'],
    requiresReadiness: 'preparing',
    targets,
    eligibility: { basis: 'statutory', statute: '法', requires: ['income_hardship'], acceptsOutOfSystem: false },
    hostAssessment: { status: 'ready', assessedOn: '2026-10-01', maxConcurrent: 5, current: 1 },
  },
  capacity: aCapacity(),
} as const;

type Part = keyof typeof WHOLE;

/** Unknown, and no yes may be made of it: the place is not proposed. */
const KEPT_OUT: Readonly<Record<string, string>> = {
  'profile.safety': 'SAFETY_CONFLICT',
  'profile.safety.avoidOrgIds': 'SAFETY_CONFLICT',
  'profile.safety.avoidMenuIds': 'SAFETY_CONFLICT',
  'profile.safety.avoidWithinMeters': 'SAFETY_CONFLICT',
  'profile.consent': 'CONSENT_MISSING',
  'profile.consent.matching': 'CONSENT_MISSING',
  'profile.consent.disclosureOrgIds': 'CONSENT_SCOPE',
  'profile.status': 'ELIGIBILITY_STATUTORY',
  'profile.status.incomeHardship': 'ELIGIBILITY_STATUTORY',
  'menu.eligibility': 'ELIGIBILITY_STATUTORY',
  'menu.eligibility.basis': 'ELIGIBILITY_STATUTORY',
  'menu.eligibility.requires': 'ELIGIBILITY_STATUTORY',
  'menu.hostAssessment': 'HOST_NOT_READY',
  'menu.hostAssessment.status': 'HOST_NOT_READY',
  'menu.hostAssessment.assessedOn': 'HOST_NOT_READY',
  capacity: 'CAPACITY_STALE',
  'capacity.total': 'CAPACITY_STALE',
  'capacity.used': 'CAPACITY_STALE',
  'capacity.reportedAt': 'CAPACITY_STALE',
};

/** Unknown, and the question that stands beside the candidate. */
const ASKED: Readonly<Record<string, string>> = {
  'profile.age': 'person.age',
  'profile.medicalAttendance': 'person.medicalAttendance',
  'profile.gender': 'person.gender',
  'profile.languages': 'person.languages',
  'profile.readiness': 'person.readiness',
  'profile.strengths': 'person.strengths',
  'profile.interests': 'person.strengths',
  'profile.avoid': 'person.avoid',
  'profile.accessibility': 'person.accessibility',
  'need.primaryPurposes': 'person.primaryPurposes',
  'need.mode': 'person.mode',
  'need.supportRequired': 'person.supportRequired',
  'need.point': 'person.point',
  'menu.resourceState': 'host.resourceState',
  'menu.location': 'host.location',
  'menu.purposes': 'host.purposes',
  'menu.activities': 'host.activities',
  'menu.roles': 'host.roles',
  'menu.modes': 'host.modes',
  'menu.demands': 'host.demands',
  'menu.typicalGroupSize': 'host.typicalGroupSize',
  'menu.quietSpace': 'host.quietSpace',
  'menu.sessions': 'host.sessions',
  'menu.earliestStart': 'host.earliestStart',
  'menu.capacityModel': 'host.capacityModel',
  'menu.targets': 'host.targets',
  'menu.targets.genders': 'host.targets.genders',
  'menu.targets.companionsAllowed': 'host.targets.companionsAllowed',
  'menu.support': 'host.support',
  'menu.accessibility': 'host.accessibility',
  'menu.pickup': 'host.pickup',
  'menu.languages': 'host.languages',
  'menu.feeYen': 'host.feeYen',
  'menu.nameRequired': 'host.nameRequired',
  'menu.hostAssessment.current': 'host.hostAssessment.current',
  'menu.nextSteps': 'host.nextSteps',
};

/** Null says that there is none of it, or no limit; or nothing here depends on it. What is protected is asked of children. */
const NOTHING_TO_ASK: readonly string[] = [
  'profile.fiscalYearAge',
  'profile.pregnant',
  'profile.declinedMenuIds',
  'profile.consent.anonymousInquiry',
  'profile.consent.guardian',
  'profile.safety.guardianMayHarm',
  'profile.status.disabilityHandbook',
  'profile.status.disabilityServiceRecipient',
  'profile.status.careLevel',
  'profile.status.publicAssistance',
  'profile.status.singleParentHousehold',
  'need.secondaryPurposes',
  'need.groupMaxPreferred',
  'need.supportPreferred',
  'need.windows',
  'need.maxDistanceMeters',
  'need.pickupNeeded',
  'need.budgetYenPerUse',
  'need.startBy',
  'need.goal',
  'need.companions',
  'need.minSessions',
  'need.minSessions.count',
  'need.minSessions.per',
  'need.party',
  'menu.addressConfidential',
  'menu.onDemand',
  'menu.targets.ageMin',
  'menu.targets.ageMax',
  'menu.targets.peerAgeMin',
  'menu.targets.peerAgeMax',
  'menu.targets.grades',
  'menu.targets.fiscalYearEndAfterAge',
  'menu.targets.pregnant',
  'menu.targets.medicalAttendance',
  'menu.eligibility.acceptsOutOfSystem',
  'menu.requiresReadiness',
  'menu.hostAssessment.maxConcurrent',
  'menu.exclusionPolicy',
  'menu.lastConfirmedOn',
  'menu.seeks',
  'capacity.outOfSystem',
  'capacity.sessions',
];

const NAMES = ['personRef', 'menuId', 'resourceId', 'orgId', 'name', 'orgName', 'type', 'version', 'statute'];
const NEVER_NULL = new Set([...NAMES, 'held', 'unit', 'overCommitted']);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Every fact that may be unknown, by its path; a point is one fact. */
function pathsIn(value: object, before: string): readonly string[] {
  return Object.entries(value).flatMap(([name, part]): readonly string[] => {
    const path = `${before}.${name}`;
    if (NEVER_NULL.has(name)) return [];
    return isRecord(part) && !('lat' in part) ? [path, ...pathsIn(part, path)] : [path];
  });
}

function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return null;
  return isRecord(value) ? { ...value, [name]: without(value[name], rest) } : value;
}

function answerWithout(path: string) {
  const [part, ...rest] = path.split('.');
  const kase = { ...WHOLE, [part as Part]: without(WHOLE[part as Part], rest) } as unknown as Case;
  const { candidates, excluded } = ranked(kase);
  const asks = candidates[0]?.toAsk.map(({ side, field }) => `${side}.${field}`);
  return { codes: excluded[0]?.codes ?? [], asks: asks ?? [] };
}

const PATHS = ['capacity', ...Object.entries(WHOLE).flatMap(([part, whole]) => pathsIn(whole, part))];

describe('a fact that nobody knows', () => {
  it('is one that these lists speak of, whichever it is; where all is known nothing is left to ask', () => {
    expect(ranked(WHOLE as unknown as Case).candidates[0]?.toAsk).toEqual([]);
    const spokenOf = [...Object.keys(KEPT_OUT), ...Object.keys(ASKED), ...NOTHING_TO_ASK];
    expect([...PATHS].sort()).toEqual([...spokenOf].sort());
  });

  it.each(Object.entries(KEPT_OUT))('keeps the place out: %s', (path, code) => {
    expect(answerWithout(path).codes).toEqual([code]);
  });

  it.each(Object.entries(ASKED))('is asked about, and is no yes and no no: %s', (path, question) => {
    expect(answerWithout(path)).toEqual({ codes: [], asks: [question] });
  });

  it.each(NOTHING_TO_ASK)('asks for nothing where it says that there is none: %s', (path) => {
    expect(answerWithout(path)).toEqual({ codes: [], asks: [] });
  });

  it('tells nothing of where a confidential place is, neither by a question nor by what it would do', () => {
    const asks = (lat: number) =>
      ranked({
        menu: { addressConfidential: true, modes: ['in_person', 'remote'], location: { lat, lng: 139.5 } },
        need: { mode: null },
      }).candidates[0]?.toAsk;
    expect(asks(35.501)).toMatchObject([{ field: 'mode', excludes: false, points: 0 }]);
    expect(asks(36.5)).toEqual(asks(35.501));
  });

  it('who comes along is asked where a companion who needs care could not come', () => {
    const menu = { targets: { ...targets, genders: ['any'], medicalAttendance: null, companionsAllowed: false } };
    const asks = (companions: Need['companions']) =>
      ranked({ menu, need: { companions } }).candidates[0]?.toAsk.map(({ field }) => field);
    expect(asks(null)).toEqual(['companions']);
    expect(asks([{ relation: 'child', age: 3, need: null, fiscalYearAge: 3 }])).toEqual(['companions']);
    expect(asks([])).toEqual([]);
    expect(asks([{ relation: 'child', age: 3, need: 'meal', fiscalYearAge: 3 }])).toEqual([]);
  });
});
