import {
  CorrectOrganizationV1,
  CorrectResourceV1,
  EnterAreaV1,
  ListOrganizationsV1,
  ListResourcesV1,
  MenuChangedV1,
  PUBLIC_FIELDS,
  PublishResourceV1,
  ReadMenuV1,
  ReadOrganizationV1,
  ReadPublicResourceV1,
  ReadResourceV1,
  RegisterOrganizationV1,
  RegisterResourceV1,
  ReplaceMenuV1,
  type ResourceDescription,
  SetAreaBoundaryV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import rules from '../src/domain/visible-resource.json';
import { pointIn, square } from './area-fixtures';
import { codeOf, refusal, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const NUMBER = '7000012050002';
const ORGANIZATION = {
  name: '菜の花の会',
  kind: 'npo',
  contact: { phone: '03-1111-2222', email: null, website: 'https://nanohana.example.jp' },
  contactPeople: [{ title: '受入担当', name: null, phone: '03-1111-2223', email: 'ukeire@example.jp' }],
  corporateNumber: NUMBER,
  contractFrom: '2026-04-01',
  contractUntil: '2027-03-31',
};

describe('an organisation', () => {
  it('is kept with number, contact people and contract, and corrected by whoever saw it last', async () => {
    const { id: orgId } = await world.ask(RegisterOrganizationV1, ORGANIZATION, registry.coordinator());
    const read = () => world.ask(ReadOrganizationV1, { orgId }, world.actor('PROVIDER_STAFF', { orgId }));
    expect(await read()).toEqual({ ...ORGANIZATION, orgId, version: 1 });

    const correct = (ifMatch: number, change: object = {}) =>
      world.ask(CorrectOrganizationV1, { orgId, ...ORGANIZATION, ...change }, registry.coordinator(), { ifMatch });
    expect(await correct(1, { contactPeople: [], contractUntil: null })).toMatchObject({ version: 2 });
    expect(await refusal(correct(1))).toMatchObject({ code: 'stale-version', status: 412 });
    const corrected = { ...ORGANIZATION, orgId, version: 2, contactPeople: [], contractUntil: null };
    expect(await read()).toEqual(corrected);
    const { items } = await world.ask(ListOrganizationsV1, { limit: 100 }, registry.coordinator());
    expect(items.find((item) => item.orgId === orgId)).toEqual(corrected);
    const editor = world.actor('REGISTRY_EDITOR', { orgId });
    expect(await codeOf(world.ask(CorrectOrganizationV1, { orgId, ...ORGANIZATION }, editor))).toBe('role.refused');
  });

  it('has a number of its own that is right', async () => {
    const register = (change: object) =>
      codeOf(world.ask(RegisterOrganizationV1, { ...ORGANIZATION, ...change }, registry.coordinator()));
    expect(await register({})).toBe('organization.number-taken');
    expect(await register({ corporateNumber: '1000012050002' })).toBe('organization.corporate-number');
    expect(await register({ corporateNumber: '700001205000' })).toBe('fields.invalid');
    expect(await register({ corporateNumber: null, contractUntil: '2026-03-31' })).toBe('organization.term');
    const orgId = await registry.organization();
    const take = world.ask(CorrectOrganizationV1, { ...ORGANIZATION, orgId }, registry.coordinator());
    expect(await codeOf(take)).toBe('organization.number-taken');
  });

  it('has one number where two are entered at once', async () => {
    const corporateNumber = '6000012070001';
    const register = () =>
      world.ask(RegisterOrganizationV1, { ...ORGANIZATION, corporateNumber }, registry.coordinator());
    const codes = await Promise.all([register(), register()].map((asked) => asked.then(() => 'taken').catch(String)));
    expect(codes.filter((code) => code === 'taken')).toHaveLength(1);
  });

  it('tells whoever has a copy of its menus when it has another name', async () => {
    const { orgId, menuId } = await registry.place();
    const heard = async () => (await world.said(MenuChangedV1)).filter((event) => event.menuId === menuId).length;
    const before = await heard();
    const given = { orgId, name: 'さくらの会', kind: 'npo' };
    await world.ask(CorrectOrganizationV1, { ...given, kind: 'shakyo' }, registry.coordinator());
    expect(await heard()).toBe(before);
    await world.ask(CorrectOrganizationV1, { ...given, name: 'もみじの会' }, registry.coordinator());
    expect(await heard()).toBe(before + 1);
    expect(await registry.facts(menuId)).toMatchObject({ orgName: 'もみじの会', version: 2 });
  });
});

const DESCRIBED: Partial<ResourceDescription> = {
  name: 'みんなの部屋',
  nameKana: 'ミンナノヘヤ',
  type: 'place',
  postalCode: '1000001',
  address: '架空市みどり1-2-3',
  building: 'みどり会館2階',
  municipalityCode: '990019',
  location: { lat: 35.5, lng: 139.5 },
  addressConfidential: false,
  phone: '03-1111-2222',
  phoneExtension: '12',
  fax: '03-1111-2223',
  email: 'heya@example.jp',
  url: 'https://heya.example.jp',
  hours: { weekly: [{ day: 'mon', from: '10:00', to: '16:00' }], holidays: 'closed', note: '第3月曜休み' },
  closures: [{ from: '2026-12-29', to: '2027-01-03', reason: '年末年始' }],
  accessibility: ['step_free', 'wheelchair'],
  languages: ['ja', 'vi'],
  statutoryBasis: '社会福祉法',
  officeNumber: '1310000001',
  serviceKind: '地域活動支援センター',
  description: 'だれでも来られます',
  notes: '鍵は一階の受付',
  publicFields: ['address', 'phone', 'hours'],
};

describe('a resource', () => {
  it('is kept as it is described, field by field, and unknown where nothing was said', async () => {
    const orgId = await registry.organization();
    const resourceId = await registry.resource(orgId, DESCRIBED);
    const read = await world.ask(ReadResourceV1, { resourceId }, world.actor('CSW'));
    expect(read).toEqual({
      ...DESCRIBED,
      ...{ resourceId, orgId, version: 1, state: 'DRAFT', areaIds: [], capacityStated: null, resumesOn: null },
      ...{ lastConfirmedOn: null, confirmBy: null, needsConfirmation: true, reason: null, suspension: null },
      mergedInto: null,
    });
    const { items } = await world.ask(ListResourcesV1, { orgId }, world.actor('CSW'));
    expect(items).toEqual([read]);

    await world.ask(CorrectResourceV1, { resourceId, name: '部屋' }, registry.coordinator());
    const after = await world.ask(ReadResourceV1, { resourceId }, registry.coordinator());
    expect(after).toMatchObject({ name: '部屋', address: null, hours: null, publicFields: null, areaIds: [] });
  });

  it.each([
    [{ postalCode: '100-0001' }, 'fields.invalid'],
    [{ officeNumber: '131' }, 'fields.invalid'],
    [{ phone: '電話なし' }, 'fields.invalid'],
    [{ url: 'javascript:alert(1)' }, 'fields.invalid'],
    [{ publicFields: ['notes'] }, 'fields.invalid'],
    [{ hours: [] }, 'fields.invalid'],
    [{ closures: [[]] }, 'fields.invalid'],
    [{ hours: { weekly: [{ day: 'mon', from: '16:00', to: '10:00' }] } }, 'resource.contradiction'],
    [{ closures: [{ from: '2027-01-03', to: '2026-12-29' }] }, 'resource.contradiction'],
  ])('that cannot be is refused: %j', async (wrong, code) => {
    const orgId = await registry.organization();
    const input = { orgId, name: '部屋', ...wrong } as Partial<RegisterResourceV1>;
    expect(await codeOf(world.ask(RegisterResourceV1, input, registry.coordinator()))).toBe(code);
  });

  it('shows residents what its organisation chose, once it is public', async () => {
    const orgId = await registry.organization();
    const resourceId = await registry.resource(orgId, DESCRIBED);
    await registry.activate(resourceId);
    const read = () => world.ask(ReadPublicResourceV1, { resourceId }, world.actor('CSW'));
    expect(await codeOf(read())).toBe('resource.not-public');
    await world.ask(PublishResourceV1, { resourceId, agreedOn: '2026-01-05' }, registry.coordinator());
    const shown = await read();
    const { name, type, address, phone, hours } = DESCRIBED;
    expect(shown).toMatchObject({ name, type, address, phone, hours });
    const others = Object.entries(shown).filter(([, value]) => value !== null);
    expect(others.map(([field]) => field).sort()).toEqual(
      ['address', 'hours', 'name', 'phone', 'resourceId', 'type'].sort(),
    );
  });

  it('may show what the contract lists, and nothing else', () => {
    expect([...PUBLIC_FIELDS].sort()).toEqual([...rules.publishable].sort());
  });

  it('at a confidential address says where it is to its circle only, in lists too', async () => {
    const orgId = await registry.organization();
    const resourceId = await registry.resource(orgId, { ...DESCRIBED, type: 'shelter', addressConfidential: true });
    const where = /みどり|35\.5|heya\.example|鍵は/;
    const list = async (actor: Parameters<typeof world.ask>[2]) =>
      JSON.stringify(await world.ask(ListResourcesV1, { orgId }, actor));
    for (const role of ['CSW', 'PARTICIPATION_WORKER', 'DECISION_MAKER'] as const) {
      expect(JSON.stringify(await world.ask(ReadResourceV1, { resourceId }, world.actor(role)))).not.toMatch(where);
      expect(await list(world.actor(role))).not.toMatch(where);
    }
    expect(await list(world.actor('PROVIDER_STAFF', { orgId }))).toMatch(where);
    expect(await list(registry.coordinator())).toMatch(where);
  });
});

describe('a place on the map', () => {
  const elsewhere = { lat: 43.05, lng: 141.35 };
  const areaIdsOf = async (resourceId: string) =>
    (await world.ask(ReadResourceV1, { resourceId }, registry.coordinator())).areaIds;

  it('belongs to the areas that hold it, unless its address is confidential', async () => {
    const area = {
      code: 'map-1',
      name: '北一条',
      level: 'neighborhood' as const,
      parentIds: [],
      validFrom: '2020-04-01',
    };
    const { id: areaId } = await world.ask(EnterAreaV1, area, registry.coordinator());
    await world.ask(SetAreaBoundaryV1, { areaId, boundary: square(1, 0) }, registry.coordinator());
    const orgId = await registry.organization();
    const resourceId = await registry.resource(orgId, { location: pointIn(1, 0) });
    expect(await areaIdsOf(resourceId)).toEqual([areaId]);
    const listed = async () =>
      (await world.ask(ListResourcesV1, { areaId }, world.actor('CSW'))).items.map((item) => item.resourceId);
    expect(await listed()).toEqual([resourceId]);

    const correct = (change: object) =>
      world.ask(CorrectResourceV1, { resourceId, name: '部屋', ...change }, registry.coordinator());
    await correct({ location: elsewhere });
    expect(await areaIdsOf(resourceId)).toEqual([]);
    await correct({ location: pointIn(1, 0), type: 'shelter' });
    expect([await areaIdsOf(resourceId), await listed()]).toEqual([[], []]);
    await correct({ location: pointIn(1, 0) });
    expect(await areaIdsOf(resourceId)).toEqual([areaId]);
  });
});

describe('a menu', () => {
  it('keeps what people read of it, and matching hears nothing of that', async () => {
    const details = {
      datedSessions: [{ on: '2026-12-24', from: '13:00', to: '15:00', note: 'クリスマス会' }],
      closures: [{ from: '2026-12-29', to: '2027-01-03', reason: null }],
      holidays: 'closed' as const,
      feeWaivers: [{ whom: 'livelihood_support', feeYen: 0, note: null }],
      groupSize: { min: 3, max: 12 },
      targetGroups: ['young_people'],
    };
    const { menuId, resourceId } = await registry.place({ ...details, feeYen: 300 });
    const read = () => world.ask(ReadMenuV1, { menuId }, registry.coordinator());
    expect(await read()).toMatchObject({ ...details, feeYen: 300, resourceId });
    const facts = await registry.facts(menuId);
    expect(Object.keys(facts).filter((field) => field in details)).toEqual([]);

    await world.ask(ReplaceMenuV1, { menuId, name: '会' }, registry.coordinator());
    const unknown = Object.fromEntries(Object.keys(details).map((field) => [field, null]));
    expect(await read()).toMatchObject({ ...unknown, name: '会' });
    const wrong = { menuId, name: '会', datedSessions: [{ on: '2026-12-24', from: '15:00', to: '13:00', note: null }] };
    expect(await codeOf(world.ask(ReplaceMenuV1, wrong, registry.coordinator()))).toBe('menu.contradiction');
  });
});
