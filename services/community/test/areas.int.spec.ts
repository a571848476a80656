import { randomUUID } from 'node:crypto';
import {
  AreasAtV1,
  AreasExistV1,
  ChangeAreaV1,
  EnterAreaV1,
  ListAreasV1,
  ReadAreaAssignmentV1,
  ReadAreaBoundaryV1,
  ReadAreaV1,
  SetAreaBoundaryV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { areasAt } from '../src/storage/areas/areas.store';
import { AreaAssignmentTimer } from '../src/timers/area-assignment.timer';
import { pointIn, square, Yonago } from './area-fixtures';
import { codeOf, refusal, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
let town: Yonago;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
  town = await Yonago.found(world, 'y');
}, 120_000);
afterAll(() => world.stop(), 30_000);

const coordinator = () => registry.coordinator();
const at = async (point: { lat: number; lng: number }) =>
  (await world.ask(AreasAtV1, point, world.actor('CSW'))).items.map(({ areaId }) => areaId);
const pass = () => world.services[0]?.app.get(AreaAssignmentTimer).pass();
const areasOf = async (resourceId: string): Promise<readonly string[]> => {
  const [row] = await world.sql<{ ids: string[] }>('SELECT area_ids AS ids FROM resources WHERE id = $1', [resourceId]);
  return row?.ids ?? [];
};
const district = (zone: number, row: number): string => town.districts[zone]?.[row] ?? '';
const given = (areaId: string, more: Partial<ChangeAreaV1> = {}) => ({
  ...{ areaId, code: `c-${areaId.slice(0, 8)}`, name: '圏域', level: 'dailyLifeZone' as const, parentIds: [] },
  ...{ validFrom: '2020-04-01', ...more },
});

describe('areas', () => {
  it('are a tree of seven zones with their school districts, read by level, parent and day', async () => {
    const list = (wish: Partial<ListAreasV1>) => world.ask(ListAreasV1, wish, world.actor('CSW'));
    const zones = await list({ parentId: town.city });
    expect(zones.items.map(({ areaId }) => areaId)).toEqual(town.zones);
    expect(zones.items[0]).toMatchObject({ code: 'y-z1', level: 'dailyLifeZone', councilLayer: 2, hasBoundary: false });
    expect((await list({ level: 'elementarySchoolDistrict' })).items).toHaveLength(14);
    expect((await list({ on: '2020-03-31' })).items).toEqual([]);
    const first = await list({ limit: 10 });
    const second = await list({ limit: 10, cursor: first.nextCursor ?? '' });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([10, 10, expect.any(String)]);
    const one = await world.ask(ReadAreaV1, { areaId: town.districts[0]?.[0] ?? '' }, world.actor('CSW'));
    expect(one).toMatchObject({ parentIds: [town.zones[0]], hasBoundary: true, version: 2, councilLayer: null });
  });

  it('refuse a code twice, unknown or lower parents, a wrong period and another municipality’s ids', async () => {
    const enter = (more: object) =>
      codeOf(
        world.ask(
          EnterAreaV1,
          { code: 'new', name: '新', level: 'dailyLifeZone', parentIds: [], validFrom: '2020-04-01', ...more },
          coordinator(),
        ),
      );
    expect(await enter({ code: 'y-z1' })).toBe('area.code-taken');
    expect(await enter({ parentIds: [randomUUID()] })).toBe('area.parent-unknown');
    expect(await enter({ parentIds: [town.zones[0]] })).toBe('area.parent-level');
    expect(await enter({ validUntil: '2020-03-31' })).toBe('area.backwards');
    expect(await enter({ code: 'あ' })).toBe('fields.invalid');
    const areaId = town.zones[0] ?? '';
    const abroad = world.actor('COMMUNITY_COORDINATOR', { tenant: '990027' });
    expect(await codeOf(world.ask(ReadAreaV1, { areaId }, abroad))).toBe('area.not-found');
    expect(await codeOf(world.ask(SetAreaBoundaryV1, { areaId, boundary: null }, abroad))).toBe('area.not-found');
    expect(await codeOf(world.ask(EnterAreaV1, given(areaId), world.actor('CSW')))).toBe('role.refused');
  });

  it('change as a whole by who saw them last, never above a parent, below a part or into themselves', async () => {
    const [zone, district] = [town.zones[6] ?? '', town.districts[6]?.[0] ?? ''];
    const change = (input: ReturnType<typeof given>, ifMatch?: number) =>
      world.ask(ChangeAreaV1, input, coordinator(), ifMatch === undefined ? {} : { ifMatch });
    const same = given(zone, { code: 'y-z7', name: '箕蚊屋', parentIds: [town.city], councilLayer: null });
    expect(await change(same, 1)).toEqual({ id: zone, state: 'ENTERED', version: 2 });
    expect(await refusal(change(same, 1))).toMatchObject({ status: 412 });
    expect(await world.ask(ReadAreaV1, { areaId: zone }, coordinator())).toMatchObject({
      ...{ name: '箕蚊屋', councilLayer: null, parentIds: [town.city] },
    });
    expect(await codeOf(change(given(zone, { level: 'elementarySchoolDistrict' })))).toBe('area.child-level');
    expect(await codeOf(change(given(zone, { level: 'neighborhood', parentIds: [zone] })))).toBe('area.parent-unknown');
    expect(await codeOf(change(given(zone, { code: 'y-z1' })))).toBe('area.code-taken');
    expect(await codeOf(change(given(district, { level: 'municipality', parentIds: [zone] })))).toBe(
      'area.parent-level',
    );
    expect(await codeOf(change(given(randomUUID())))).toBe('area.not-found');
  });
});

