import { type ExclusionCode } from '../eligibility';
import { judgeOne, type Pair } from '../judge';
import { aCapacity, aConsent, aMenu, aNeed, anOpenPlace, aProfile, aSafety, TODAY } from '../matching-fixtures';
import { type MenuFacts, type Targets } from '../menu-facts';
import { DEFAULT_SETTINGS } from '../settings';
import { apply } from './apply';
import { changesOf, type Reason, whyNot } from './why-not';

interface Case {
  readonly profile?: Partial<Pair['profile']>;
  readonly need?: Partial<Pair['need']>;
  readonly menu?: Partial<MenuFacts>;
  readonly capacity?: Pair['capacity'];
}

function pairOf({ profile, need, menu, capacity }: Case): Pair {
  return {
    profile: aProfile(profile),
    need: aNeed(need),
    menu: aMenu(menu),
    capacity: capacity === undefined ? aCapacity() : capacity,
    settings: DEFAULT_SETTINGS,
    today: TODAY,
  };
}

const explain = (kase: Case): readonly Reason[] => {
  const pair = pairOf(kase);
  return whyNot(pair, judgeOne(pair).codes);
};
const targets = (changes: Partial<Targets>): Partial<MenuFacts> => ({
  targets: { ...(aMenu().targets as Targets), ...changes },
});
const host = (changes: Partial<NonNullable<MenuFacts['hostAssessment']>>): Partial<MenuFacts> => ({
  hostAssessment: { status: 'ready', assessedOn: '2026-10-01', maxConcurrent: null, current: null, ...changes },
});
const wed = (from: string, to: string) => ({ day: 'wed', from, to });
const statutory = { basis: 'statutory', statute: null, requires: ['measure'], acceptsOutOfSystem: false } as const;
const carer = { relation: 'child', age: 1, need: 'care', fiscalYearAge: null };
const sliced = (free: number) => aCapacity({ sessions: [{ ...wed('18:00', '20:00'), free, outOfSystemFree: null }] });

/** What is named first for one rule: code, amount, what. */
const NAMED: readonly (readonly [ExclusionCode, Case, readonly [string, number, readonly string[]]])[] = [
  ['GUARDIAN_CONSENT_MISSING', { profile: { age: 12, consent: aConsent() } }, ['guardian_agreement', 1, []]],
  ['CONSENT_SCOPE', { menu: { orgId: 'org-9' } }, ['consent_to_organisation', 1, ['org-9']]],
  [
    'PURPOSE_MISMATCH',
    { need: { secondaryPurposes: ['meal'] }, menu: { purposes: ['learning', 'meal'] } },
    ['add_purpose', 1, ['meal']],
  ],
  ['MODE_MISMATCH', { menu: { modes: ['remote'] } }, ['add_mode', 1, ['remote']]],
  ['AGE_OUT_OF_RANGE', { profile: { age: 17 }, menu: targets({ ageMin: 20 }) }, ['age_exception', 3, []]],
  [
    'AGE_OUT_OF_RANGE',
    {
      profile: { fiscalYearAge: 4, age: 4, consent: aConsent({ guardian: 'granted' }) },
      menu: targets({ fiscalYearEndAfterAge: 3 }),
    },
    ['age_exception', 2, []],
  ],
  ['ELIGIBILITY_STATUTORY', { menu: { eligibility: statutory } }, ['accept_out_of_system_places', 1, []]],
  [
    'ELIGIBILITY_STATUTORY',
    { menu: { eligibility: statutory }, capacity: aCapacity({ outOfSystem: { slots: 1, used: 0, held: 0 } }) },
    ['accept_out_of_system', 1, []],
  ],
  ['ELIGIBILITY_STATUTORY', { menu: { eligibility: null } }, ['confirm_eligibility', 1, []]],
  [
    'OUT_OF_SYSTEM_SLOTS_NONE',
    {
      need: { party: 3 },
      menu: { eligibility: { ...statutory, acceptsOutOfSystem: true } },
      capacity: aCapacity({ outOfSystem: { slots: 2, used: 1, held: 0 } }),
    },
    ['more_out_of_system_places', 2, []],
  ],
  ['CAPACITY_FULL', { need: { party: 3 }, capacity: aCapacity({ total: 5, used: 4 }) }, ['more_places', 2, []]],
  [
    'CAPACITY_FULL',
    { capacity: aCapacity({ total: 3, used: 4, held: 1, overCommitted: true }) },
    ['more_places', 3, []],
  ],
  ['CAPACITY_STALE', { capacity: aCapacity({ reportedAt: '2026-01-01' }) }, ['new_report', 1, []]],
  ['SCHEDULE_NO_OVERLAP', { menu: { sessions: [wed('17:30', '19:00')] } }, ['widen_window', 2, []]],
  ['SCHEDULE_NO_OVERLAP', { menu: { sessions: [{ ...wed('10:00', '12:00'), day: 'fri' }] } }, ['another_time', 1, []]],
  ['SCHEDULE_NO_OVERLAP', { need: { minSessions: { count: 3, per: 'week' } } }, ['more_sessions', 2, []]],
  ['DISTANCE_EXCEEDED', { need: { maxDistanceMeters: 350 } }, ['more_metres', 150, []]],
  ['DISTANCE_EXCEEDED', { need: { maxDistanceMeters: 350, pickupNeeded: true } }, ['pick_up', 1, []]],
  [
    'ACCESSIBILITY_UNMET',
    { profile: { accessibility: ['wheelchair', 'step_free'] } },
    ['ask_accessibility', 1, ['wheelchair']],
  ],
  ['LANGUAGE_UNMET', { profile: { languages: ['vi'] } }, ['language_helper', 1, ['vi']]],
  ['SUPPORT_UNMET', { need: { supportRequired: ['mentor', 'greeting'] } }, ['ask_support', 2, ['mentor', 'greeting']]],
  ['HOST_NOT_READY', { menu: host({ assessedOn: '2024-01-01' }) }, ['host_visit', 1, []]],
  ['HOST_NOT_READY', { menu: host({ current: 4, maxConcurrent: 3 }) }, ['more_concurrent', 2, []]],
  ['PERSON_DECLINED', { profile: { declinedMenuIds: ['resource-1'] } }, ['person_asks_again', 1, []]],
  ['FEE_EXCEEDS', { need: { budgetYenPerUse: 300 }, menu: { feeYen: 450 } }, ['fee_waiver', 150, []]],
  [
    'START_TOO_LATE',
    { need: { startBy: '2026-11-28' }, menu: { earliestStart: '2026-12-03' } },
    ['start_later', 5, []],
  ],
  ['COMPANION_NOT_ALLOWED', { need: { companions: [carer, carer] } }, ['companion_care', 2, []]],
  [
    'EXCLUSION_NEEDS_REVIEW',
    { menu: { exclusionPolicy: { attributes: ['age'], justification: null } } },
    ['dialogue_with_host', 1, []],
  ],
];

