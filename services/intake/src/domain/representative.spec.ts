import { AppError } from '#libs/kernel';
import {
  checkRepresentative,
  isInForce,
  type Representative,
  requireActive,
  requirePersonWords,
  requireRange,
} from './representative';

const TODAY = '2026-11-20';
const someone = (rest: Partial<Representative> = {}): Representative => ({
  kind: 'adult_guardian',
  state: 'ACTIVE',
  scopes: ['intake_record', 'internal_sharing'],
  validFrom: '2026-04-01',
  until: '2026-11-30',
  ...rest,
});
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return [error.code, ...error.fields.map(({ field }) => field)].join(' ');
    throw error;
  }
  return 'done';
};

it.each([
  ['2026-03-31', false],
  ['2026-04-01', true],
  ['2026-11-30', true],
  ['2026-12-01', false],
])('a representation from April to November holds on %s: %s', (day, holds) => {
  expect(isInForce(someone(), day)).toBe(holds);
  expect(isInForce(someone({ state: 'ENDED' }), day)).toBe(false);
  expect(isInForce(someone({ until: null, validFrom: day }), day)).toBe(true);
});

it.each([
  ['is on record', {}, 40, 'done'],
  ['ended before it began', { validFrom: '2026-12-02', until: '2026-12-01' }, 40, 'representative.term-over until'],
  ['is over', { until: '2026-11-19' }, 40, 'representative.term-over until'],
  ['ends today', { until: TODAY }, 40, 'done'],
  ['begins later and has no end', { validFrom: '2027-01-01', until: null }, 40, 'done'],
  ['is of a minor', { kind: 'guardian' as const }, 17, 'done'],
  ['is a guardian of an adult', { kind: 'guardian' as const }, 18, 'representative.of-age kind'],
  ['is a guardian at unknown age', { kind: 'guardian' as const }, null, 'done'],
])('a representation that %s', (_what, rest, age, expected) => {
  expect(codeOf(() => checkRepresentative(someone(rest), { today: TODAY, age }))).toBe(expected);
});

describe('a representative is heard', () => {
  const said = { scopes: ['intake_record'], today: TODAY, guardianMayHarm: false, takesAway: false };
  const hear = (representative: Representative, rest: Partial<typeof said> = {}) =>
    codeOf(() => requireRange(representative, { ...said, ...rest }));

  it('within the range and the term only', () => {
    expect(hear(someone())).toBe('done');
    expect(hear(someone(), { scopes: ['intake_record', 'family_contact'] })).toBe(
      'consent.representative-out-of-range',
    );
    expect(hear(someone(), { today: '2026-12-01' })).toBe('consent.representative-out-of-range');
    expect(hear(someone(), { scopes: [] })).toBe('done');
  });

  it('not where a guardian who may harm would stop help', () => {
    const guardian = someone({ kind: 'guardian' });
    const harms = { guardianMayHarm: true, takesAway: true };
    expect(hear(guardian, harms)).toBe('consent.representative-not-heard');
    expect(hear(guardian, { ...harms, takesAway: false })).toBe('done');
    expect(hear(guardian, { ...harms, guardianMayHarm: false })).toBe('done');
    expect(hear(someone(), harms)).toBe('done');
  });

  it('beside the person’s own words', () => {
    expect(codeOf(() => requirePersonWords(null))).toBe('consent.person-words-missing personWords');
    expect(codeOf(() => requirePersonWords('はい'))).toBe('done');
  });

  it('until it is ended, once', () => {
    expect(codeOf(() => requireActive(someone()))).toBe('done');
    expect(codeOf(() => requireActive(someone({ state: 'ENDED' })))).toBe('representative.ended');
  });
});
