import { type Actor, type AppError } from '#libs/kernel';
import { refuseConfirmation, suspensionOf } from './suspension';

const AT = new Date('2026-11-20T10:00:00Z');
const suspended = { state: 'SUSPENDED', suspendedBy: 'first', suspendedAt: AT, suspensionConfirmedAt: null };
const person = (sub: string): Actor => ({ sub, roles: ['COMMUNITY_COORDINATOR'], orgId: null, tenant: '990019' });

describe('a suspension for safety', () => {
  it.each([
    [suspended, 'second', 'taken'],
    [suspended, 'first', 'resource.two-persons'],
    [{ ...suspended, suspensionConfirmedAt: AT }, 'second', 'resource.suspension-confirmed'],
    [{ ...suspended, state: 'ACTIVE' }, 'second', 'resource.not-suspended'],
  ])('%j confirmed by %s: %s', (resource, sub, code) => {
    const confirm = (): string => {
      try {
        refuseConfirmation(resource, person(sub));
      } catch (error) {
        return (error as AppError).code;
      }
      return 'taken';
    };
    expect(confirm()).toBe(code);
  });

  it('is to be confirmed on its own local day', () => {
    const shown = { suspendedAt: AT.toISOString(), confirmed: false, confirmBy: '2026-11-20' };
    expect(suspensionOf(suspended, '2026-11-20')).toEqual({ ...shown, overdue: false });
    expect(suspensionOf(suspended, '2026-11-21')).toEqual({ ...shown, overdue: true });
    const confirmed = { ...suspended, suspensionConfirmedAt: AT };
    expect(suspensionOf(confirmed, '2026-11-21')).toEqual({ ...shown, confirmed: true, overdue: false });
    expect(suspensionOf({ ...suspended, state: 'ACTIVE' }, '2026-11-20')).toBeNull();
  });
});
