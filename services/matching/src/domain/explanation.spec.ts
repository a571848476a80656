import { codesOf as listed } from '#libs/kernel';
import { CANDIDATE_CODES, REQUEST_CODES, type CandidateCode } from './explanation';
import { aCapacity, aMenu, anOpenPlace, aSafety, ranked, type Case } from './matching-fixtures';
import { type HostAssessment, type MenuFacts, type Targets } from './menu-facts';

const targets = (changes: Partial<Targets>): Partial<MenuFacts> => {
  const usual = aMenu().targets;
  return usual === null ? {} : { targets: { ...usual, ...changes } };
};
const host = (changes: Partial<HostAssessment>): Partial<MenuFacts> => ({
  hostAssessment: { status: 'ready', assessedOn: '2026-10-01', maxConcurrent: null, current: 0, ...changes },
});
const outside: Case = {
  menu: { eligibility: { basis: 'statutory', statute: null, requires: ['income_hardship'], acceptsOutOfSystem: true } },
  capacity: aCapacity({ outOfSystem: { slots: 2, used: 0, held: 1 } }),
};
const peers = targets({ peerAgeMin: 35, peerAgeMax: 40 });
const daughter = { companions: [{ relation: 'child', age: 6, need: 'meal', fiscalYearAge: null }] };

const CODES: readonly (readonly [CandidateCode, Case, Case])[] = [
  ['STRENGTH_MATCH', { profile: { strengths: ['tea'] } }, { profile: { strengths: ['go'], interests: ['tea'] } }],
  ['STRENGTH_MATCH', { profile: { strengths: ['staff'] }, menu: { roles: ['staff'] } }, {}],
  ['INTEREST_MATCH', {}, { profile: { interests: ['staff'] }, menu: { roles: ['staff'] } }],
  ['ROLE_CREATED', { need: { secondaryPurposes: ['role'] } }, {}],
  ['ROLE_CREATED', { need: { secondaryPurposes: ['role'] }, menu: { purposes: ['place'], roles: ['staff'] } }, {}],
  ['MODE_MATCH', {}, { menu: { modes: null } }],
  ['SCHEDULE_MATCH', {}, { menu: { sessions: null } }],
  ['COMPANION_OK', { need: daughter, menu: targets({ companionsAllowed: true }) }, { need: daughter }],
  ['WATCH_OVER_OK', { need: { supportPreferred: ['watch_over'] } }, {}],
  [
    'MEDICAL_LIAISON',
    { need: { supportRequired: ['medical_liaison'] }, menu: { support: ['medical_liaison'] } },
    { menu: { support: ['medical_liaison'] } },
  ],
  ['OUT_OF_SYSTEM_USE', outside, {}],
  [
    'URGENCY_MET',
    { need: { startBy: '2026-11-17' } },
    { need: { startBy: '2026-11-17' }, menu: { earliestStart: null } },
  ],
  ['PEER_AGE_MATCH', { menu: peers }, { menu: peers, profile: { age: 41 } }],
  ['PEER_AGE_MATCH', { menu: targets({ peerAgeMin: 40 }) }, { menu: targets({ peerAgeMin: 41 }) }],
  ['ADDRESS_CONFIDENTIAL', { menu: { addressConfidential: true } }, {}],
  [
    'NEXT_STEP',
    { need: { goal: 'employment' }, menu: { nextSteps: ['employment'] } },
    { need: { goal: 'employment' } },
  ],
  ['HOST_READY', {}, { menu: host({ status: 'needs_support' }) }],
  ['HOST_READY', {}, { menus: [anOpenPlace(host({ assessedOn: '2025-11-15' }))] }],
  ['HOST_SUPPORT_NEEDED', { menu: host({ status: 'needs_support' }) }, {}],
  ['QUIET_SPACE', { need: { groupMaxPreferred: 4 }, menu: { quietSpace: true } }, { menu: { quietSpace: true } }],
  [
    'QUIET_SPACE',
    { profile: { avoid: ['conversation_required'] }, menu: { quietSpace: true } },
    { profile: { avoid: ['heavy_lifting'] }, menu: { quietSpace: true } },
  ],
  [
    'LANGUAGE_MATCH',
    { profile: { languages: ['vi'] }, menu: { languages: ['ja', 'vi'] } },
    { profile: { languages: ['vi', 'ja'] }, menu: { languages: ['ja', 'vi'] } },
  ],
  [
    'LANGUAGE_MATCH',
    { need: { supportRequired: ['easy_japanese'] }, menu: { support: ['easy_japanese'] } },
    { need: { supportPreferred: ['easy_japanese'] }, menu: { support: ['easy_japanese'] } },
  ],
  ['PICKUP', { need: { pickupNeeded: true }, menu: { pickup: true } }, { menu: { pickup: true } }],
  ['ACCESSIBILITY_OK', { profile: { accessibility: ['step_free'] } }, {}],
  ['CAPACITY_FRESH', {}, { menus: [anOpenPlace()], capacity: null }],
  ['FREE', { need: { budgetYenPerUse: 100 } }, {}],
  ['SAFETY_CHECKED', { profile: { safety: aSafety({ avoidOrgIds: ['org-9'] }) } }, {}],
];

const explained = (kase: Case) => ranked(kase).candidates[0]?.explanation;

describe('why a place suits', () => {
  it('knows exactly the codes of the code list', () => {
    expect([...CANDIDATE_CODES, ...REQUEST_CODES].sort()).toEqual([...listed('explanationCodes')].sort());
    expect(new Set(CODES.map(([code]) => code))).toEqual(new Set(CANDIDATE_CODES));
  });

  it.each(CODES)('%s stands exactly when it holds', (code, holds, nearest) => {
    expect(explained(holds)).toContain(code);
    expect(explained(nearest)).toBeDefined();
    expect(explained(nearest)).not.toContain(code);
  });

  it('says it in plain Japanese, with the words of the code lists', () => {
    const [candidate] = ranked({
      profile: { strengths: ['teaching'], accessibility: ['step_free'] },
      need: { secondaryPurposes: ['role'], goal: 'employment' },
      menu: { activities: ['teaching', 'reading'], roles: ['instructor'], nextSteps: ['employment'] },
    }).candidates;
    expect(candidate?.reasonsJa).toEqual([
      '得意なこと(教える)が活きます。',
      '関心のあること(読書)に合います。',
      '役割(講師)があります。',
      '希望する方法で参加できます。',
      '都合のよい日時に参加できます。',
      '次の目標(就労)につながります。',
      '受入先の準備ができています。',
      '必要なバリアフリー(段差なし)に対応しています。',
      '空き情報は新しい報告に基づきます。',
    ]);
  });

  it('keeps a confidential address out of every output', () => {
    const shelter = (north: number) =>
      ranked({ menu: { addressConfidential: true, location: { lat: 35.5 + north, lng: 139.5 } } });
    expect(shelter(0.001)).toEqual(shelter(0.01));
    expect(shelter(0.001).candidates[0]?.basis.distanceMeters).toBeNull();
  });
});