/** What the person is or avoids, what a guardian who may do harm would have to say, and the host's own no. */
const NOTHING_NAMED: readonly (readonly [ExclusionCode, Case])[] = [
  ['PERSON_CONSTRAINT_CONFLICT', { profile: { avoid: ['noise'] }, menu: { demands: ['noise'] } }],
  ['GENDER_RESTRICTED', { profile: { gender: 'male' }, menu: targets({ genders: ['female'] }) }],
  ['READINESS_NOT_MET', { profile: { readiness: 'not_yet' }, menu: { requiresReadiness: 'job_ready' } }],
  ['RESOURCE_INACTIVE', { menu: { resourceState: 'CLOSED' } }],
  ['AGE_OUT_OF_RANGE', { profile: { fiscalYearAge: 40 }, menu: targets({ grades: ['e1'] }) }],
  ['ELIGIBILITY_STATUTORY', { profile: { medicalAttendance: false }, menu: targets({ medicalAttendance: true }) }],
  ['HOST_NOT_READY', { menu: host({ status: 'paused' }) }],
  ['GUARDIAN_CONSENT_MISSING', { profile: { age: 12, safety: aSafety({ guardianMayHarm: true }) } }],
];

describe('what would help', () => {
  it.each(NAMED)('%s: %j', (code, kase, [named, amount, what]) => {
    const reasons = explain(kase);
    expect(reasons.map((reason) => reason.code)).toEqual([code]);
    expect(reasons[0]?.changes[0]).toMatchObject({ rule: code, code: named, amount, what });
    expect(judgeOne(changesOf(reasons).reduce(apply, pairOf(kase))).codes).toEqual([]);
  });

  it.each(NOTHING_NAMED)('%s: nothing where nobody may be pushed', (code, kase) => {
    const reasons = explain(kase);
    expect(reasons.map((reason) => [reason.code, reason.changes, reason.through])).toEqual([[code, [], null]]);
  });

  it('is a way from home where that is added, so that way and steps need nothing of their own', () => {
    const kase = {
      profile: { accessibility: ['wheelchair'] },
      need: { maxDistanceMeters: 10 },
      menu: { modes: ['remote'] },
    };
    expect(explain(kase).map(({ code, changes, through }) => [code, changes.length, through])).toEqual([
      ['MODE_MISMATCH', 1, null],
      ['DISTANCE_EXCEEDED', 0, 'MODE_MISMATCH'],
      ['ACCESSIBILITY_UNMET', 0, 'MODE_MISMATCH'],
    ]);
  });

  it('looks at the places of the session that the new time reaches', () => {
    const menu = { sessions: [wed('18:00', '20:00')] };
    expect(explain({ menu, capacity: sliced(1) }).map(({ code, through }) => [code, through])).toEqual([
      ['CAPACITY_FULL', 'SCHEDULE_NO_OVERLAP'],
      ['SCHEDULE_NO_OVERLAP', null],
    ]);
    expect(changesOf(explain({ menu, capacity: sliced(0) }))).toMatchObject([
      { code: 'more_places', amount: 1, at: wed('18:00', '20:00') },
      { code: 'widen_window', amount: 3, at: { ...wed('09:00', '17:00'), end: 'after' } },
    ]);
  });

  it('is said in the words of those who work with it', () => {
    const say = (kase: Case) => changesOf(explain(kase)).map(({ ja }) => ja);
    expect(say({ need: { supportRequired: ['watch_over', 'mentor'] } })).toEqual([
      '支え(指導役)を用意できるか、受入先に相談します。',
    ]);
    expect(say({ menu: { sessions: [wed('17:30', '19:00')] } })).toEqual([
      '本人の都合(水曜 09:00〜17:00)を 60 分広げられるか聞きます。',
    ]);
    expect(say({ menu: { modes: ['remote'] } })).toEqual(['参加のしかたに「オンライン」を加えるか、本人に聞きます。']);
  });

  it('names a talk only for a place under review, and looks at nothing that the person is', () => {
    const exclusionPolicy = { attributes: ['age'], justification: null };
    const kase = {
      profile: { age: 10, avoid: ['noise'] },
      menu: { exclusionPolicy, demands: ['noise'], ...targets({ ageMin: 18 }) },
    };
    expect(explain(kase).map(({ code }) => code)).toEqual(['EXCLUSION_NEEDS_REVIEW']);
  });
});