describe('a boundary', () => {
  it('is kept as given, and refused with the place and the mend', async () => {
    const areaId = await town.area('neighborhood', 'n-shape', [town.districts[0]?.[0] ?? '']);
    const set = (boundary: SetAreaBoundaryV1['boundary']) =>
      world.ask(SetAreaBoundaryV1, { areaId, boundary }, coordinator());
    expect(await set(square(0, 0))).toEqual({ id: areaId, state: 'BOUND', version: 2 });
    const kept = await world.ask(ReadAreaBoundaryV1, { areaId }, world.actor('CSW'));
    expect(kept).toEqual({ areaId, version: 2, boundary: square(0, 0) });
    const open = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [133, 35],
          [134, 35],
          [134, 36],
          [133, 36],
        ],
      ],
    };
    expect(await refusal(set(open))).toMatchObject({
      code: 'area-boundary.invalid',
      fields: [{ field: 'boundary.coordinates.0.3', rule: 'closed', mend: expect.any(String) }],
    });
    expect(await codeOf(set({ type: 'Point' as 'Polygon', coordinates: [1, 2] }))).toBe('fields.invalid');
    expect(await codeOf(set('x' as never))).toBe('fields.invalid');
    expect(await set(null)).toEqual({ id: areaId, state: 'UNBOUND', version: 3 });
  });

  it('says which district a point is in, and everything that the district is a part of', async () => {
    expect(await at(pointIn(2, 1))).toEqual([town.city, town.zones[2], town.districts[2]?.[1]]);
    expect(await at(pointIn(9, 9))).toEqual([]);
    const corner = { lat: pointIn(1, 1).lat - 0.015625, lng: pointIn(1, 1).lng - 0.015625 };
    expect(await at(corner)).toEqual([town.city, town.zones[0], town.districts[0]?.[0]]);
    expect(await codeOf(world.ask(AreasAtV1, { lat: 35 }, world.actor('CSW')))).toBe('fields.invalid');
    expect(await codeOf(world.ask(AreasAtV1, { lat: 47, lng: 133 }, world.actor('CSW')))).toBe('fields.invalid');
  });

  it('may overlap others: the point belongs to all of them', async () => {
    const [left, right] = [town.districts[3]?.[0] ?? '', town.districts[4]?.[0] ?? ''];
    const both = await town.area('neighborhood', 'n-both', [left, right]);
    await town.bound(both, square(3, 0, 2, 1));
    expect(await at(pointIn(3, 0))).toEqual([town.city, town.zones[3], town.zones[4], left, right, both]);
    await town.bound(both, null);
  });
});

