import { AppError, ROLES, systemActor } from '#libs/kernel';
import fc from 'fast-check';
import {
  addTerms,
  checkTerms,
  type Consent,
  CONSENT,
  DISCLOSURE,
  earliestUntil,
  type GuardianWord,
  permissionFor,
  recipientsOf,
  requireExplanation,
  requireWordsOfMinor,
  scopesInForce,
  stateAfterGuardian,
  stateAfterWithdrawal,
  type Term,
  termsInForce,
  withoutWithdrawn,
} from './consent';
import { lossOf } from './consent-change';

const TODAY = '2026-11-20';
const ORGS = ['org-a', 'org-b', 'org-c'];
const SCOPES = ['intake_record', 'participation_matching', 'anonymous_inquiry', DISCLOSURE];
const worker = { ...systemActor('intake', '990019'), roles: ['CSW' as const] };

const aTerm = (scope: string, rest: Partial<Term> = {}): Term => ({ scope, orgIds: [], until: null, ...rest });
const aConsent = (terms: readonly Term[], rest: Partial<Consent> = {}): Consent => ({
  state: 'GRANTED',
  terms,
  guardian: null,
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

const someTerm = fc
  .record({
    scope: fc.constantFrom(...SCOPES),
    orgIds: fc.uniqueArray(fc.constantFrom(...ORGS), { minLength: 1 }),
    until: fc.constantFrom(null, '2026-11-19', TODAY, '2026-12-31'),
  })
  .map((term): Term => (term.scope === DISCLOSURE ? term : { ...term, orgIds: [] }));
const someTerms = fc.array(someTerm, { maxLength: 8 }).map((terms) => addTerms([], terms));
const someConsent: fc.Arbitrary<Consent> = fc.record({
  state: fc.constantFrom(...Object.keys(CONSENT.table.states)),
  terms: someTerms,
  guardian: fc.constantFrom<(GuardianWord | null)[]>(null, 'granted', 'refused', 'not_required'),
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

  it('asks no guardian where no name is given', () => {
    const consent = aConsent([aTerm('participation_matching')], { guardian: 'refused' });
    const asked = { scope: 'participation_matching', orgId: null };
    expect(permissionFor(consent, asked, { today: TODAY, age: 10 }).allowed).toBe(true);
  });
});

describe('giving consent', () => {
  it('to give the name says to whom', () => {
    expect(codeOf(() => checkTerms([aTerm(DISCLOSURE)], TODAY))).toBe('consent.recipients-missing');
  });

  it('to anything else names no recipients', () => {
    const terms = [aTerm('intake_record', { orgIds: ['org-a'] })];
    expect(codeOf(() => checkTerms(terms, TODAY))).toBe('consent.recipients-unexpected');
  });

  it('is refused for a term that is over', () => {
    const terms = [aTerm('intake_record', { until: '2026-11-19' })];
    expect(codeOf(() => checkTerms(terms, TODAY))).toBe('consent.term-over');
  });

  it('is refused for more recipients than can be told of a withdrawal at once', () => {
    const orgIds = Array.from({ length: 501 }, (_, index) => `org-${index}`);
    expect(codeOf(() => checkTerms([aTerm(DISCLOSURE, { orgIds })], TODAY))).toBe('consent.too-many-recipients');
  });

  it('needs the own words of somebody below 18', () => {
    expect(codeOf(() => requireWordsOfMinor(null, 17))).toBe('consent.person-words-missing');
    expect(codeOf(() => requireWordsOfMinor('行きたい', 17))).toBe('done');
    expect(codeOf(() => requireWordsOfMinor(null, 18))).toBe('done');
  });

  it('comes after an explanation', () => {
    expect(codeOf(() => requireExplanation('NOT_ASKED'))).toBe('consent.not-explained');
    expect(codeOf(() => requireExplanation('EXPLAINED'))).toBe('done');
  });

  it('again gives a recipient the new term and leaves the others', () => {
    const terms = addTerms(
      [aTerm(DISCLOSURE, { orgIds: ['org-a', 'org-b'] })],
      [aTerm(DISCLOSURE, { orgIds: ['org-b'], until: TODAY })],
    );
    expect(terms).toEqual([
      aTerm(DISCLOSURE, { orgIds: ['org-a'] }),
      aTerm(DISCLOSURE, { orgIds: ['org-b'], until: TODAY }),
    ]);
    expect(earliestUntil(terms)).toBe(TODAY);
  });
});

describe('taking consent back', () => {
  const terms = [aTerm('participation_matching'), aTerm(DISCLOSURE, { orgIds: ['org-a', 'org-b'] })];

  it('takes back all where nothing is named', () => {
    const left = withoutWithdrawn(terms, { scopes: null, orgIds: null });
    expect(left).toEqual([]);
    expect(stateAfterWithdrawal('GRANTED', left, worker)).toBe('WITHDRAWN');
  });

  it('takes back one recipient and leaves the other', () => {
    const left = withoutWithdrawn(terms, { scopes: null, orgIds: ['org-b'] });
    expect(recipientsOf(left)).toEqual(['org-a']);
    expect(stateAfterWithdrawal('GRANTED', left, worker)).toBe('PARTIAL');
  });

  it('is possible a second time', () => {
    const left = withoutWithdrawn(terms, { scopes: [DISCLOSURE], orgIds: null });
    expect(stateAfterWithdrawal('PARTIAL', left, worker)).toBe('PARTIAL');
  });

  it('is refused for what was never granted', () => {
    const back = () => withoutWithdrawn(terms, { scopes: ['family_contact'], orgIds: null });
    expect(codeOf(back)).toBe('consent.not-granted');
  });

  it('names recipients for giving the name only', () => {
    const back = () => withoutWithdrawn(terms, { scopes: ['participation_matching'], orgIds: ['org-a'] });
    expect(codeOf(back)).toBe('consent.recipients-unexpected');
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

  it('taken back takes the child’s name back from all', () => {
    const before = aConsent([aTerm(DISCLOSURE, { orgIds: ['org-a'] })], { guardian: 'granted' });
    const loss = lossOf(before, { ...before, guardian: 'refused' }, { today: TODAY, age: 12 });
    expect(loss).toEqual({ scopes: [DISCLOSURE], orgIds: ['org-a'] });
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
          if (allowed) expect(scopesInForce(consent, TODAY)).toContain(scope);
        },
      ),
    );
  });

  it('after taking back all nothing is allowed and everything that was is told as lost', () => {
    fc.assert(
      fc.property(someConsent, someAge, (before, age) => {
        const after = { ...before, state: 'WITHDRAWN', terms: [] };
        const moment = { today: TODAY, age };
        const loss = lossOf(before, after, moment);
        for (const scope of SCOPES) {
          expect(permissionFor(after, { scope, orgId: null }, moment).allowed).toBe(false);
          const had = permissionFor(before, { scope, orgId: null }, moment);
          if (had.allowed) expect(loss.scopes).toContain(scope);
          expect(loss.orgIds).toEqual(expect.arrayContaining([...had.orgIds]));
        }
      }),
    );
  });

  it('adding terms loses no scope and no recipient', () => {
    fc.assert(
      fc.property(someTerms, someTerms, (old, added) => {
        const terms = addTerms(old, added);
        const scopes = terms.map(({ scope }) => scope);
        expect(scopes).toEqual(expect.arrayContaining([...old, ...added].map(({ scope }) => scope)));
        expect(recipientsOf(terms)).toEqual(expect.arrayContaining([...recipientsOf(old), ...recipientsOf(added)]));
        const perRecipient = terms.flatMap(({ orgIds }) => orgIds);
        expect(new Set(perRecipient).size).toBe(perRecipient.length);
      }),
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
