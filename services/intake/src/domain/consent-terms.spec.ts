import { AppError } from '#libs/kernel';
import fc from 'fast-check';
import { DISCLOSURE, namesRecipients } from './consent-scopes';
import {
  addTerms,
  checkTerms,
  earliestUntil,
  recipientsOf,
  refuseTooManyRecipients,
  type Term,
  termsFrom,
  termsLeft,
  withoutWithdrawn,
} from './consent-terms';

const TODAY = '2026-11-20';
const ORGS = ['org-a', 'org-b', 'org-c'];
const SCOPES = ['intake_record', 'internal_sharing', 'agency_referral', 'family_contact', DISCLOSURE];

const aTerm = (scope: string, rest: Partial<Term> = {}): Term => ({ scope, orgIds: [], until: null, ...rest });
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
};

const someTerms = fc
  .array(
    fc.record({
      scope: fc.constantFrom(...SCOPES),
      orgIds: fc.uniqueArray(fc.constantFrom(...ORGS), { minLength: 1 }),
      until: fc.constantFrom(null, '2026-11-19', TODAY, '2026-12-31'),
    }),
    { maxLength: 8 },
  )
  .map((terms) =>
    addTerms(
      [],
      terms.map((term) => (namesRecipients(term.scope) ? term : { ...term, orgIds: [] })),
    ),
  );

const pairs = (terms: readonly Term[]): readonly string[] =>
  terms.flatMap(({ scope, orgIds }) => (orgIds.length === 0 ? [scope] : orgIds.map((id) => `${scope} ${id}`)));