describe('a resource', () => {
  it('moves to its new areas when a boundary changes, in batches, while its version stays', async () => {
    const orgId = await registry.organization();
    const many = Array.from({ length: 1200 }, (_, index) => index % 2);
    await world.sql(
      `INSERT INTO resources (id, version, org_id, state, name, location, address_confidential, tenant)
       SELECT gen_random_uuid(), 1, $1, 'ACTIVE', '場', ($2::jsonb[])[1 + place], false, '990019'
       FROM unnest($3::int[]) AS place`,
      [orgId, [pointIn(5, 0), pointIn(5, 1)].map((point) => JSON.stringify(point)), many],
    );
    const ids = await world.sql<{ id: string }>('SELECT id FROM resources WHERE org_id = $1 ORDER BY seq', [orgId]);
    const [south = '', north = ''] = [ids[0]?.id, ids[1]?.id];
    const [lower = '', upper = ''] = town.districts[5] ?? [];
    await town.bound(lower, square(5, 0));
    expect(await world.ask(ReadAreaAssignmentV1, {}, coordinator())).toMatchObject({ state: 'RUNNING', looked: 0 });
    await pass();
    const all = [town.city, town.zones[5]];
    expect([await areasOf(south), await areasOf(north)]).toEqual([
      [...all, lower],
      [...all, upper],
    ]);
    const done = await world.ask(ReadAreaAssignmentV1, {}, coordinator());
    expect(done).toMatchObject({ state: 'DONE', looked: done.total, finishedAt: expect.any(String) });
    expect(done.total).toBeGreaterThanOrEqual(1200);

    await town.bound(lower, square(5, 0, 1, 2));
    await town.bound(upper, null);
    await pass();
    expect(await areasOf(north)).toEqual([...all, lower]);
    expect(await world.ask(ReadAreaAssignmentV1, {}, coordinator())).toMatchObject({
      state: 'DONE',
      moved: 600,
      unplaced: 0,
    });
    const [{ versions }] = (await world.sql<{ versions: number[] }>(
      'SELECT array_agg(DISTINCT version) AS versions FROM resources WHERE org_id = $1',
      [orgId],
    )) as [{ versions: number[] }];
    expect(versions).toEqual([1]);
    await town.bound(lower, square(5, 0));
    await town.bound(upper, square(5, 1));
    await pass();
  }, 60_000);

  it('that is being registered makes a new boundary wait: its areas are those that are so at the commit', async () => {
    const lower = district(6, 0);
    const ctx = { tenant: '990019', actor: coordinator(), correlationId: randomUUID() };
    let bounded = false;
    let bounding: Promise<void> | undefined;
    const found = await world.platform.unit.run(ctx, async ({ db }) => {
      const areas = await areasAt(db, pointIn(6, 0));
      bounding = town.bound(lower, square(6, 1)).then(() => void (bounded = true));
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { areas, bounded };
    });
    expect(found).toEqual({ areas: [town.city, town.zones[6], lower], bounded: false });
    await bounding;
    expect(await at(pointIn(6, 0))).toEqual([]);
    await town.bound(lower, square(6, 0));
  });

  it('whose address is confidential is in no area', async () => {
    const orgId = await registry.organization();
    const resourceId = await registry.resource(orgId, { type: 'shelter', location: pointIn(1, 1) });
    await town.bound(district(1, 1), square(1, 1));
    await pass();
    expect(await areasOf(resourceId)).toEqual([]);
  });

  it('moves when an area ends or comes into force by the passing of days', async () => {
    const today = localDay(new Date());
    const orgId = await registry.organization();
    const location = pointIn(20, 20);
    const resourceId = await registry.resource(orgId, { location });
    const old = await town.area('neighborhood', 'n-old', [], { validUntil: addDays(today, 3) });
    const next = await town.area('neighborhood', 'n-next', [], { validFrom: addDays(today, 4) });
    await town.bound(old, square(20, 20));
    await town.bound(next, square(20, 20));
    await pass();
    expect(await areasOf(resourceId)).toEqual([old]);
    expect((await world.ask(AreasExistV1, { areaIds: [old, next] }, world.actor('SYSTEM'))).missing).toEqual([]);
    await world.moveClock({ days: 4 });
    await pass();
    expect(await areasOf(resourceId)).toEqual([next]);
    expect(await at(location)).toEqual([next]);
    expect((await world.ask(AreasExistV1, { areaIds: [old, next] }, world.actor('SYSTEM'))).missing).toEqual([old]);
    await world.moveClock({ days: -4 });
  });
});

describe('whether areas exist', () => {
  it('is told to services: those of this municipality', async () => {
    const unknown = randomUUID();
    const ask = (areaIds: string[], tenant = '990019') =>
      world.ask(AreasExistV1, { areaIds }, world.actor('SYSTEM', { tenant }));
    expect(await ask([...town.zones, unknown])).toEqual({ missing: [unknown] });
    expect(await ask(town.zones.slice(0, 1), '990027')).toEqual({ missing: town.zones.slice(0, 1) });
    expect(await ask((town.zones[0] ?? '').toUpperCase().split(' '))).toEqual({ missing: [] });
    expect(await codeOf(world.ask(AreasExistV1, { areaIds: [] }, coordinator()))).toBe('role.refused');
  });
});
