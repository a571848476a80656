import fc from 'fast-check';
import type { Consent } from './consent';
import { permissionFor } from './consent';
import { lossBeside, refuseDifferingConsent, safetyOfAll, stricter } from './merge';

const TODAY = '2026-11-20';
const MOMENT = { today: TODAY, age: 40 };
const SCOPES = ['intake_record', 'participation_matching', 'provider_disclosure'];
const ORGS = ['org-a', 'org-b'];

const term = fc.record({
  scope: fc.constantFrom(...SCOPES),
  orgIds: fc.subarray(ORGS, { minLength: 1 }),
  until: fc.constantFrom(null, '2026-11-19', '2026-12-31'),
});
const consents: fc.Arbitrary<Consent> = fc.record({
  state: fc.constantFrom('NOT_ASKED', 'EXPLAINED', 'GRANTED', 'PARTIAL', 'REFUSED', 'WITHDRAWN', 'EXPIRED'),
  terms: fc
    .array(term, { maxLength: 4 })
    .map((terms) => terms.map((one) => (one.scope === 'provider_disclosure' ? one : { ...one, orgIds: [] }))),
  guardian: fc.constantFrom(null, 'granted', 'refused', 'not_required'),
  exceptionTerms: fc.constant([]),
});
const ASKED = [
  ...SCOPES.map((scope) => ({ scope, orgId: null })),
  ...ORGS.map((orgId) => ({ scope: 'provider_disclosure', orgId })),
];
const allowed = (consent: Consent): readonly boolean[] =>
  ASKED.map((asked) => permissionFor(consent, asked, MOMENT).allowed);

describe('consent of records that are merged', () => {
  it('never permits more than the record by itself, and nothing that the human refused on another', () => {
    fc.assert(
      fc.property(consents, fc.array(consents, { maxLength: 3 }), (own, others) => {
        const before = allowed(own);
        const after = allowed(stricter(own, others, TODAY));
        after.forEach((may, at) => expect(may && !before[at]).toBe(false));
        if (others.some(({ state }) => ['REFUSED', 'WITHDRAWN'].includes(state))) expect(after).not.toContain(true);
        for (const other of others.filter(({ state }) => state === 'PARTIAL')) {
          const theirs = allowed({ ...other, guardian: 'granted' });
          after.forEach((may, at) => expect(may && !theirs[at]).toBe(false));
        }
      }),
    );
  });

  it('is what it was where nobody was asked on the others, and the order of the others does not matter', () => {
    fc.assert(
      fc.property(consents, consents, consents, (own, one, other) => {
        const silent = { ...one, state: 'NOT_ASKED', guardian: null };
        expect(stricter(own, [silent], TODAY)).toBe(own);
        expect(allowed(stricter(own, [one, other], TODAY))).toEqual(allowed(stricter(own, [other, one], TODAY)));
      }),
    );
  });

  it('has to be settled before the merge where something would be lost, and only there', () => {
    const granted: Consent = {
      ...{ state: 'GRANTED', guardian: null, exceptionTerms: [] },
      terms: [{ scope: 'participation_matching', orgIds: [], until: null }],
    };
    const withdrawn: Consent = { ...granted, state: 'WITHDRAWN', terms: [] };
    const merge =
      (...all: readonly Consent[]) =>
      () =>
        refuseDifferingConsent(all.map((consent) => ({ consent, moment: MOMENT })));
    expect(merge(granted, withdrawn)).toThrow(
      expect.objectContaining({ code: 'person-merge.consent-differs' }) as Error,
    );
    expect(merge(withdrawn, granted)).toThrow();
    expect(merge(granted, { ...withdrawn, state: 'NOT_ASKED' })).not.toThrow();
    expect(merge(withdrawn, withdrawn)).not.toThrow();
    expect(lossBeside(granted, [withdrawn], MOMENT).scopes).toEqual(['participation_matching']);
    const over = { ...granted, terms: [{ scope: 'participation_matching', orgIds: [], until: '2026-11-19' }] };
    expect(merge(over, withdrawn)).not.toThrow();
  });
});

describe('safety facts of records that are merged', () => {
  const safety = (more: object) => ({
    ...{ avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: false },
    ...more,
  });

  it('count for all of them, and stay unknown only where nobody ever asked', () => {
    const one = safety({ avoidOrgIds: ['b', 'a'], avoidWithinMeters: 500 });
    const other = safety({ avoidOrgIds: ['a', 'c'], avoidMenuIds: ['m'], guardianMayHarm: true });
    expect(safetyOfAll([one, null, other])).toEqual(
      safety({ avoidOrgIds: ['a', 'b', 'c'], avoidMenuIds: ['m'], avoidWithinMeters: 500, guardianMayHarm: true }),
    );
    expect(safetyOfAll([null, one])).toEqual({ ...one, avoidOrgIds: ['a', 'b'] });
    expect(safetyOfAll([null, null])).toBeNull();
  });
});
