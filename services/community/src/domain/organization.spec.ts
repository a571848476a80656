import fc from 'fast-check';
import { type Actor, type AppError, type Role } from '#libs/kernel';
import { contractHolds, isCorporateNumber, organizationOf, refuseOutsideContract } from './organization';

const TODAY = '2026-11-20';
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as AppError).code;
  }
  return 'taken';
};

describe('法人番号', () => {
  it.each(['7000012050002', '6000012070001', '1180301018771'])('%s is one', (number) => {
    expect(isCorporateNumber(number)).toBe(true);
  });

  it('is none with another check digit, one digit changed, or another length', () => {
    expect(isCorporateNumber('700001205000')).toBe(false);
    expect(isCorporateNumber('0700001205000')).toBe(false);
    expect(isCorporateNumber('７000012050002')).toBe(false);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }).filter((digit) => digit !== 7),
        (digit) => {
          expect(isCorporateNumber(`${digit}000012050002`)).toBe(false);
        },
      ),
    );
  });

  it('has exactly one check digit for every twelve others', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{12}$/), (rest) => {
        const right = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((check) => isCorporateNumber(`${check}${rest}`));
        expect(right).toHaveLength(1);
      }),
    );
  });
});

describe('an organisation as it is given', () => {
  const given = { name: 'さくらの会', kind: 'npo' };

  it('is unknown where nothing is said', () => {
    const nothing = { contact: null, corporateNumber: null, contractFrom: null, contractUntil: null };
    expect(organizationOf(given)).toEqual({ ...given, ...nothing, contactPeople: [] });
    expect(
      organizationOf({ ...given, contact: { phone: '03-1111-2222' }, contactPeople: [{ title: '事務局長' }] }),
    ).toMatchObject({
      contact: { phone: '03-1111-2222', email: null, website: null },
      contactPeople: [{ title: '事務局長', name: null, phone: null, email: null }],
    });
  });

  it('is refused with a wrong number or a contract that ends before it begins', () => {
    expect(codeOf(() => organizationOf({ ...given, corporateNumber: '1000012050002' }))).toBe(
      'organization.corporate-number',
    );
    const term = { contractFrom: '2026-04-01', contractUntil: '2026-03-31' };
    expect(codeOf(() => organizationOf({ ...given, ...term }))).toBe('organization.term');
    expect(codeOf(() => organizationOf({ ...given, ...term, contractUntil: '2026-04-01' }))).toBe('taken');
  });
});

describe('a contract', () => {
  it.each([
    [null, null, true],
    ['2026-11-20', '2026-11-20', true],
    ['2026-11-21', null, false],
    [null, '2026-11-19', false],
    ['2026-04-01', null, true],
    [null, '2027-03-31', true],
  ])('from %s until %s holds today: %s', (contractFrom, contractUntil, holds) => {
    expect(contractHolds({ contractFrom, contractUntil }, TODAY)).toBe(holds);
  });

  it('that has ended stops the organisation’s own people, not the coordinator', () => {
    const actor = (role: Role): Actor => ({ sub: 'x', roles: [role], orgId: null, tenant: '990019' });
    const ended = { contractFrom: null, contractUntil: '2026-11-19' };
    const code = (role: Role) => codeOf(() => refuseOutsideContract(actor(role), ended, TODAY));
    expect([code('PROVIDER_STAFF'), code('REGISTRY_EDITOR')]).toEqual(['contract.ended', 'contract.ended']);
    expect([code('COMMUNITY_COORDINATOR'), code('SYSTEM')]).toEqual(['taken', 'taken']);
    const holds = { contractFrom: null, contractUntil: TODAY };
    expect(codeOf(() => refuseOutsideContract(actor('PROVIDER_STAFF'), holds, TODAY))).toBe('taken');
  });
});
