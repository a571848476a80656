import { type CapacityView } from './capacity-view';
import { aCapacity, aConsent, aMenu, anOpenPlace, aSafety, ranked, type Case } from './matching-fixtures';
import { type Eligibility, type MenuFacts, type Targets } from './menu-facts';

const NO_LIMIT: Targets = {
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
};
const targets = (changes: Partial<Targets>): Pick<MenuFacts, 'targets'> => ({ targets: { ...NO_LIMIT, ...changes } });
const scheme = (requires: string, acceptsOutOfSystem: boolean): { readonly eligibility: Eligibility } => ({
  eligibility: { basis: 'statutory', statute: null, requires: [requires], acceptsOutOfSystem },
});
const slots = (count: number, used: number): CapacityView =>
  aCapacity({ outOfSystem: { slots: count, used, held: 0 } });
const place = (menuId: string, changes: Partial<MenuFacts> = {}) => aMenu({ menuId, resourceId: menuId, ...changes });
const openPlace = (menuId: string, changes: Partial<MenuFacts> = {}) =>
  anOpenPlace({ menuId, resourceId: menuId, ...changes });
const ALL_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => ({ day, from: '00:00', to: '24:00' }));

function story(kase: Case) {
  const result = ranked(kase);
  return {
    outcome: result.outcome,
    order: result.candidates.map(({ menuId }) => menuId),
    why: [...(result.candidates[0]?.explanation ?? []), ...result.requestExplanation],
    out: Object.fromEntries(result.excluded.map(({ menuId, codes }) => [menuId, codes])),
    told: result.information.map(({ menuId }) => menuId),
  };
}