describe('terms as they are agreed to', () => {
  it.each([
    [DISCLOSURE, [], 'consent.recipients-missing'],
    ['agency_referral', [], 'consent.recipients-missing'],
    ['family_contact', [], 'done'],
    ['family_contact', ['aunt'], 'done'],
    [DISCLOSURE, ['org-a'], 'done'],
    ['intake_record', ['org-a'], 'consent.recipients-unexpected'],
    ['intake_record', [], 'done'],
  ])('%s for %j: %s', (scope, orgIds, expected) => {
    expect(codeOf(() => checkTerms([aTerm(scope, { orgIds })], TODAY))).toBe(expected);
  });

  it('end today at the earliest', () => {
    expect(codeOf(() => checkTerms([aTerm('intake_record', { until: '2026-11-19' })], TODAY))).toBe(
      'consent.term-over',
    );
    expect(codeOf(() => checkTerms([aTerm('intake_record', { until: TODAY })], TODAY))).toBe('done');
  });

  it.each([DISCLOSURE, 'agency_referral'])('name 500 recipients of %s at most', (scope) => {
    const orgIds = Array.from({ length: 500 }, (_, index) => `org-${index}`);
    expect(codeOf(() => refuseTooManyRecipients([aTerm(scope, { orgIds })]))).toBe('done');
    const more = [aTerm('intake_record'), aTerm(scope, { orgIds }), aTerm(scope, { orgIds: ['one-more'] })];
    expect(codeOf(() => checkTerms(more, TODAY))).toBe('consent.too-many-recipients');
    const apart = [aTerm('agency_referral', { orgIds }), aTerm(DISCLOSURE, { orgIds: ['one-more'] })];
    expect(codeOf(() => refuseTooManyRecipients(apart))).toBe('done');
  });

  it('say which field is wrong and how to mend it', () => {
    const wrong = (term: Term): unknown => {
      try {
        return checkTerms([term], TODAY);
      } catch (error) {
        return error;
      }
    };
    expect(wrong(aTerm('agency_referral'))).toMatchObject({
      fields: [{ field: 'terms.orgIds', rule: 'recipients', mend: '提供先の支援関係機関を一つ以上指定してください' }],
    });
    expect(wrong(aTerm('intake_record', { orgIds: ['org-a'] }))).toMatchObject({
      fields: [{ field: 'orgIds', rule: 'recipients' }],
    });
    expect(wrong(aTerm('intake_record', { until: '2026-11-01' }))).toMatchObject({
      fields: [{ field: 'terms.until', rule: 'notInPast' }],
    });
  });

  it('given again, give a recipient the new term and leave the others', () => {
    const terms = addTerms(
      [aTerm(DISCLOSURE, { orgIds: ['org-a', 'org-b'] }), aTerm('agency_referral', { orgIds: ['org-b'] })],
      [aTerm(DISCLOSURE, { orgIds: ['org-b'], until: TODAY })],
    );
    expect(terms).toEqual([
      aTerm(DISCLOSURE, { orgIds: ['org-a'] }),
      aTerm('agency_referral', { orgIds: ['org-b'] }),
      aTerm(DISCLOSURE, { orgIds: ['org-b'], until: TODAY }),
    ]);
    expect(earliestUntil(terms)).toBe(TODAY);
    expect(recipientsOf(terms)).toEqual(['org-a', 'org-b']);
    expect(recipientsOf(terms, 'agency_referral')).toEqual(['org-b']);
    const untils = ['2026-12-31', null, TODAY, '2026-12-01'].map((until) => aTerm('intake_record', { until }));
    expect(earliestUntil(untils)).toBe(TODAY);
    expect(earliestUntil([])).toBeNull();
  });

  it('are read with nobody named and no end where nothing is said of it', () => {
    expect(termsFrom([{ scope: 'intake_record' }])).toEqual([aTerm('intake_record')]);
    expect(termsFrom([{ scope: 'intake_record' }, { scope: 'intake_record', until: TODAY }])).toEqual([
      aTerm('intake_record', { until: TODAY }),
    ]);
  });

  it('naming somebody of the family leaves that nobody in particular was named', () => {
    const named = addTerms([aTerm('family_contact')], [aTerm('family_contact', { orgIds: ['aunt'] })]);
    expect(recipientsOf(named, 'family_contact')).toEqual(['aunt']);
    const again = addTerms(named, [aTerm('family_contact', { until: TODAY })]);
    expect(pairs(again)).toEqual(['family_contact aunt', 'family_contact']);
    expect(again).toHaveLength(2);
  });

  it('lose nothing by what is added', () => {
    fc.assert(
      fc.property(someTerms, someTerms, (old, added) => {
        const all = pairs(addTerms(old, added));
        expect(all).toEqual(expect.arrayContaining([...pairs(old), ...pairs(added)]));
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });

  it('hold on their last day and not after', () => {
    const terms = [aTerm('intake_record', { until: TODAY }), aTerm('family_contact')];
    expect(termsLeft(terms, TODAY)).toHaveLength(2);
    expect(termsLeft(terms, '2026-11-21')).toEqual([aTerm('family_contact')]);
  });
});

describe('taking back', () => {
  const terms = [
    aTerm('participation_matching'),
    aTerm(DISCLOSURE, { orgIds: ['org-a', 'org-b'] }),
    aTerm('agency_referral', { orgIds: ['org-b'] }),
  ];

  it('takes all where nothing is named', () => {
    expect(withoutWithdrawn(terms, { scopes: null, orgIds: null })).toEqual([]);
    expect(withoutWithdrawn([], { scopes: null, orgIds: null })).toEqual([]);
  });

  it('takes a recipient out of whatever it was named for', () => {
    const left = withoutWithdrawn(terms, { scopes: null, orgIds: ['org-b'] });
    expect(pairs(left)).toEqual(['participation_matching', `${DISCLOSURE} org-a`]);
  });

  it('takes a recipient out of one scope only', () => {
    const left = withoutWithdrawn(terms, { scopes: [DISCLOSURE], orgIds: ['org-b'] });
    expect(pairs(left)).toEqual(['participation_matching', `${DISCLOSURE} org-a`, 'agency_referral org-b']);
  });

  it('takes a scope with all its recipients', () => {
    const left = withoutWithdrawn(terms, { scopes: [DISCLOSURE], orgIds: null });
    expect(pairs(left)).toEqual(['participation_matching', 'agency_referral org-b']);
  });

  it.each([
    [{ scopes: ['family_contact'], orgIds: null }, 'consent.not-granted'],
    [{ scopes: null, orgIds: ['org-c'] }, 'consent.not-granted'],
    [{ scopes: ['agency_referral'], orgIds: ['org-a'] }, 'consent.not-granted'],
    [{ scopes: ['participation_matching'], orgIds: ['org-a'] }, 'consent.recipients-unexpected'],
    [{ scopes: [DISCLOSURE, 'intake_record'], orgIds: ['org-a'] }, 'consent.recipients-unexpected'],
  ])('of %j is %s', (withdrawal, expected) => {
    expect(codeOf(() => withoutWithdrawn(terms, withdrawal))).toBe(expected);
  });

  it('leaves nothing of what is taken and everything else', () => {
    fc.assert(
      fc.property(someTerms, fc.constantFrom(...ORGS), (given, gone) => {
        const had = pairs(given);
        fc.pre(had.some((pair) => pair.endsWith(` ${gone}`)));
        const left = pairs(withoutWithdrawn(given, { scopes: null, orgIds: [gone] }));
        expect([...left].sort()).toEqual(had.filter((pair) => !pair.endsWith(` ${gone}`)).sort());
      }),
    );
  });
});
