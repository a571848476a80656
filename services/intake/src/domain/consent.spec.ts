import { AppError, ROLES, systemActor } from '#libs/kernel';
import fc from 'fast-check';
import {
  type Consent,
  CONSENT,
  explanationEvent,
  type ExceptionTerm,
  type GuardianWord,
  permissionFor,
  personAllows,
  refuseFutureExplanation,
  requireExplanation,
  requireScope,
  requireWordsOfMinor,
  scopesInForce,
  stateAfterGuardian,
  stateAfterWithdrawal,
  termsInForce,
} from './consent';
import { DISCLOSURE, namesRecipients } from './consent-scopes';
import { addTerms, type Term } from './consent-terms';

const TODAY = '2026-11-20';
const ORGS = ['org-a', 'org-b', 'org-c'];
const SCOPES = ['intake_record', 'participation_matching', 'agency_referral', 'family_contact', DISCLOSURE];
const worker = { ...systemActor('intake', '990019'), roles: ['CSW' as const] };

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
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
};

const problemOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof AppError ? error.fields : error;
  }
};

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

describe('consent in force', () => {
  it('holds on its last day and not after', () => {
    const consent = aConsent([aTerm('intake_record', { until: TODAY })]);
    expect(termsInForce(consent, TODAY)).toHaveLength(1);
    expect(termsInForce(consent, '2026-11-21')).toHaveLength(0);
  });

  it.each(['NOT_ASKED', 'EXPLAINED', 'REFUSED', 'WITHDRAWN', 'EXPIRED', 'GUARDIAN_PENDING', 'EXCEPTION'])(
    'is none in state %s, whatever the terms say',
    (state) => {
      expect(termsInForce(aConsent([aTerm('intake_record')], { state }), TODAY)).toHaveLength(0);
    },
  );

  it('names the recipients of the name and nobody else', () => {
    const consent = aConsent([aTerm(DISCLOSURE, { orgIds: ['org-a'] })]);
    const ask = (orgId: string | null) => permissionFor(consent, { scope: DISCLOSURE, orgId }, adult);
    expect(ask('org-a')).toEqual({ allowed: true, orgIds: ['org-a'], until: null });
    expect(ask('org-b').allowed).toBe(false);
    expect(ask(null).orgIds).toEqual(['org-a']);
  });

  it.each([
    [10, null, false],
    [15, 'refused', false],
    [15, 'not_required', false],
    [15, 'granted', true],
    [16, null, true],
    [17, 'refused', true],
    [null, null, false],
    [null, 'refused', false],
    [null, 'not_required', true],
    [null, 'granted', true],
  ] as const)('gives the name of somebody aged %s with the guardian’s word %s: %s', (age, guardian, allowed) => {
    const consent = aConsent([aTerm(DISCLOSURE, { orgIds: ['org-a'] })], { guardian });
    expect(permissionFor(consent, { scope: DISCLOSURE, orgId: 'org-a' }, { today: TODAY, age }).allowed).toBe(allowed);
  });

  it.each(['agency_referral', DISCLOSURE])(
    'carries a child’s name out by %s with the guardian’s word only',
    (scope) => {
      const consent = aConsent([aTerm(scope, { orgIds: ['org-a'] })]);
      const moment = { today: TODAY, age: 12 };
      expect(permissionFor(consent, { scope, orgId: 'org-a' }, moment).allowed).toBe(false);
      expect(personAllows({ ...consent, guardian: 'granted' }, { scope, orgId: 'org-a' }, moment)).toBe(true);
    },
  );

  it('lets nobody of the family be called who is not named', () => {
    const ask = (terms: readonly Term[]) =>
      permissionFor(aConsent(terms), { scope: 'family_contact', orgId: 'aunt' }, adult).allowed;
    expect(ask([aTerm('family_contact')])).toBe(false);
    expect(ask([aTerm('family_contact', { orgIds: ['aunt'] })])).toBe(true);
  });

  it('asks no guardian where no name is given', () => {
    const consent = aConsent([aTerm('participation_matching')], { guardian: 'refused' });
    const asked = { scope: 'participation_matching', orgId: null };
    expect(permissionFor(consent, asked, { today: TODAY, age: 10 }).allowed).toBe(true);
  });
});

