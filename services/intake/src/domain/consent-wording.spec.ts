import { AppError, codesOf } from '#libs/kernel';
import { checkWording, SHIPPED_WORDINGS, shownWording, type Wording, wordingOf } from './consent-wording';

const texts = [...codesOf('consentScopes')].map((scope) => ({ scope, ja: '文', easyJa: 'やさしい 文' }));
const own = (code: string, validFrom: string, validUntil: string | null = null): Wording => ({
  ...{ code, validFrom, validUntil, texts },
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

it.each(SHIPPED_WORDINGS)('the wording $code that comes with the product is whole', (wording) => {
  expect(codeOf(() => checkWording(wording))).toBe('done');
  for (const { ja, easyJa } of wording.texts) expect([ja, easyJa]).not.toContain('');
});

describe('the wording of a day', () => {
  const wordings = [own('a', '2026-04-01'), own('b', '2026-10-01', '2026-10-31')];

  it.each([
    ['2026-03-31', 'standard-1'],
    ['2026-04-01', 'a'],
    ['2026-10-01', 'b'],
    ['2026-10-31', 'b'],
    ['2026-11-01', 'a'],
  ])('of %s is %s', (day, code) => {
    expect(wordingOf(wordings, day)?.code).toBe(code);
    expect(wordingOf([...wordings].reverse(), day)?.code).toBe(code);
    expect(shownWording(wordings, null, day)).toBe(code);
  });

  it('that was shown is one that held on the day', () => {
    expect(shownWording(wordings, 'a', '2026-10-15')).toBe('a');
    expect(shownWording(wordings, 'standard-1', '2026-10-15')).toBe('standard-1');
    for (const [code, day] of [
      ['b', '2026-11-01'],
      ['c', '2026-10-15'],
    ] as const)
      expect(codeOf(() => shownWording(wordings, code, day))).toBe('consent.wording-unknown wordingVersion');
    expect(codeOf(() => shownWording([], null, '1899-12-31'))).toBe('consent.wording-unknown wordingVersion');
  });
});

it.each([
  ['whole', own('a', '2026-04-01', '2026-04-01'), 'done'],
  ['over before it begins', own('a', '2026-04-02', '2026-04-01'), 'consent-wording.days-reversed validUntil'],
  ['without a scope', { ...own('a', '2026-04-01'), texts: texts.slice(1) }, 'consent-wording.incomplete texts'],
  [
    'with a scope twice',
    { ...own('a', '2026-04-01'), texts: [...texts, ...texts] },
    'consent-wording.incomplete texts',
  ],
])('a wording %s', (_what, wording, expected) => {
  expect(codeOf(() => checkWording(wording))).toBe(expected);
});
