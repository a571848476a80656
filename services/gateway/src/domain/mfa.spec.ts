import { ROLES } from '#libs/kernel';
import { INTAKE_ROUTES } from '../http/intake.routes';
import { MATCHING_ROUTES } from '../http/matching.routes';
import { OPS_ROUTES } from '../http/ops.routes';
import { OUTREACH_ROUTES } from '../http/outreach.routes';
import { lacksFactor, MFA_POLICY, type MfaPolicy } from './mfa';

const NONE = { acr: null, amr: [] };
const lacks = (amr: readonly string[], acr: string | null = null): boolean =>
  lacksFactor(['CSW'], { acr, amr }, MFA_POLICY);

describe('two factors', () => {
  it.each([[['mfa']], [['pwd', 'otp']], [['otp', 'user', 'pwd']], [['pin', 'sc']], [['hwk', 'fpt']]])(
    'are shown by %j',
    (amr) => expect(lacks(amr)).toBe(false),
  );

  it.each([[[]], [['pwd']], [['otp']], [['pwd', 'pin']], [['pwd', 'sms']], [['MFA']], [['mfa,pwd']]])(
    'are not shown by %j',
    (amr) => expect(lacks(amr)).toBe(true),
  );

  it('are shown by a class of authentication that the policy names, and by no other', () => {
    expect(lacks([], 'phrh')).toBe(false);
    expect(lacks([], '0')).toBe(true);
    expect(lacks([], 'constructor')).toBe(true);
  });
});

describe('the policy', () => {
  it('demands something of every role that sees records of people or runs the system', () => {
    const routes = [INTAKE_ROUTES, MATCHING_ROUTES, OUTREACH_ROUTES, OPS_ROUTES].flat();
    const roles = new Set(routes.flatMap(({ asks }) => asks.allow));
    roles.delete('SYSTEM');
    expect(roles.size).toBeGreaterThan(10);
    for (const role of roles) expect([role, lacksFactor([role], NONE, MFA_POLICY)]).toEqual([role, true]);
  });

  it('names roles that exist and levels that it has', () => {
    expect(Object.keys(MFA_POLICY.roles).filter((name) => !ROLES.some((role) => role === name))).toEqual([]);
    expect(Object.values(MFA_POLICY.roles).filter((name) => !Object.hasOwn(MFA_POLICY.levels, name))).toEqual([]);
  });

  it('asks nothing of a role that it does not name, and the strictest of somebody with several', () => {
    const policy: MfaPolicy = { levels: MFA_POLICY.levels, roles: { CSW: 'two-factor', OPS: 'forgotten' } };
    expect(lacksFactor(['AUDITOR'], NONE, policy)).toBe(false);
    expect(lacksFactor(['AUDITOR', 'CSW'], NONE, policy)).toBe(true);
    expect(lacksFactor(['OPS'], { acr: null, amr: ['mfa'] }, policy)).toBe(true);
  });
});