describe('giving consent', () => {
  it('needs the own words of somebody below 18', () => {
    expect(codeOf(() => requireWordsOfMinor(null, 17))).toBe('consent.person-words-missing');
    expect(codeOf(() => requireWordsOfMinor('行きたい', 17))).toBe('done');
    expect(codeOf(() => requireWordsOfMinor(null, 18))).toBe('done');
    expect(codeOf(() => requireWordsOfMinor(null, null))).toBe('done');
  });

  it('comes after an explanation', () => {
    for (const state of ['NOT_ASKED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'])
      expect(codeOf(() => requireExplanation(state))).toBe('consent.not-explained');
    for (const state of ['EXPLAINED', 'GRANTED', 'GUARDIAN_PENDING'])
      expect(codeOf(() => requireExplanation(state))).toBe('done');
  });

  it.each(Object.keys(CONSENT.table.states))(
    'is explained by an event that state %s has, where it has one',
    (state) => {
      const event = explanationEvent(state);
      const other = event === 'explain' ? 'askAgain' : 'explain';
      expect(CONSENT.allows(state, other)).toBe(false);
      expect(CONSENT.allows(state, event)).toBe(CONSENT.allows(state, 'explain') || CONSENT.allows(state, 'askAgain'));
    },
  );

  it.each([
    [() => requireWordsOfMinor(null, 10), 'personWords', 'personWords'],
    [() => refuseFutureExplanation('2026-11-21', TODAY), 'explainedOn', 'notInFuture'],
  ])('says which field is wrong and how to mend it: %#', (work, field, rule) => {
    expect(problemOf(work)).toEqual([{ field, rule, mend: expect.stringMatching(/.{5}/) as string }]);
  });

  it('cannot have been explained on a day to come', () => {
    expect(codeOf(() => refuseFutureExplanation(TODAY, TODAY))).toBe('done');
    expect(codeOf(() => refuseFutureExplanation('2026-11-21', TODAY))).toBe('consent.explained-in-future');
  });

  it('is the person’s own: an exception is none', () => {
    const consent = aConsent([], { exceptionTerms: [anException('intake_record')] });
    expect(codeOf(() => requireScope(consent, 'intake_record', TODAY))).toBe('consent.missing');
    expect(codeOf(() => requireScope(aConsent([aTerm('intake_record')]), 'intake_record', TODAY))).toBe('done');
  });
});

describe('taking consent back', () => {
  it.each([
    ['GRANTED', [], 'WITHDRAWN'],
    ['PARTIAL', [], 'WITHDRAWN'],
    ['GRANTED', [aTerm('intake_record')], 'PARTIAL'],
    ['PARTIAL', [aTerm('intake_record')], 'PARTIAL'],
  ])('leaves %s with %j in %s', (state, left, expected) => {
    expect(stateAfterWithdrawal(state, left, worker)).toBe(expected);
  });

  it('is nothing where nothing was given', () => {
    expect(codeOf(() => stateAfterWithdrawal('REFUSED', [], worker))).toBe('consent.transition-refused');
  });
});

describe('the guardian’s word', () => {
  it('moves the consent only where the guardian was asked', () => {
    expect(stateAfterGuardian('GRANTED', 'refused', worker)).toBe('GRANTED');
    expect(stateAfterGuardian('GUARDIAN_PENDING', 'refused', worker)).toBe('REFUSED');
    expect(stateAfterGuardian('GUARDIAN_PENDING', 'granted', worker)).toBe('GRANTED');
    const useless = () => stateAfterGuardian('GUARDIAN_PENDING', 'not_required', worker);
    expect(codeOf(useless)).toBe('consent.guardian-asked');
  });
});

describe('whatever happens', () => {
  it('nothing is allowed that is not in force', () => {
    fc.assert(
      fc.property(
        someConsent,
        fc.constantFrom(...SCOPES),
        fc.option(fc.constantFrom(...ORGS)),
        someAge,
        (consent, scope, orgId, age) => {
          const { allowed } = permissionFor(consent, { scope, orgId }, { today: TODAY, age });
          const known = [...scopesInForce(consent, TODAY), ...consent.exceptionTerms.map((term) => term.scope)];
          if (allowed) expect(known).toContain(scope);
        },
      ),
    );
  });

  it('a state, event and role that the table does not list is refused', () => {
    const { states, transitions } = CONSENT.table;
    for (const state of Object.keys(states)) {
      for (const event of new Set(transitions.map((row) => row.event))) {
        for (const role of ROLES) {
          const row = transitions.find((one) => one.from === state && one.event === event);
          const move = () => CONSENT.next(state, event, { ...worker, roles: [role] });
          if (row?.actors.includes(role)) expect(move()).toBe(row.to);
          else expect(codeOf(move)).toMatch(/^consent\.(?:transition|role)-refused$/);
        }
      }
    }
  });
});
