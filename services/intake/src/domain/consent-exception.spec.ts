import { AppError, codesOf } from '#libs/kernel';
import { approveBy, checkException, isOverdue, requireOpenFor } from './consent-exception';
import settings from './consent-exception-settings.json';
import type { Term } from './consent-terms';

const TODAY = '2026-11-20';
const UNTIL = '2026-11-30';

const terms = (scope: string, orgIds: readonly string[] = []): readonly Term[] => [{ scope, orgIds, until: UNTIL }];
const refusalOf = (work: () => unknown): { readonly code: string; readonly field: string | undefined } => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, field: error.fields[0]?.field };
    throw error;
  }
  return { code: 'done', field: undefined };
};
const check = (basis: string, given: readonly Term[], until = UNTIL) =>
  refusalOf(() => checkException({ basis, terms: given, until }, TODAY));

describe('an exception to consent', () => {
  it.each(Object.keys(settings.bases))('by %s never reaches the 重層的支援会議 (L02)', (basis) => {
    expect(check(basis, terms('multilayered_conference'))).toEqual({ code: 'exception.basis-unfit', field: 'scopes' });
  });

  it.each(Object.keys(settings.bases))('by %s gives a host the name for danger to life only', (basis) => {
    const expected = basis === 'life_danger' ? 'done' : 'exception.basis-unfit';
    expect(check(basis, terms('provider_disclosure', ['org-a'])).code).toBe(expected);
  });

  it('rests on a ground of the code list, and consent is none', () => {
    expect([...codesOf('disclosureBases')].filter((basis) => basis !== 'consent').sort()).toEqual(
      Object.keys(settings.bases).sort(),
    );
    expect(check('consent', terms('intake_record'))).toEqual({ code: 'exception.basis-unfit', field: 'basis' });
  });

  it('opens scopes of the code list only', () => {
    for (const { scopes } of Object.values(settings.bases))
      expect([...codesOf('consentScopes')]).toEqual(expect.arrayContaining(scopes));
  });

  it('says towards whom, and does not begin when it is over', () => {
    expect(check('law', terms('agency_referral')).code).toBe('consent.recipients-missing');
    const over = [{ scope: 'intake_record', orgIds: [], until: '2026-11-19' }];
    expect(check('law', over, '2026-11-19').code).toBe('consent.term-over');
  });

  it('for danger to life lasts 14 days at most', () => {
    expect(check('life_danger', terms('intake_record'), '2026-12-04').code).toBe('done');
    expect(check('life_danger', terms('intake_record'), '2026-12-05')).toEqual({
      code: 'exception.term-too-long',
      field: 'until',
    });
    const tooLong = () =>
      checkException({ basis: 'life_danger', terms: terms('intake_record'), until: '2026-12-05' }, TODAY);
    expect(tooLong).toThrow(
      expect.objectContaining({
        fields: [expect.objectContaining({ rule: 'longestTerm', mend: '期限は 14 日以内にしてください' })],
      }),
    );
    expect(check('law', terms('intake_record'), '2026-12-05').code).toBe('done');
  });

  it('that is refused says which ground opens what, and how to mend it', () => {
    const saidOn = (work: () => unknown) => {
      try {
        work();
      } catch (error) {
        if (error instanceof AppError) return [error.message, ...error.fields];
      }
      throw new Error('It was not refused.');
    };
    const use = (basis: string, given: readonly Term[], until = UNTIL) =>
      saidOn(() => checkException({ basis, terms: given, until }, TODAY));
    expect(use('consent', terms('intake_record'))).toEqual([
      'consent is no exception.',
      { field: 'basis', rule: 'legalBasis', mend: '同意以外の根拠を選んでください' },
    ]);
    expect(use('law', terms('multilayered_conference'))).toEqual([
      'law does not open multilayered_conference.',
      { field: 'scopes', rule: 'legalBasis', mend: 'この根拠では使えない範囲が含まれています' },
    ]);
    expect(use('life_danger', terms('intake_record'), '2026-12-05')[0]).toBe('life_danger holds for 14 days at most.');
    const own = { state: 'PENDING' as const, usedBy: 'worker' };
    expect(saidOn(() => requireOpenFor(own, 'worker'))).toEqual([expect.stringContaining('does not decide on it')]);
    expect(saidOn(() => requireOpenFor({ ...own, state: 'APPROVED' }, 'chief'))).toEqual([
      expect.stringContaining('decided on this exception already'),
    ]);
  });

  it('is decided on by the next working day, and red after it', () => {
    // A Friday before a Monday holiday.
    expect(approveBy(TODAY)).toBe('2026-11-24');
    const used = { state: 'PENDING' as const, approveBy: '2026-11-24' };
    expect(isOverdue(used, '2026-11-24')).toBe(false);
    expect(isOverdue(used, '2026-11-25')).toBe(true);
    expect(isOverdue({ ...used, state: 'APPROVED' }, '2026-11-25')).toBe(false);
  });

  it('is decided on once, and not by whoever used it', () => {
    const used = { state: 'PENDING' as const, usedBy: 'worker' };
    expect(refusalOf(() => requireOpenFor(used, 'chief')).code).toBe('done');
    expect(refusalOf(() => requireOpenFor(used, 'worker')).code).toBe('exception.own');
    for (const state of ['APPROVED', 'DISAPPROVED'] as const)
      expect(refusalOf(() => requireOpenFor({ ...used, state }, 'chief')).code).toBe('exception.decided');
  });
});
