import fc from 'fast-check';
import { type Actor, type Role, ROLES } from '#libs/kernel';
import { visibleResource } from './visible-resource';

const OURS = '11111111-1111-4111-8111-111111111111';
const THEIRS = '22222222-2222-4222-8222-222222222222';
const actor = (roles: readonly Role[], orgId: string | null = null): Actor => ({
  ...{ sub: 'x', roles, orgId, tenant: '990019' },
});

const place = {
  id: 'r',
  orgId: OURS,
  state: 'ACTIVE_PUBLIC',
  name: 'みんなの部屋',
  type: 'place' as string | null,
  postalCode: '1000001',
  address: '架空市みどり1-2-3',
  building: '二階',
  municipalityCode: '990019',
  location: { lat: 35.5, lng: 139.5 },
  addressConfidential: false,
  areaIds: ['a'],
  phone: '03-1111-2222',
  fax: '03-1111-2223',
  email: 'a@example.jp',
  url: 'https://example.jp',
  officeNumber: '1310000000',
  serviceKind: '就労継続支援B型',
  description: '駅の南口から三分',
  notes: '裏口から入る',
  publicFields: null as readonly string[] | null,
};
const WHERE = ['postalCode', 'address', 'building', 'location', 'url', 'fax', 'description', 'notes'] as const;
const hiddenOf = (shown: object | null): readonly string[] =>
  Object.entries(shown ?? {})
    .filter(([field, value]) => value === null && field !== 'publicFields')
    .map(([field]) => field)
    .sort();

describe('a confidential address', () => {
  const shelter = { ...place, state: 'ACTIVE', type: 'shelter', addressConfidential: true };

  it('is seen whole by the coordinator and by the organisation itself', () => {
    expect(visibleResource(shelter, actor(['COMMUNITY_COORDINATOR']))).toEqual(shelter);
    expect(visibleResource(shelter, actor(['PROVIDER_STAFF'], OURS))).toEqual(shelter);
    expect(visibleResource(shelter, actor(['REGISTRY_EDITOR'], OURS))).toEqual(shelter);
  });

  it('leaves its circle for nobody: whoever else reads it is told nothing that says where it is', () => {
    const others = ROLES.filter((role) => !['COMMUNITY_COORDINATOR', 'SYSTEM'].includes(role));
    fc.assert(
      fc.property(fc.subarray(others, { minLength: 1 }), fc.constantFrom(null, THEIRS), (roles, orgId) => {
        const shown = visibleResource(shelter, actor(roles, orgId));
        if (shown === null) return;
        expect(hiddenOf(shown)).toEqual([...WHERE].sort());
        expect(shown.areaIds).toEqual([]);
        expect(JSON.stringify(shown)).not.toMatch(/みどり|二階|35\.5|南口|裏口/);
      }),
    );
    expect(visibleResource(shelter, 'resident')).toBeNull();
    expect(visibleResource({ ...shelter, state: 'ACTIVE_PUBLIC' }, 'resident')).toBeNull();
  });
});

describe("another organisation's people", () => {
  it('do not know of it, whatever it is', () => {
    expect(visibleResource(place, actor(['PROVIDER_STAFF'], THEIRS))).toBeNull();
    expect(visibleResource(place, actor(['REGISTRY_EDITOR']))).toBeNull();
    expect(visibleResource(place, actor(['CSW', 'PROVIDER_STAFF'], THEIRS))).toEqual(place);
  });
});

describe('residents', () => {
  it('see the usual fields of what is public, and nothing of anything else', () => {
    const shown = visibleResource(place, 'resident');
    expect(hiddenOf(shown)).toEqual(['email', 'fax', 'notes', 'officeNumber', 'serviceKind']);
    for (const state of ['DRAFT', 'REVIEW', 'ACTIVE', 'PAUSED', 'NEEDS_UPDATE', 'CLOSED', 'SUSPENDED']) {
      expect(visibleResource({ ...place, state }, 'resident')).toBeNull();
    }
    expect(visibleResource({ ...place, addressConfidential: true }, 'resident')).toBeNull();
    expect(visibleResource({ ...place, type: 'temporary_protection' }, 'resident')).toBeNull();
  });

  it('see nothing that nobody has said they may see', () => {
    const tomorrow = { ...place, keyUnderTheMat: '左の植木鉢', suspendedBy: 'somebody' };
    expect(visibleResource(tomorrow, 'resident')).toMatchObject({ keyUnderTheMat: null, suspendedBy: null });
  });

  it('see what the organisation chose, and notes and numbers never', () => {
    const chosen = { ...place, publicFields: ['phone', 'email', 'serviceKind', 'notes', 'officeNumber'] };
    const shown = visibleResource(chosen, 'resident');
    expect(shown).toMatchObject({ name: 'みんなの部屋', phone: '03-1111-2222', serviceKind: '就労継続支援B型' });
    expect(shown).toMatchObject({ email: 'a@example.jp', notes: null, officeNumber: null, address: null });
    expect(shown).toMatchObject({ location: null, areaIds: [] });
  });
});
