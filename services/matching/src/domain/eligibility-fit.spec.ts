import { EXCLUSION_CODES, type ExclusionCode } from './eligibility';
import { aCapacity, anOpenPlace, codesOf, type Case } from './matching-fixtures';
import { type HostAssessment, type MenuFacts } from './menu-facts';

const statutory = (requires: readonly string[], acceptsOutOfSystem: boolean | null): Partial<MenuFacts> => ({
  eligibility: { basis: 'statutory', statute: '障害者総合支援法', requires, acceptsOutOfSystem },
});
const host = (changes: Partial<HostAssessment>): Partial<MenuFacts> => ({
  hostAssessment: { status: 'ready', assessedOn: '2026-10-01', maxConcurrent: null, current: 0, ...changes },
});
const slots = (count: number, used: number, held = 0) => aCapacity({ outOfSystem: { slots: count, used, held } });
const companion = (need: string | null) => ({ companions: [{ relation: 'child', age: 1, need, fiscalYearAge: null }] });

interface Rule {
  readonly code: ExclusionCode;
  readonly says: string;
  readonly strikes: Case;
  readonly nearest: Case;
}

const RULES: readonly Rule[] = [
  {
    code: 'CAPACITY_FULL',
    says: 'the last seat is held',
    strikes: { capacity: aCapacity({ used: 9, held: 1 }) },
    nearest: { capacity: aCapacity({ used: 9 }) },
  },
  {
    code: 'CAPACITY_FULL',
    says: 'more are there than the total',
    strikes: { capacity: aCapacity({ used: 12 }) },
    nearest: { menu: { capacityModel: 'open' }, capacity: aCapacity({ used: 12 }) },
  },
  {
    code: 'CAPACITY_FULL',
    says: 'a slot is of no use in a full house',
    strikes: {
      menu: statutory(['disability_service'], true),
      capacity: aCapacity({ used: 10, outOfSystem: { slots: 2, used: 0, held: 0 } }),
    },
    nearest: { menu: statutory(['disability_service'], true), capacity: slots(2, 0) },
  },
  {
    code: 'CAPACITY_FULL',
    says: 'the menu is over-committed',
    strikes: { capacity: aCapacity({ overCommitted: true }) },
    nearest: {},
  },
  {
    code: 'CAPACITY_STALE',
    says: 'the report is 31 days old',
    strikes: { capacity: aCapacity({ reportedAt: '2026-10-16' }) },
    nearest: { capacity: aCapacity({ reportedAt: '2026-10-17' }) },
  },
  {
    code: 'CAPACITY_STALE',
    says: 'days count in Tokyo: 14:59Z is still the 16th there',
    strikes: { capacity: aCapacity({ reportedAt: '2026-10-16T14:59:59Z' }) },
    nearest: { capacity: aCapacity({ reportedAt: '2026-10-16T15:00:00Z' }) },
  },
  {
    code: 'CAPACITY_STALE',
    says: 'nothing was ever reported, which an open place need not do',
    strikes: { capacity: null },
    nearest: { menus: [anOpenPlace()], capacity: null },
  },
  {
    code: 'CAPACITY_STALE',
    says: 'the report leaves the total open',
    strikes: { capacity: aCapacity({ total: null }) },
    nearest: { capacity: aCapacity() },
  },
  {
    code: 'SCHEDULE_NO_OVERLAP',
    says: 'the session only touches the window',
    strikes: { need: { windows: [{ day: 'wed', from: '12:00', to: '17:00' }] } },
    nearest: { need: { windows: [{ day: 'wed', from: '11:59', to: '17:00' }] } },
  },
  {
    code: 'DISTANCE_EXCEEDED',
    says: 'the way is one metre too long',
    strikes: { need: { maxDistanceMeters: 499 } },
    nearest: { need: { maxDistanceMeters: 500 } },
  },
  {
    code: 'DISTANCE_EXCEEDED',
    says: 'pick-up lifts the limit',
    strikes: { need: { maxDistanceMeters: 100 } },
    nearest: { need: { maxDistanceMeters: 100 }, menu: { pickup: true } },
  },
  {
    code: 'ACCESSIBILITY_UNMET',
    says: 'a step remains, pick-up or not',
    strikes: { profile: { accessibility: ['wheelchair'] }, menu: { pickup: true } },
    nearest: { profile: { accessibility: ['step_free'] } },
  },
  {
    code: 'LANGUAGE_UNMET',
    says: 'easy Japanese is not Japanese',
    strikes: { profile: { languages: ['vi', 'ja-easy'] } },
    nearest: { profile: { languages: ['vi', 'ja-easy'] }, menu: { support: ['easy_japanese'] } },
  },
  {
    code: 'LANGUAGE_UNMET',
    says: 'who speaks Japanese follows easy Japanese',
    strikes: { profile: { languages: ['en'] }, menu: { languages: ['ja-easy'] } },
    nearest: { profile: { languages: ['ja'] }, menu: { languages: ['ja-easy'] } },
  },
  {
    code: 'SUPPORT_UNMET',
    says: 'one of two required supports is missing',
    strikes: { need: { supportRequired: ['watch_over', 'medical_liaison'] } },
    nearest: { need: { supportRequired: ['watch_over'], supportPreferred: ['medical_liaison'] } },
  },
  {
    code: 'PERSON_CONSTRAINT_CONFLICT',
    says: 'one demand is to be avoided',
    strikes: { profile: { avoid: ['group_activity'] }, menu: { demands: ['noise', 'group_activity'] } },
    nearest: { profile: { avoid: ['group_activity'] }, menu: { demands: ['noise'] } },
  },
  {
    code: 'HOST_NOT_READY',
    says: 'the host was never assessed',
    strikes: { menu: host({ status: 'not_assessed' }) },
    nearest: { menu: host({ status: 'needs_support' }) },
  },
  {
    code: 'HOST_NOT_READY',
    says: 'the assessment is 366 days old',
    strikes: { menu: host({ assessedOn: '2025-11-15' }) },
    nearest: { menu: host({ assessedOn: '2025-11-16' }) },
  },
  {
    code: 'HOST_NOT_READY',
    says: 'the day of the assessment is unknown',
    strikes: { menu: host({ assessedOn: null }) },
    nearest: { menus: [anOpenPlace(host({ assessedOn: null }))] },
  },
  {
    code: 'HOST_NOT_READY',
    says: 'the host takes no more at a time',
    strikes: { menu: host({ maxConcurrent: 2, current: 2 }) },
    nearest: { menu: host({ maxConcurrent: 2, current: 1 }) },
  },
  {
    code: 'HOST_NOT_READY',
    says: 'an open place pauses, though it need not be assessed',
    strikes: { menus: [anOpenPlace(host({ status: 'paused' }))] },
    nearest: { menus: [anOpenPlace(host({ status: 'not_assessed', maxConcurrent: 1, current: 9 }))] },
  },
  {
    code: 'PERSON_DECLINED',
    says: 'the person said no to it',
    strikes: { profile: { declinedMenuIds: ['menu-1'] } },
    nearest: { profile: { declinedMenuIds: ['menu-2'] } },
  },
  {
    code: 'FEE_EXCEEDS',
    says: 'it costs one yen too much',
    strikes: { need: { budgetYenPerUse: 499 }, menu: { feeYen: 500 } },
    nearest: { need: { budgetYenPerUse: 500 }, menu: { feeYen: 500 } },
  },
  {
    code: 'START_TOO_LATE',
    says: 'it starts a day late',
    strikes: { need: { startBy: '2026-11-16' } },
    nearest: { need: { startBy: '2026-11-17' } },
  },
  {
    code: 'READINESS_NOT_MET',
    says: 'someone still preparing is asked to be ready',
    strikes: { profile: { readiness: 'preparing' }, menu: { requiresReadiness: 'job_ready' } },
    nearest: { profile: { readiness: 'preparing' }, menu: { requiresReadiness: 'preparing' } },
  },
  {
    code: 'READINESS_NOT_MET',
    says: 'not yet is less than preparing',
    strikes: { profile: { readiness: 'not_yet' }, menu: { requiresReadiness: 'preparing' } },
    nearest: { profile: { readiness: null }, menu: { requiresReadiness: 'preparing' } },
  },
  {
    code: 'COMPANION_NOT_ALLOWED',
    says: 'a child in care must come along, a shared meal is only a wish',
    strikes: { need: companion('care') },
    nearest: { need: companion('meal') },
  },
  {
    code: 'EXCLUSION_NEEDS_REVIEW',
    says: 'a blanket exclusion has no reason on record',
    strikes: { menu: { exclusionPolicy: { attributes: ['mental_illness'], justification: ' ' } } },
    nearest: { menu: { exclusionPolicy: { attributes: ['mental_illness'], justification: '医師の常駐がない' } } },
  },
];

describe('what must fit between a person and a place', () => {
  it('has a case for each of these codes', () => {
    expect(new Set(RULES.map(({ code }) => code))).toEqual(
      new Set(EXCLUSION_CODES.slice(EXCLUSION_CODES.indexOf('CAPACITY_FULL'))),
    );
  });

  it.each(RULES)('$code: $says', ({ code, strikes, nearest }) => {
    expect(codesOf(strikes)).toEqual([code]);
    expect(codesOf(nearest)).toEqual([]);
  });
});
