import {
  ExportHsdsOrganizationsV1,
  ExportHsdsServicesV1,
  ExportHsdsTableV1,
  ExportTableV1,
  PublishResourceV1,
  ReportAvailabilityV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { officialSchemas } from '../../../tools/hsds/official-schemas';
import { COMMUNITY } from '../src/community.module';
import { Exports, placeOf, rowsOf } from './exports-fixtures';
import { Imports } from './imports-fixtures';
import { codeOf, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
let exported: Exports;
const schemas = officialSchemas();
beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
  exported = new Exports(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const OPEN = { address: '東京都中央区つつじ町1-2-3', location: { lat: 35.67, lng: 139.77 }, phone: '03-1111-2222' };

describe('HSDS', () => {
  it('menus, and resources without menus, are services; by the official schemas', async () => {
    const { resourceId, menuId } = await registry.place(
      { name: '木曜の会', feeYen: 300, activities: ['baking'], sessions: [{ day: 'thu', from: '10:00', to: '12:00' }] },
      OPEN,
    );
    const alone = await registry.resource(await registry.organization('ひとりの会'), { name: '図書室', ...OPEN });
    await world.ask(
      ReportAvailabilityV1,
      { menuId, total: 8, used: 3, reportedAt: new Date().toISOString() },
      registry.coordinator(),
    );
    const services = await exported.documents(ExportHsdsServicesV1, { limit: 1 });
    const service = services.find(({ id }) => id === menuId);
    expect(service).toMatchObject({
      ...{ name: '木曜の会', status: 'active', cost_options: [{ currency: 'JPY', amount: 300 }] },
      schedules: [{ freq: 'WEEKLY', byday: 'TH', opens_at: '10:00+09:00', closes_at: '12:00+09:00' }],
      service_capacity: [{ available: 5, maximum: 8, unit: { identifier: 'person' } }],
      service_at_locations: [
        { location: { id: resourceId, latitude: 35.67, addresses: [{ state_province: '東京都', city: '中央区' }] } },
      ],
    });
    expect(services.some((each) => placeOf(each) === alone)).toBe(true);
    const organizations = await exported.documents(ExportHsdsOrganizationsV1, { limit: 2 });
    expect(new Set(organizations.map(({ id }) => id)).size).toBe(organizations.length);
    for (const each of services) expect(schemas?.problemsOf('service', each) ?? []).toEqual([]);
    for (const each of organizations) expect(schemas?.problemsOf('organization', each) ?? []).toEqual([]);
  });

  it('residents see published places and nothing of what is among colleagues', async () => {
    const { resourceId } = await registry.place({ name: '公開の会' }, { ...OPEN, notes: '鍵は管理人' });
    await registry.place({ name: '庁内の会' }, OPEN);
    await world.ask(PublishResourceV1, { resourceId, agreedOn: '2026-01-01' }, registry.coordinator());
    const services = await exported.documents(ExportHsdsServicesV1, { audience: 'residents' });
    const names = services.map(({ name }) => name);
    expect(names).toContain('公開の会');
    expect(names).not.toContain('庁内の会');
    const text = JSON.stringify(services);
    expect(text).not.toMatch(/鍵は管理人|service_capacity/);
    const organizations = await exported.documents(ExportHsdsOrganizationsV1, { audience: 'residents' });
    expect(organizations.length).toBeLessThan((await exported.documents(ExportHsdsOrganizationsV1)).length);
  });

  it('a confidential place has no address, whoever asks; its table has one for the coordinator only', async () => {
    const secret = { address: '東京都中央区秘密町9-9', location: { lat: 35.1234, lng: 139.1234 }, type: 'shelter' };
    const { resourceId, menuId } = await registry.place({ name: 'あんしん' }, secret);
    const deciding = world.actor('DECISION_MAKER');
    for (const actor of [registry.coordinator(), deciding]) {
      const services = await exported.documents(ExportHsdsServicesV1, {}, actor);
      expect(services.map(({ id }) => id)).toContain(menuId);
      expect(JSON.stringify(services)).not.toMatch(/秘密町|35\.1234/);
      expect((await exported.file(ExportHsdsTableV1, { table: 'location' }, actor)).toString()).not.toContain(
        '35.1234',
      );
    }
    const [own, other] = await Promise.all(
      [registry.coordinator(), deciding].map(async (actor) =>
        rowsOf(await exported.file(ExportTableV1, { table: 'resources' }, actor)).find(({ ID }) => ID === resourceId),
      ),
    );
    expect(own).toMatchObject({ 所在地_連結表記: '東京都中央区秘密町9-9', 緯度: '35.1234' });
    expect(other).toMatchObject({ 名称: 'みんなの部屋', 所在地_連結表記: '', 緯度: '', 圏域ID: '' });
    expect(await codeOf(world.ask(ExportTableV1, { table: 'source_records' }, deciding))).toBe(
      'export-table.not-found',
    );
  });

  it('its tables name everything once, part by part', async () => {
    const services = await exported.documents(ExportHsdsServicesV1);
    const rows = rowsOf(await exported.file(ExportHsdsTableV1, { table: 'service', limit: 2 }));
    expect(rows.map(({ id }) => id)).toEqual(services.map(({ id }) => id));
    const locations = rowsOf(await exported.file(ExportHsdsTableV1, { table: 'location', limit: 1 })).map(
      ({ id }) => id,
    );
    expect(new Set(locations)).toEqual(new Set(services.map(placeOf)));
    expect(new Set(locations).size).toBe(locations.length);
    expect(rowsOf(await exported.file(ExportHsdsTableV1, { table: 'unit' }))).toHaveLength(3);
    expect(await codeOf(world.ask(ExportHsdsTableV1, { table: 'no_table' }, registry.coordinator()))).toBe(
      'export-table.not-found',
    );
    const bad = { table: 'service', cursor: 'c3Bhbg' };
    expect(await codeOf(world.ask(ExportHsdsTableV1, bad, registry.coordinator()))).toBe('cursor.invalid');
  });
});

describe('HSDS that comes in', () => {
  it('makes its organisations with how they are reached, its places and what they hold; an undo takes them back', async () => {
    const imports = new Imports(world);
    const organization = {
      id: 'o7',
      name: '海辺の会',
      description: '',
      email: 'umi@example.jp',
      phones: [{ id: 'p', number: '03-1234-5678' }],
    };
    const service = {
      ...{ id: 's7', name: '海辺の食堂', status: 'active', organization_id: 'o7' },
      service_capacity: [{ id: 'c', available: 5, maximum: 12, unit: { id: 'u', name: '席' } }],
      service_at_locations: [
        {
          id: 'l',
          location: {
            ...{ id: 'p7', name: '海辺会館', location_type: 'physical' },
            addresses: [
              { address_1: '浜1-1', city: '海辺市', state_province: '千葉県', postal_code: '2990001', country: 'JP' },
            ],
          },
        },
      ],
    };
    const alone = { id: 'o8', name: '山の会', description: '' };
    const list = Buffer.from([organization, alone, service, alone].map((each) => JSON.stringify(each)).join('\n'));
    const done = await imports.whole(list, { publisher: '海辺市' });
    expect(done.counts).toEqual({ rows: 4, created: 3, updated: 0, unchanged: 1, quarantined: 0 });
    const found = () =>
      world.sql<{ name: string; contact: object | null; places: number }>(
        `SELECT name, contact, (SELECT count(*)::int FROM resources WHERE org_id = organizations.id) AS places
         FROM organizations WHERE name IN ('海辺の会', '山の会') ORDER BY seq`,
        [],
      );
    expect(await found()).toEqual([
      { name: '海辺の会', contact: { phone: '03-1234-5678', email: 'umi@example.jp', website: null }, places: 1 },
      { name: '山の会', contact: null, places: 0 },
    ]);
    const [place] = await world.sql<{ id: string; stated: object; address: string; reported: number }>(
      `SELECT id, capacity_stated AS stated, address, (SELECT count(*)::int FROM availability) AS reported
       FROM resources WHERE name = '海辺の食堂'`,
      [],
    );
    expect(place).toMatchObject({ stated: { parts: [12] }, address: '千葉県海辺市浜1-1' });
    const services = await exported.documents(ExportHsdsServicesV1);
    expect(services.find(({ name }) => name === '海辺の食堂')).toMatchObject({
      metadata: [{ last_action_type: 'import', updated_by: '海辺市' }],
      service_capacity: [{ maximum: 12, unit: { identifier: 'stated' } }],
    });
    await imports.undone(done.importId);
    expect(await found()).toEqual([]);
  });
});
