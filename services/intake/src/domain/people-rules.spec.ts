import type { Actor } from '#libs/kernel';
import { checkDay, checkMembership, refuseTooMany, shownReason } from './household';
import { contactJa, contactOf } from './key-person';
import { refuseTooMuch, reviewDay } from './potential-client';

const TODAY = '2026-11-20';
const actor = (role: Actor['roles'][number]): Actor => ({ sub: 'x', roles: [role], orgId: null, tenant: '990019' });
const code = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a household', () => {
  const member = { registered: true, actual: true, livingApart: false, apartReason: null };

  it('has members of one kind at least, with a reason only for those who live apart', () => {
    expect(code(() => checkMembership(member))).toBe('done');
    expect(code(() => checkMembership({ ...member, registered: false }))).toBe('done');
    expect(code(() => checkMembership({ ...member, registered: false, actual: false }))).toBe('household.neither-kind');
    expect(code(() => checkMembership({ ...member, apartReason: 'work' }))).toBe('household.not-apart');
    expect(code(() => checkMembership({ ...member, livingApart: true, apartReason: 'work' }))).toBe('done');
  });

  it('changes on days that have been, and not before a member joined', () => {
    const day = (on: string, from: string | null) => code(() => checkDay('leftOn', on, { today: TODAY, from }));
    expect([day(TODAY, null), day('2026-11-21', null)]).toEqual(['done', 'household.future-day']);
    expect([day('2026-01-02', '2026-01-02'), day('2026-01-01', '2026-01-02')]).toEqual([
      'done',
      'household.before-joining',
    ]);
  });

  it('has thirty members at most', () => {
    expect([code(() => refuseTooMany(29)), code(() => refuseTooMany(30))]).toEqual(['done', 'household.too-many']);
  });

  it('shows to restricted roles only that somebody fled', () => {
    expect(shownReason('refuge', actor('INTAKE_WORKER'))).toBe('other');
    expect(shownReason('refuge', actor('CSW'))).toBe('refuge');
    expect(shownReason('work', actor('INTAKE_WORKER'))).toBe('work');
    expect(shownReason(null, actor('INTAKE_WORKER'))).toBeNull();
  });
});

describe('a key person', () => {
  const one = { id: 'k1', mayBeContacted: 'yes' as const, safetyNote: null, endedReason: null };
  const consent = (scope: string | null, orgIds: readonly string[] = []) => ({
    ...{ state: 'GRANTED', guardian: null, exceptionTerms: [] },
    terms: scope === null ? [] : [{ scope, orgIds, until: null }],
  });
  const family = consent('family_contact');

  it('may be contacted with the person’s yes and consent in force, and never past a safety note', () => {
    expect(contactOf(one, family, TODAY)).toBe('allowed');
    expect(contactOf(one, consent('family_contact', ['k1']), TODAY)).toBe('allowed');
    expect(contactOf(one, consent('family_contact', ['k2']), TODAY)).toBe('not_allowed');
    expect(contactOf(one, consent('intake_record'), TODAY)).toBe('not_allowed');
    expect(contactOf(one, { ...family, state: 'WITHDRAWN' }, TODAY)).toBe('not_allowed');
    expect(contactOf({ ...one, mayBeContacted: 'no' }, family, TODAY)).toBe('not_allowed');
    expect(contactOf({ ...one, mayBeContacted: 'not_asked' }, family, TODAY)).toBe('not_asked');
    expect(contactOf({ ...one, endedReason: '疎遠' }, family, TODAY)).toBe('not_allowed');
    expect(contactOf({ ...one, safetyNote: '…' }, family, TODAY)).toBe('confirm_first');
    expect(contactJa('confirm_first')).toBe('連絡前に確認');
  });
});

describe('a potential client', () => {
  it.each([
    '電話 090-1234-5678 に出た',
    'TEL ０３（１２３４）５６７８',
    '昭和55年4月12日生まれ',
    'S55.4.12',
    '1980/04/12 生',
    '桜町1丁目の角',
    '桜町1-2-3',
    'a.b@example.jp',
  ])('is not recorded with «%s»', (memo) => expect(code(() => refuseTooMuch(memo))).toBe('potential-client.too-much'));

  it.each(['雨戸が3日開いていない', '60代くらいの方。夜中に声がする', '11/20 に民生委員から聞いた'])(
    'is recorded with «%s»',
    (memo) => expect(code(() => refuseTooMuch(memo))).toBe('done'),
  );

  it('is looked at again within a year', () => {
    expect(reviewDay(undefined, TODAY)).toBe('2027-11-20');
    expect(reviewDay('2026-11-21', TODAY)).toBe('2026-11-21');
    expect(code(() => reviewDay(TODAY, TODAY))).toBe('potential-client.review-day');
    expect(code(() => reviewDay('2027-11-21', TODAY))).toBe('potential-client.review-day');
  });
});
