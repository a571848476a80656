import fc from 'fast-check';
import {
  type Consent,
  CONSENT,
  exceptionsFor,
  type ExceptionTerm,
  type GuardianWord,
  permissionFor,
  personAllows,
  termsInForce,
  termsPermitted,
} from './consent';
import { isLoss, lossOf, lossOfOwnWord } from './consent-change';
import { DISCLOSURE, namesRecipients } from './consent-scopes';
import { addTerms, type Term } from './consent-terms';

const TODAY = '2026-11-20';
const ORGS = ['org-a', 'org-b', 'org-c'];
const SCOPES = ['intake_record', 'participation_matching', 'agency_referral', 'family_contact', DISCLOSURE];

const aTerm = (scope: string, rest: Partial<Term> = {}): Term => ({ scope, orgIds: [], until: null, ...rest });
const aConsent = (terms: readonly Term[], rest: Partial<Consent> = {}): Consent => ({
  state: 'GRANTED',
  terms,
  guardian: null,
  exceptionTerms: [],
  ...rest,
});
const anException = (scope: string, rest: Partial<ExceptionTerm> = {}): ExceptionTerm => ({
  ...{ scope, orgIds: [], until: '2026-11-30', exceptionId: 'exception-a', basis: 'life_danger' },
  ...rest,
});
const adult = { today: TODAY, age: 40 };
const someTerm = fc
  .record({
    scope: fc.constantFrom(...SCOPES),
    orgIds: fc.uniqueArray(fc.constantFrom(...ORGS), { minLength: 1 }),
    until: fc.constantFrom(null, '2026-11-19', TODAY, '2026-12-31'),
  })
  .map((term): Term => (namesRecipients(term.scope) ? term : { ...term, orgIds: [] }));
const someTerms = fc.array(someTerm, { maxLength: 8 }).map((terms) => addTerms([], terms));
const someException = someTerm.map(({ scope, orgIds, until }): ExceptionTerm =>
  anException(scope, { orgIds, until: until ?? '2026-12-31' }),
);
const someConsent: fc.Arbitrary<Consent> = fc.record({
  state: fc.constantFrom(...Object.keys(CONSENT.table.states)),
  terms: someTerms,
  guardian: fc.constantFrom<(GuardianWord | null)[]>(null, 'granted', 'refused', 'not_required'),
  exceptionTerms: fc.array(someException, { maxLength: 2 }),
});
const someAge = fc.option(fc.integer({ min: 0, max: 100 }));

describe('an exception', () => {
  const name = { scope: DISCLOSURE, orgId: 'org-a' };

  it('permits what it names, towards whom it names, until its last day', () => {
    const consent = aConsent([], {
      state: 'REFUSED',
      exceptionTerms: [anException(DISCLOSURE, { orgIds: ['org-a'] })],
    });
    expect(permissionFor(consent, name, adult)).toEqual({ allowed: true, orgIds: ['org-a'], until: '2026-11-30' });
    expect(permissionFor(consent, { ...name, orgId: 'org-b' }, adult).allowed).toBe(false);
    expect(permissionFor(consent, name, { ...adult, today: '2026-12-01' }).allowed).toBe(false);
    expect(exceptionsFor(consent, name, '2026-11-30')).toHaveLength(1);
    expect(personAllows(consent, name, adult)).toBe(false);
  });

  it('stands beside what the person agreed to', () => {
    const consent = aConsent([aTerm('intake_record')], { exceptionTerms: [anException('internal_sharing')] });
    expect(termsPermitted(consent, TODAY).map(({ scope }) => scope)).toEqual(['intake_record', 'internal_sharing']);
    expect(termsInForce(consent, TODAY).map(({ scope }) => scope)).toEqual(['intake_record']);
  });

  it('waits for no guardian', () => {
    const exceptionTerms = [anException(DISCLOSURE, { orgIds: ['org-a'] })];
    const consent = aConsent([], { guardian: 'refused', exceptionTerms });
    expect(permissionFor(consent, name, { today: TODAY, age: 10 }).allowed).toBe(true);
  });

  it('keeps nothing alive that rested on the person’s word', () => {
    const before = aConsent([aTerm('internal_sharing')], { exceptionTerms: [anException('internal_sharing')] });
    const after = { ...before, state: 'WITHDRAWN', terms: [] };
    expect(isLoss(lossOf(before, after, adult))).toBe(false);
    expect(lossOfOwnWord(before, after, adult).scopes).toEqual(['internal_sharing']);
  });

  it('that is over is lost on the day after', () => {
    const before = aConsent([], {
      state: 'EXCEPTION',
      exceptionTerms: [anException('agency_referral', { orgIds: ['org-a'] })],
    });
    const loss = lossOf(before, { ...before, exceptionTerms: [] }, { today: '2026-12-05', age: 40 });
    expect(loss.lost).toEqual([
      { scope: 'agency_referral', recipient: null },
      { scope: 'agency_referral', recipient: 'org-a' },
    ]);
    expect(loss.orgIds).toEqual([]);
  });
});

