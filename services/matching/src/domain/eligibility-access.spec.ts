import { EXCLUSION_CODES, type ExclusionCode } from './eligibility';
import { aCapacity, aConsent, aMenu, aSafety, codesOf, type Case } from './matching-fixtures';
import { type MenuFacts, type Targets } from './menu-facts';

const targets = (changes: Partial<Targets>): Partial<MenuFacts> => {
  const usual = aMenu().targets;
  return usual === null ? {} : { targets: { ...usual, ...changes } };
};
const statutory = (requires: readonly string[], acceptsOutOfSystem: boolean | null): Partial<MenuFacts> => ({
  eligibility: { basis: 'statutory', statute: '障害者総合支援法', requires, acceptsOutOfSystem },
});
const status = (changes: object) => ({ status: { ...STATUS, ...changes } });
const STATUS = {
  disabilityHandbook: 'physical',
  disabilityServiceRecipient: false,
  careLevel: null,
  incomeHardship: false,
  publicAssistance: false,
  singleParentHousehold: false,
};
const slots = (count: number, used: number, held = 0) => aCapacity({ outOfSystem: { slots: count, used, held } });

interface Rule {
  readonly code: ExclusionCode;
  readonly says: string;
  readonly strikes: Case;
  readonly nearest: Case;
}

