import { type Actor, AppError, type Role } from '#libs/kernel';
import { actingOn, listedOrganization, refuseStale, seesConfidentialAddress } from './access';

const OURS = '11111111-1111-4111-8111-111111111111';
const THEIRS = '22222222-2222-4222-8222-222222222222';
const actor = (roles: readonly Role[], orgId: string | null = null): Actor => ({
  sub: 'x',
  roles,
  orgId,
  tenant: '990019',
});
const ALLOWED: readonly Role[] = ['COMMUNITY_COORDINATOR', 'REGISTRY_EDITOR'];

describe('acting on an organisation', () => {
  it('is for its own editor and for the coordinator', () => {
    expect(actingOn(actor(['REGISTRY_EDITOR'], OURS), OURS, ALLOWED, 'menu').roles).toEqual(['REGISTRY_EDITOR']);
    expect(actingOn(actor(['COMMUNITY_COORDINATOR']), OURS, ALLOWED, 'menu').roles).toEqual(['COMMUNITY_COORDINATOR']);
  });

  it.each([
    ['the editor of another one', actor(['REGISTRY_EDITOR'], THEIRS)],
    ['an editor of none', actor(['REGISTRY_EDITOR'])],
    ['a worker who edits for another one', actor(['INTAKE_WORKER', 'REGISTRY_EDITOR'], THEIRS)],
  ])('looks like a missing thing to %s', (_, who) => {
    expect(() => actingOn(who, OURS, ALLOWED, 'menu')).toThrow(expect.objectContaining({ code: 'menu.not-found' }));
  });

  it('leaves the coordinator no editor role of another organisation', () => {
    const both = actor(['COMMUNITY_COORDINATOR', 'REGISTRY_EDITOR'], THEIRS);
    expect(actingOn(both, OURS, ALLOWED, 'menu').roles).toEqual(['COMMUNITY_COORDINATOR']);
  });
});

describe('a list', () => {
  it('is of the own organisation for its staff, of none without one, of all for the municipality', () => {
    const readers: readonly Role[] = ['CSW', 'PROVIDER_STAFF'];
    expect(listedOrganization(actor(['PROVIDER_STAFF'], OURS), readers)).toBe(OURS);
    expect(listedOrganization(actor(['PROVIDER_STAFF']), readers)).toBe('00000000-0000-0000-0000-000000000000');
    expect(listedOrganization(actor(['PROVIDER_STAFF'], 'さくらの会'), readers)).toBe(
      '00000000-0000-0000-0000-000000000000',
    );
    expect(listedOrganization(actor(['CSW']), readers)).toBeNull();
  });
});

describe('a confidential address', () => {
  it('is for the coordinator and the organisation itself', () => {
    expect(seesConfidentialAddress(actor(['CSW']), OURS)).toBe(false);
    expect(seesConfidentialAddress(actor(['PROVIDER_STAFF'], OURS), OURS)).toBe(true);
    expect(seesConfidentialAddress(actor(['COMMUNITY_COORDINATOR']), OURS)).toBe(true);
  });
});

describe('an older version', () => {
  it('is refused with 412, the same or none is not', () => {
    expect(() => refuseStale('menu', 2, 2)).not.toThrow();
    expect(() => refuseStale('menu', 2, undefined)).not.toThrow();
    expect(() => refuseStale('menu', 2, 1)).toThrow(AppError);
  });
});
