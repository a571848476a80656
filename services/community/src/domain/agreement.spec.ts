import { type AppError } from '#libs/kernel';
import { isInForce, isRenewalDue, refuseEnded, refuseTerm } from './agreement';
import { contentOf, withAgreement } from './menu-content';

const TODAY = '2026-11-20';
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as AppError).code;
  }
  return 'taken';
};

describe('an agreement on out-of-system places', () => {
  it.each([
    ['2026-11-20', '2026-11-20', null, true],
    ['2026-04-01', '2026-11-19', null, false],
    ['2026-11-21', '2027-03-31', null, false],
    ['2026-04-01', '2027-03-31', '2026-11-20', false],
  ])('of %s until %s, ended %s, is in force: %s', (agreedOn, until, endedOn, inForce) => {
    expect(isInForce({ agreedOn, until, endedOn }, TODAY)).toBe(inForce);
  });

  it('is refused for tomorrow, or where it ends before it begins', () => {
    expect(codeOf(() => refuseTerm({ agreedOn: '2026-11-21', until: '2027-03-31' }, TODAY))).toBe('agreement.future');
    expect(codeOf(() => refuseTerm({ agreedOn: TODAY, until: '2026-11-19' }, TODAY))).toBe('agreement.term');
    expect(codeOf(() => refuseTerm({ agreedOn: TODAY, until: TODAY }, TODAY))).toBe('taken');
  });

  it('is ended once', () => {
    const agreement = { agreedOn: '2026-04-01', until: '2027-03-31', endedOn: null };
    expect(codeOf(() => refuseEnded(agreement, TODAY))).toBe('taken');
    expect(codeOf(() => refuseEnded({ ...agreement, endedOn: TODAY }, TODAY))).toBe('agreement.ended');
    expect(codeOf(() => refuseEnded({ ...agreement, until: '2026-11-19' }, TODAY))).toBe('agreement.ended');
  });

  it.each([
    [null, false],
    ['2026-12-21', false],
    ['2026-12-20', true],
    ['2026-11-01', true],
  ])('until %s is to be renewed: %s', (until, due) => {
    expect(isRenewalDue(until, TODAY)).toBe(due);
  });
});

describe("a menu's word on people outside the scheme", () => {
  it.each([
    [true, false, null],
    [true, true, true],
    [false, true, false],
    [false, false, false],
    [null, true, null],
  ])('%s with an agreement in force %s counts as %s', (acceptsOutOfSystem, inForce, counts) => {
    const content = contentOf({ eligibility: { acceptsOutOfSystem } });
    expect(withAgreement(content, inForce)).toEqual(contentOf({ eligibility: { acceptsOutOfSystem: counts } }));
  });
});