describe('people and places', () => {
  it('a carer who needs rest, with someone who watches over the illness', () => {
    const respite = { purposes: ['respite'], support: ['medical_liaison', 'night_staff'], sessions: ALL_DAY };
    const told = story({
      need: { primaryPurposes: ['respite'], supportRequired: ['medical_liaison'], windows: ALL_DAY },
      menus: [
        place('short-stay', { ...respite, ...scheme('care_insurance', true) }),
        place('no-nurse', { ...respite, support: ['night_staff'] }),
        place('by-measure', { ...respite, ...scheme('measure', false) }),
        place('no-slot', { ...respite, ...scheme('disability_service', true) }),
      ],
      capacityOf: (menuId) => (menuId === 'short-stay' ? slots(1, 0) : aCapacity()),
    });
    expect(told.order).toEqual(['short-stay']);
    expect(told.why).toEqual(expect.arrayContaining(['MEDICAL_LIAISON', 'OUT_OF_SYSTEM_USE']));
    expect(told.out).toEqual({
      'no-nurse': ['SUPPORT_UNMET'],
      'by-measure': ['ELIGIBILITY_STATUTORY'],
      'no-slot': ['OUT_OF_SYSTEM_SLOTS_NONE'],
    });
  });

  it('a son who may help in a dining room and bring his mother to the meal', () => {
    const told = story({
      need: {
        primaryPurposes: ['role'],
        companions: [{ relation: 'mother', age: 82, need: 'meal', fiscalYearAge: null }],
      },
      menus: [
        openPlace('dining', { roles: ['staff'], ...targets({ companionsAllowed: true }) }),
        openPlace('alone', { roles: ['staff'] }),
      ],
    });
    expect(told.order).toEqual(['dining', 'alone']);
    expect(told.why).toEqual(expect.arrayContaining(['ROLE_CREATED', 'COMPANION_OK']));
  });

  it('a young woman who cannot go home finds people of her age, and no address leaves', () => {
    const shelter = { purposes: ['temporary_housing'], addressConfidential: true, sessions: ALL_DAY };
    const told = story({
      profile: { age: 19, safety: aSafety({ avoidOrgIds: ['org-2'], avoidWithinMeters: 3000 }), interests: [] },
      need: { primaryPurposes: ['temporary_housing'], maxDistanceMeters: 20_000, windows: null, startBy: '2026-11-17' },
      menus: [
        place('peers', {
          ...shelter,
          location: { lat: 35.6, lng: 139.5 },
          ...targets({ genders: ['female'], peerAgeMin: 16, peerAgeMax: 24 }),
        }),
        place('elders', {
          ...shelter,
          location: { lat: 35.53, lng: 139.5 },
          ...targets({ peerAgeMin: 45, peerAgeMax: 70 }),
        }),
        place('hidden-next-door', { ...shelter, feeYen: 300 }),
        place('next-door', { ...shelter, addressConfidential: false }),
        place('known-org', { ...shelter, orgId: 'org-2', location: { lat: 35.6, lng: 139.5 } }),
      ],
    });
    // How near a hidden place is only people may weigh: it is asked of those who know, and nobody calls it checked.
    expect(told.order).toEqual(['peers', 'elders', 'hidden-next-door']);
    expect(told.why).toEqual(expect.arrayContaining(['PEER_AGE_MATCH', 'ADDRESS_CONFIDENTIAL', 'URGENCY_MET']));
    expect(told.why).not.toContain('SAFETY_CHECKED');
    expect(told.out).toEqual({ 'next-door': ['SAFETY_CONFLICT'], 'known-org': ['SAFETY_CONFLICT'] });
  });

  it('someone who wants no talk reads in a quiet corner, and may visit a workplace later', () => {
    const told = story({
      profile: { avoid: ['conversation_required', 'group_activity'] },
      need: { groupMaxPreferred: 5, goal: 'day_service_trial' },
      menus: [
        openPlace('corner', { quietSpace: true, typicalGroupSize: 8, nextSteps: ['day_service_trial'] }),
        openPlace('small', { activities: ['music'], typicalGroupSize: 4 }),
        openPlace('talk', { demands: ['conversation_required'] }),
      ],
    });
    expect(told.order).toEqual(['corner', 'small']);
    expect(told.why).toEqual(expect.arrayContaining(['QUIET_SPACE', 'NEXT_STEP', 'INTEREST_MATCH']));
    expect(told.out).toEqual({ talk: ['PERSON_CONSTRAINT_CONFLICT'] });
  });

  it('someone who has not agreed is told about open places, and nothing is compared', () => {
    const told = story({
      profile: { consent: aConsent({ matching: 'none', disclosureOrgIds: [] }) },
      menus: [place('job'), openPlace('salon')],
    });
    expect(told).toMatchObject({ outcome: 'blocked_consent', order: [], told: ['salon'] });
    expect(told.why).toEqual(['CONSENT_REQUIRED', 'OUTREACH_INSTEAD']);
  });

  it('a child whose guardian refuses and may be the cause', () => {
    const told = story({
      profile: {
        age: 14,
        consent: aConsent({ guardian: 'refused' }),
        safety: aSafety({ guardianMayHarm: true }),
      },
      menus: [place('tutor'), openPlace('dining'), openPlace('elders', targets({ ageMin: 65 }))],
    });
    expect(told).toMatchObject({ outcome: 'needs_human_review', order: [], told: ['dining'] });
    expect(told.why).toEqual(['ESCALATE_CHILD_PROTECTION']);
    expect(told.out).toEqual({ tutor: ['GUARDIAN_CONSENT_MISSING'], elders: ['AGE_OUT_OF_RANGE'] });
  });

  it('a host who is willing but needs help is proposed with that help', () => {
    const assessed = { assessedOn: '2026-10-01', maxConcurrent: 1, current: 0 };
    const told = story({
      need: { primaryPurposes: ['role'] },
      menus: [
        place('shop', { hostAssessment: { ...assessed, status: 'needs_support' } }),
        place('busy', { hostAssessment: { ...assessed, status: 'ready', current: 1 } }),
      ],
    });
    expect(told.order).toEqual(['shop']);
    expect(told.why).toContain('HOST_SUPPORT_NEEDED');
    expect(told.out).toEqual({ busy: ['HOST_NOT_READY'] });
  });

  it('a place that forgot to fill in half of its form stays a candidate with questions', () => {
    const bare = openPlace('bare', {
      activities: null,
      demands: null,
      typicalGroupSize: null,
      sessions: null,
      support: null,
      accessibility: null,
      languages: null,
      feeYen: null,
      location: null,
      targets: null,
    });
    const result = ranked({ menus: [bare], need: { budgetYenPerUse: 0 }, profile: { avoid: ['noise'] } });
    expect(result.outcome).toBe('proposal');
    expect(result.candidates[0]?.toAsk.map(({ field }) => field)).toEqual([
      'location',
      'sessions',
      'targets',
      'feeYen',
      'languages',
      'demands',
      'activities',
    ]);
  });
});
