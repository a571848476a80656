import { aCapacity, aConsent, aMenu, anOpenPlace, aSafety, ranked, type Case } from './matching-fixtures';

const named = aMenu({ menuId: 'named' });
const open = anOpenPlace({ menuId: 'open', resourceId: 'resource-2' });
const blanket = aMenu({
  menuId: 'blanket',
  resourceId: 'resource-3',
  exclusionPolicy: { attributes: ['record'], justification: null },
});
const child = { age: 13, consent: aConsent({ guardian: 'refused' }) };

function summary(kase: Case) {
  const result = ranked(kase);
  return {
    outcome: result.outcome,
    candidates: result.candidates.map(({ menuId }) => menuId),
    excluded: Object.fromEntries(result.excluded.map(({ menuId, codes }) => [menuId, codes])),
    information: result.information.map(({ menuId }) => menuId),
    request: result.requestExplanation,
  };
}

describe('what becomes of a request', () => {
  it('proposes what fits', () => {
    expect(summary({ menus: [open, named] })).toEqual({
      outcome: 'proposal',
      candidates: ['named', 'open'],
      excluded: {},
      information: [],
      request: [],
    });
  });

  it('compares nothing without consent, and still tells about open places', () => {
    const closed = anOpenPlace({ menuId: 'closed', resourceState: 'CLOSED' });
    const menus = [named, open, closed, blanket];
    expect(summary({ menus, profile: { consent: aConsent({ matching: 'none' }) } })).toEqual({
      outcome: 'blocked_consent',
      candidates: [],
      excluded: Object.fromEntries(menus.map(({ menuId }) => [menuId, ['CONSENT_MISSING']])),
      information: ['open'],
      request: ['CONSENT_REQUIRED', 'OUTREACH_INSTEAD'],
    });
  });

  it('tells about nothing while safety is unknown', () => {
    const consent = aConsent({ matching: null });
    expect(summary({ menus: [open], profile: { consent, safety: null } }).information).toEqual([]);
    expect(summary({ menus: [open], profile: { consent } }).information).toEqual(['open']);
  });

  it('leaves a refusing guardian to the person in charge, with open places as information', () => {
    expect(summary({ menus: [named, open], profile: child })).toEqual({
      outcome: 'needs_human_review',
      candidates: [],
      excluded: { named: ['GUARDIAN_CONSENT_MISSING'] },
      information: ['open'],
      request: [],
    });
  });

  it('asks a guardian nothing from sixteen on, but says that one objects', () => {
    const result = ranked({ menus: [named], profile: { ...child, age: 16 } });
    expect(result.outcome).toBe('proposal');
    expect(result.candidates[0]?.toAsk.map(({ field }) => field)).toEqual(['consent.guardian']);
    expect(ranked({ menus: [named], profile: { ...child, age: 18 } }).candidates[0]?.toAsk).toEqual([]);
  });

  it('offers open places to a child whose guardian was not asked', () => {
    expect(summary({ menus: [named, open], profile: { age: 13 } })).toMatchObject({
      outcome: 'proposal',
      candidates: ['open'],
      excluded: { named: ['GUARDIAN_CONSENT_MISSING'] },
    });
  });

  it('lets somebody talk with the guardian where only that word is missing', () => {
    expect(summary({ menus: [named], profile: { age: 13 } }).outcome).toBe('needs_human_review');
    expect(summary({ menus: [{ ...named, purposes: ['meal'] }], profile: { age: 13 } }).outcome).toBe(
      'develop_resource',
    );
  });

  it('escalates whenever a guardian may harm a child, and only then', () => {
    const safety = aSafety({ guardianMayHarm: true });
    const escalated = (kase: Case) => ranked(kase).requestExplanation.includes('ESCALATE_CHILD_PROTECTION');
    expect(escalated({ profile: { ...child, safety } })).toBe(true);
    expect(escalated({ profile: { age: 17, safety } })).toBe(true);
    expect(escalated({ profile: { age: null, safety } })).toBe(true);
    expect(escalated({ profile: { age: 17, safety, consent: aConsent({ matching: 'none' }) } })).toBe(true);
    expect(escalated({ profile: { age: 18, safety } })).toBe(false);
    expect(escalated({ profile: child })).toBe(false);
  });

  it('takes a blanket exclusion up with the host, whoever asks', () => {
    expect(summary({ menus: [blanket, named] })).toMatchObject({
      outcome: 'proposal',
      candidates: ['named'],
      excluded: { blanket: ['EXCLUSION_NEEDS_REVIEW'] },
      request: ['EXCLUSION_REVIEW_TASK'],
    });
    const side = anOpenPlace({ menuId: 'side', purposes: ['meal'] });
    expect(summary({ menus: [blanket, side], need: { secondaryPurposes: ['meal'] } })).toMatchObject({
      outcome: 'needs_human_review',
      candidates: [],
      information: ['side'],
      request: ['EXCLUSION_REVIEW_TASK'],
    });
  });

  it('is not held up by a blanket exclusion that serves another purpose or is closed', () => {
    for (const changes of [{ purposes: ['employment'] }, { resourceState: 'CLOSED' }]) {
      expect(summary({ menus: [{ ...blanket, ...changes }] })).toMatchObject({
        outcome: 'develop_resource',
        request: ['RESOURCE_DEVELOPMENT_REQUEST'],
      });
    }
  });

  it('develops a resource where nothing fits', () => {
    expect(summary({ menus: [] })).toEqual({
      outcome: 'develop_resource',
      candidates: [],
      excluded: {},
      information: [],
      request: ['RESOURCE_DEVELOPMENT_REQUEST'],
    });
    expect(ranked({ menus: [] }).requestReasonsJa).toEqual([
      '合う場がまだないため、個人情報を含めずに資源開発へつなぎます。',
    ]);
  });

  it('hints at the scope of consent where only that is in the way', () => {
    const beyond = aMenu({ menuId: 'beyond', orgId: 'org-9' });
    expect(summary({ menus: [beyond, open] }).request).toEqual(['CONSENT_SCOPE_HINT']);
    expect(summary({ menus: [{ ...beyond, purposes: ['meal'] }, open] }).request).toEqual([]);
    expect(summary({ menus: [beyond] }).request).toEqual(['CONSENT_SCOPE_HINT', 'RESOURCE_DEVELOPMENT_REQUEST']);
  });

  it('puts a stale report aside and leaves the rest', () => {
    const stale = aCapacity({ reportedAt: '2026-09-15' });
    const capacityOf = (menuId: string) => (menuId === 'stale' ? stale : aCapacity());
    expect(summary({ menus: [aMenu({ menuId: 'stale' }), named], capacityOf })).toMatchObject({
      candidates: ['named'],
      excluded: { stale: ['CAPACITY_STALE'] },
    });
  });
});