describe('a loss', () => {
  it('is exactly what may not be done any more', () => {
    const both = [aTerm('intake_record'), aTerm(DISCLOSURE, { orgIds: ['org-a', 'org-b'] })];
    const left = [aTerm('intake_record'), aTerm(DISCLOSURE, { orgIds: ['org-b'] })];
    const loss = lossOf(aConsent(both), aConsent(left, { state: 'PARTIAL' }), adult);
    expect(loss).toEqual({
      scopes: [DISCLOSURE],
      orgIds: ['org-a'],
      lost: [{ scope: DISCLOSURE, recipient: 'org-a' }],
    });
    expect(isLoss(loss)).toBe(true);
    expect(isLoss(lossOf(aConsent(both), aConsent(both), adult))).toBe(false);
  });

  it('tells apart who was named for what', () => {
    const before = aConsent([
      aTerm(DISCLOSURE, { orgIds: ['org-a'] }),
      aTerm('agency_referral', { orgIds: ['org-a'] }),
    ]);
    const loss = lossOf(before, aConsent([aTerm('agency_referral', { orgIds: ['org-a'] })]), adult);
    expect(loss.scopes).toEqual([DISCLOSURE]);
    expect(loss.orgIds).toEqual(['org-a']);
  });

  it('names what ran out since the last change, and nothing that still holds', () => {
    const over = aTerm('internal_sharing', { until: '2026-11-10' });
    const before = aConsent([aTerm('intake_record'), over, aTerm('family_contact', { until: '2026-11-15' })]);
    const after = aConsent([aTerm('intake_record')]);
    expect(lossOf(before, after, adult).scopes).toEqual(['internal_sharing', 'family_contact']);
    const today = aConsent([aTerm('intake_record', { until: TODAY })]);
    expect(isLoss(lossOf(today, today, adult))).toBe(false);
    const later = aConsent([aTerm('intake_record', { until: '2026-12-31' })], { guardian: 'granted' });
    expect(isLoss(lossOf(later, later, adult))).toBe(false);
  });

  it('is none where nothing could be done: a child’s name without the guardian', () => {
    const consent = aConsent([aTerm(DISCLOSURE, { orgIds: ['org-a'] })]);
    const loss = lossOf(consent, { ...consent, state: 'WITHDRAWN', terms: [] }, { today: TODAY, age: 10 });
    expect(loss.lost).toEqual([]);
  });

  it('of the person’s own word looks past exceptions on both sides', () => {
    const own = aConsent([aTerm('internal_sharing')]);
    const excepted = { ...own, exceptionTerms: [anException('agency_referral', { orgIds: ['org-a'] })] };
    expect(isLoss(lossOfOwnWord(excepted, own, adult))).toBe(false);
    expect(isLoss(lossOf(excepted, own, adult))).toBe(true);
    expect(isLoss(lossOfOwnWord(own, excepted, adult))).toBe(false);
  });

  it('never names what may still be done, and names all that may not', () => {
    fc.assert(
      fc.property(someConsent, someConsent, someAge, (before, after, age) => {
        const moment = { today: TODAY, age };
        const { lost } = lossOf(before, after, moment);
        const names = (scope: string, recipient: string | null) =>
          lost.some((one) => one.scope === scope && one.recipient === recipient);
        for (const scope of SCOPES) {
          for (const orgId of namesRecipients(scope) ? [null, ...ORGS] : [null]) {
            const may = (consent: Consent) => permissionFor(consent, { scope, orgId }, moment).allowed;
            if (may(after)) expect(names(scope, orgId)).toBe(false);
            else if (may(before)) expect(names(scope, orgId)).toBe(true);
          }
        }
      }),
    );
  });

  it('taken back takes the child’s name back from all', () => {
    const before = aConsent([aTerm(DISCLOSURE, { orgIds: ['org-a'] })], { guardian: 'granted' });
    const loss = lossOf(before, { ...before, guardian: 'refused' }, { today: TODAY, age: 12 });
    expect(loss).toMatchObject({ scopes: [DISCLOSURE], orgIds: ['org-a'] });
  });

  it('after taking back all nothing is allowed and everything that was is told as lost', () => {
    fc.assert(
      fc.property(someConsent, someAge, (before, age) => {
        const after = { ...before, state: 'WITHDRAWN', terms: [], exceptionTerms: [] };
        const moment = { today: TODAY, age };
        const loss = lossOf(before, after, moment);
        for (const scope of SCOPES) {
          expect(permissionFor(after, { scope, orgId: null }, moment).allowed).toBe(false);
          const had = permissionFor(before, { scope, orgId: null }, moment);
          if (had.allowed) expect(loss.scopes).toContain(scope);
          const lost = loss.lost.filter((one) => one.scope === scope).map(({ recipient }) => recipient);
          expect(lost).toEqual(expect.arrayContaining([...had.orgIds]));
          if (scope === DISCLOSURE) expect(loss.orgIds).toEqual(expect.arrayContaining([...had.orgIds]));
        }
      }),
    );
  });
});