const RULES: readonly Rule[] = [
  {
    code: 'CONSENT_MISSING',
    says: 'consent to matching is none',
    strikes: { profile: { consent: aConsent({ matching: 'none' }) } },
    nearest: { profile: { consent: aConsent({ matching: 'granted' }) } },
  },
  {
    code: 'CONSENT_MISSING',
    says: 'consent to matching is unknown',
    strikes: { profile: { consent: null } },
    nearest: {},
  },
  {
    code: 'GUARDIAN_CONSENT_MISSING',
    says: 'a child of 15 has no guardian who agreed to a named place',
    strikes: { profile: { age: 15 } },
    nearest: { profile: { age: 15, consent: aConsent({ guardian: 'granted' }) } },
  },
  {
    code: 'GUARDIAN_CONSENT_MISSING',
    says: 'a refusal at 15, while at 16 the guardian is not asked',
    strikes: { profile: { age: 15, consent: aConsent({ guardian: 'refused' }) } },
    nearest: { profile: { age: 16, consent: aConsent({ guardian: 'refused' }) } },
  },
  {
    code: 'GUARDIAN_CONSENT_MISSING',
    says: 'a name is given, while a nameless place needs no guardian',
    strikes: { profile: { age: 10 } },
    nearest: { profile: { age: 10 }, menu: { nameRequired: false } },
  },
  {
    code: 'GUARDIAN_CONSENT_MISSING',
    says: 'age and guardian are both unknown',
    strikes: { profile: { age: null, consent: aConsent({ guardian: null }) } },
    nearest: { profile: { age: null } },
  },
  {
    code: 'CONSENT_SCOPE',
    says: 'the organisation is not among the recipients',
    strikes: { profile: { consent: aConsent({ disclosureOrgIds: ['org-2'] }) } },
    nearest: { profile: { consent: aConsent({ disclosureOrgIds: ['org-1'] }) } },
  },
  {
    code: 'CONSENT_SCOPE',
    says: 'the recipients are unknown and a name is needed',
    strikes: { profile: { consent: aConsent({ disclosureOrgIds: null }) } },
    nearest: { profile: { consent: aConsent({ disclosureOrgIds: null }) }, menu: { nameRequired: false } },
  },
  {
    code: 'CONSENT_SCOPE',
    says: 'nobody knows whether the place needs a name',
    strikes: { profile: { consent: aConsent({ disclosureOrgIds: [] }) }, menu: { nameRequired: null } },
    nearest: { menu: { nameRequired: null } },
  },
  {
    code: 'SAFETY_CONFLICT',
    says: 'the organisation must be avoided',
    strikes: { profile: { safety: aSafety({ avoidOrgIds: ['org-1'] }) } },
    nearest: { profile: { safety: aSafety({ avoidOrgIds: ['org-9'] }) } },
  },
  {
    code: 'SAFETY_CONFLICT',
    says: 'the menu or its resource must be avoided',
    strikes: { profile: { safety: aSafety({ avoidMenuIds: ['resource-1'] }) } },
    nearest: { profile: { safety: aSafety({ avoidMenuIds: ['menu-11'] }) } },
  },
  {
    code: 'SAFETY_CONFLICT',
    says: 'the place lies 500 m away and 501 m must be kept',
    strikes: { profile: { safety: aSafety({ avoidWithinMeters: 501 }) } },
    nearest: { profile: { safety: aSafety({ avoidWithinMeters: 500 }) } },
  },
  {
    code: 'SAFETY_CONFLICT',
    says: 'a distance must be kept and the place is unknown',
    strikes: { profile: { safety: aSafety({ avoidWithinMeters: 1 }) }, menu: { location: null } },
    nearest: { menu: { location: null } },
  },
  { code: 'SAFETY_CONFLICT', says: 'safety is unknown', strikes: { profile: { safety: null } }, nearest: {} },
  {
    code: 'RESOURCE_INACTIVE',
    says: 'the resource is paused, while one that needs an update counts as active',
    strikes: { menu: { resourceState: 'PAUSED' } },
    nearest: { menu: { resourceState: 'NEEDS_UPDATE' } },
  },
  {
    code: 'PURPOSE_MISMATCH',
    says: 'no primary purpose is served, a secondary one is not enough',
    strikes: { need: { primaryPurposes: ['meal'], secondaryPurposes: ['place'] } },
    nearest: { need: { primaryPurposes: ['meal', 'place'] } },
  },
  {
    code: 'MODE_MISMATCH',
    says: 'only remote is wanted',
    strikes: { need: { mode: ['remote'] } },
    nearest: { need: { mode: ['remote', 'in_person'] } },
  },
  {
    code: 'AGE_OUT_OF_RANGE',
    says: 'the place begins at 41',
    strikes: { menu: targets({ ageMin: 41 }) },
    nearest: { menu: targets({ ageMin: 40, ageMax: 40 }) },
  },
  {
    code: 'GENDER_RESTRICTED',
    says: 'a restricted place is for others',
    strikes: { profile: { gender: 'male' }, menu: targets({ genders: ['female'] }) },
    nearest: { profile: { gender: null }, menu: targets({ genders: ['female'] }) },
  },
  {
    code: 'ELIGIBILITY_STATUTORY',
    says: 'a handbook is not a service decision',
    strikes: { profile: status({}), menu: statutory(['disability_service'], false) },
    nearest: { profile: status({ disabilityServiceRecipient: true }), menu: statutory(['disability_service'], false) },
  },
  {
    code: 'ELIGIBILITY_STATUTORY',
    says: 'hardship is not known (8050)',
    strikes: { profile: status({ incomeHardship: null }), menu: statutory(['income_hardship'], null) },
    nearest: { profile: status({ incomeHardship: true }), menu: statutory(['income_hardship'], null) },
  },
  {
    code: 'ELIGIBILITY_STATUTORY',
    says: 'an independent person has no care level',
    strikes: { profile: status({ careLevel: 'independent' }), menu: statutory(['care_insurance'], false) },
    nearest: { profile: status({ careLevel: 'support1' }), menu: statutory(['care_insurance'], false) },
  },
  {
    code: 'ELIGIBILITY_STATUTORY',
    says: 'a measure is decided by an authority, not by a profile',
    strikes: { menu: statutory(['measure'], false) },
    nearest: { menu: statutory(['measure'], true), capacity: slots(1, 0) },
  },
  {
    code: 'ELIGIBILITY_STATUTORY',
    says: 'all requirements must hold',
    strikes: {
      profile: status({ incomeHardship: true }),
      menu: statutory(['income_hardship', 'child_protection'], false),
    },
    nearest: { profile: status({ incomeHardship: true }), menu: statutory(['income_hardship'], false) },
  },
  {
    code: 'ELIGIBILITY_STATUTORY',
    says: 'nobody knows whether a scheme is behind the place',
    strikes: { menu: { eligibility: null } },
    nearest: {},
  },
  {
    code: 'OUT_OF_SYSTEM_SLOTS_NONE',
    says: 'four free seats are no out-of-system place',
    strikes: { menu: statutory(['disability_service'], true), capacity: slots(1, 1) },
    nearest: { menu: statutory(['disability_service'], true), capacity: slots(2, 1) },
  },
  {
    code: 'OUT_OF_SYSTEM_SLOTS_NONE',
    says: 'the last slot is held',
    strikes: { menu: statutory(['disability_service'], true), capacity: slots(2, 1, 1) },
    nearest: {
      profile: status({ disabilityServiceRecipient: true }),
      menu: statutory(['disability_service'], true),
      capacity: slots(2, 1, 1),
    },
  },
  {
    code: 'OUT_OF_SYSTEM_SLOTS_NONE',
    says: 'the host knows no such places',
    strikes: { menu: statutory(['disability_service'], true), capacity: aCapacity() },
    nearest: { menu: statutory(['disability_service'], true), capacity: slots(1, 0) },
  },
];

describe('who may be proposed to whom', () => {
  it('has a case for each of these codes', () => {
    expect(new Set(RULES.map(({ code }) => code))).toEqual(
      new Set(EXCLUSION_CODES.slice(0, EXCLUSION_CODES.indexOf('CAPACITY_FULL'))),
    );
  });

  it.each(RULES)('$code: $says', ({ code, strikes, nearest }) => {
    expect(codesOf(strikes)).toEqual([code]);
    expect(codesOf(nearest)).toEqual([]);
  });
});
