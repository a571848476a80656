import { codesOf as listed } from '#libs/kernel';
import { EXCLUSION_CODES } from './eligibility';
import { aConsent, aSafety, codesOf, ranked, type Case } from './matching-fixtures';

describe('what keeps a place out', () => {
  it('knows exactly the codes of the code list', () => {
    expect([...EXCLUSION_CODES].sort()).toEqual([...listed('exclusionCodes')].sort());
  });

  it('says every reason at once, in the order of judgement', () => {
    expect(
      codesOf({
        profile: { age: 12, avoid: ['noise'], consent: aConsent({ guardian: null, disclosureOrgIds: [] }) },
        need: { primaryPurposes: ['meal'], maxDistanceMeters: 10 },
        menu: { demands: ['noise'], resourceState: 'CLOSED', exclusionPolicy: null },
        capacity: null,
      }),
    ).toEqual([
      'GUARDIAN_CONSENT_MISSING',
      'CONSENT_SCOPE',
      'RESOURCE_INACTIVE',
      'PURPOSE_MISMATCH',
      'CAPACITY_STALE',
      'DISTANCE_EXCEEDED',
      'PERSON_CONSTRAINT_CONFLICT',
    ]);
  });

  it('lifts distance and accessibility for those who take part from home', () => {
    const far: Case = {
      profile: { accessibility: ['wheelchair'] },
      need: { mode: ['remote', 'in_person'], maxDistanceMeters: 10 },
    };
    expect(codesOf({ ...far, menu: { modes: ['remote', 'in_person'] } })).toEqual([]);
    expect(codesOf({ ...far, menu: { modes: ['in_person'] } })).toEqual(['DISTANCE_EXCEEDED', 'ACCESSIBILITY_UNMET']);
  });

  it('lets no code beside a safety conflict tell which condition struck', () => {
    const result = ranked({
      profile: { safety: aSafety({ avoidOrgIds: ['org-1'] }) },
      need: { maxDistanceMeters: 10, budgetYenPerUse: 0 },
      menu: { feeYen: 300 },
    });
    expect(result.excluded).toEqual([
      { menuId: 'menu-1', codes: ['SAFETY_CONFLICT', 'FEE_EXCEEDS'], reasonsJa: ['安全確認により除外'] },
    ]);
  });

  it('judges a place under review by consent and its own state only', () => {
    const excluding = { exclusionPolicy: { attributes: ['record'], justification: null } };
    const anybody: Case = {
      profile: { age: 12, gender: 'male', avoid: ['noise'], safety: null, languages: ['en'] },
      need: { primaryPurposes: ['meal'] },
    };
    expect(codesOf({ ...anybody, menu: { ...excluding, demands: ['noise'] }, capacity: null })).toEqual([
      'EXCLUSION_NEEDS_REVIEW',
    ]);
    expect(codesOf({ menu: { ...excluding, resourceState: 'CLOSED', orgId: 'org-9' } })).toEqual([
      'CONSENT_SCOPE',
      'RESOURCE_INACTIVE',
      'EXCLUSION_NEEDS_REVIEW',
    ]);
  });
});