describe('what is seen', () => {
  it('stands with both sides', () => {
    expect(explain({ need: { maxDistanceMeters: 350 } })[0]?.seen).toEqual({
      unit: 'metre',
      person: { amount: 350, codes: [] },
      host: { amount: 500, codes: [] },
    });
    expect(explain({ need: { supportRequired: ['mentor'] } })[0]?.seen).toEqual({
      unit: null,
      person: { amount: null, codes: ['mentor'] },
      host: { amount: null, codes: ['watch_over'] },
    });
  });

  it('tells nothing beside safety: no value, no other rule, no change', () => {
    const kase = {
      profile: { safety: aSafety({ avoidOrgIds: ['org-1'] }) },
      need: { budgetYenPerUse: 0 },
      menu: { feeYen: 9 },
    };
    expect(explain(kase)).toEqual([{ code: 'SAFETY_CONFLICT', seen: null, changes: [], through: null }]);
    expect(explain({ profile: { safety: null } })).toEqual(explain(kase));
  });

  it('names no other organisation that may know the name', () => {
    expect(explain({ menu: { orgId: 'org-9' } })[0]?.seen).toEqual({
      unit: null,
      person: { amount: null, codes: [] },
      host: { amount: null, codes: ['org-9'] },
    });
  });

  it('never holds the way to a confidential address against it: that would measure where it is', () => {
    const at = (north: number) =>
      explain({ menu: { addressConfidential: true, location: { lat: 35.5 + north, lng: 139.5 } } });
    expect([at(0.02), at(0.2)]).toEqual([[], []]);
  });

  it('never throws on a pair of which nothing is known', () => {
    const nothing = <T extends object>(whole: T): T =>
      Object.fromEntries(Object.keys(whole).map((key) => [key, null])) as T;
    const { menuId, resourceId, orgId } = aMenu();
    const pair = {
      ...pairOf({}),
      profile: { ...nothing(aProfile()), personRef: 'person-1' },
      need: nothing(aNeed()),
      menu: { ...nothing(anOpenPlace()), menuId, resourceId, orgId, name: '', version: 1 },
      capacity: null,
    };
    expect(() => whyNot(pair, judgeOne(pair).codes)).not.toThrow();
    const codes: readonly ExclusionCode[] = NAMED.map(([code]) => code);
    expect(() => whyNot(pair, codes)).not.toThrow();
  });
});
