import { randomUUID } from 'node:crypto';
import {
  EnterAreaPopulationV1,
  MergeResourceV1,
  ReadAreaProfileV1,
  ReportAreaCoverageV1,
  UnmetNeedRecordedV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { keepPopulationOfCode } from '../src/storage/areas/populations.store';
import { AreaAssignmentTimer } from '../src/timers/area-assignment.timer';
import { pointIn, Yonago } from './area-fixtures';
import { codeOf, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
let town: Yonago;
const today = localDay(new Date());
const from = { source: '米子に似た市オープンデータ', sourceUrl: null, licence: 'CC BY 4.0' };

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
  town = await Yonago.found(world, 'r');
}, 120_000);
afterAll(() => world.stop(), 30_000);

const coordinator = () => registry.coordinator();
const bands = (young: number | null, old: number) => [
  { from: 0, to: 64, male: young, female: 700 },
  { from: 65, to: null, male: old, female: 300 },
];
const enter = (areaId: string, more: Partial<EnterAreaPopulationV1> = {}) =>
  world.ask(
    EnterAreaPopulationV1,
    {
      areaId,
      asOf: '2026-03-31',
      total: 1900,
      male: 900,
      female: 1000,
      households: 800,
      byAge: bands(600, 300),
      ...from,
      ...more,
    },
    coordinator(),
  );
const profile = (areaId: string, on?: string) =>
  world.ask(ReadAreaProfileV1, on === undefined ? { areaId } : { areaId, on }, world.actor('CSW'));
const district = (zone: number, row: number): string => town.districts[zone]?.[row] ?? '';

describe('the people of an area', () => {
  it('are those of its own figures, else of its parts, as known on a day', async () => {
    await enter(district(0, 0));
    const half = await profile(town.zones[0] ?? '');
    expect(half.people).toMatchObject({ total: 1900, fromParts: true, complete: false });
    await enter(district(0, 1), {
      total: 100,
      male: 40,
      female: 60,
      byAge: [
        { from: 0, to: 64, male: 37, female: 50 },
        { from: 65, to: null, male: 3, female: 10 },
      ],
    });
    const zone = await profile(town.zones[0] ?? '');
    expect(zone.people).toEqual({
      ...{
        asOf: '2026-03-31',
        fromParts: true,
        complete: true,
        total: 2000,
        male: 940,
        female: 1060,
        households: 1600,
      },
      ...{ suppressed: false, aged65Share: 0.307 },
      byAge: [
        { from: 0, to: 64, male: 637, female: 750, suppressed: false },
        { from: 65, to: null, male: 303, female: 310, suppressed: false },
      ],
      sources: [
        { ...from, asOf: '2026-03-31' },
        { ...from, asOf: '2026-03-31' },
      ],
    });
    expect((await profile(town.zones[0] ?? '', '2026-03-30')).people).toBeNull();
    expect((await profile(town.city)).people).toMatchObject({ total: 2000, complete: false });
  });

  it('fewer than five of an age and sex are not shown, nor what would tell of them', async () => {
    const { people } = await profile(district(0, 1));
    expect(people?.byAge).toEqual([
      { from: 0, to: 64, male: null, female: 50, suppressed: true },
      { from: 65, to: null, male: null, female: 10, suppressed: true },
    ]);
    await enter(district(1, 0), { total: 4, male: null, female: null, households: 2, byAge: [] });
    expect((await profile(district(1, 0))).people).toMatchObject({ total: null, households: null, suppressed: true });
    expect((await profile(district(1, 0))).register.perThousand).toBeNull();
  });

  it('are replaced for the same day, refused where they contradict each other or lie ahead', async () => {
    const areaId = district(2, 0);
    expect(await enter(areaId)).toMatchObject({ id: areaId, state: 'KEPT' });
    await enter(areaId, { total: 1950 });
    expect((await profile(areaId)).people).toMatchObject({ total: 1950, sources: [{ licence: 'CC BY 4.0' }] });
    expect(await codeOf(enter(areaId, { total: 10 }))).toBe('area-population.more-than-all');
    expect(await codeOf(enter(areaId, { byAge: [...bands(1, 1)].reverse() }))).toBe('area-population.bands-overlap');
    expect(await codeOf(enter(areaId, { asOf: addDays(today, 2) }))).toBe('area-population.future');
    expect(await codeOf(enter(randomUUID()))).toBe('area.not-found');
  });

  it('of an imported file are matched by the area’s code, and are counted as what became of them', async () => {
    const unit = world.platform.unit;
    const ctx = { tenant: '990019', actor: coordinator(), correlationId: randomUUID() };
    const figures = { asOf: '2025-03-31', total: 10, male: 5, female: 5, households: 4, byAge: [] };
    const keep = (code: string, total: number) =>
      unit.run(ctx, async ({ db, now }) => ({
        kept: await keepPopulationOfCode(db, code, { ...figures, total }, from, now),
      }));
    const kept = [];
    for (const [code, total] of [
      ['r-s30', 10],
      ['r-s30', 10],
      ['r-s30', 11],
      ['nowhere', 10],
    ] as const) {
      kept.push((await keep(code, total)).kept);
    }
    expect(kept).toEqual(['created', 'unchanged', 'updated', 'unmatched']);
  });
});

describe('what there is in an area', () => {
  it('is counted by type and purpose per 1,000 people; a shelter is counted nowhere', async () => {
    const here = pointIn(0, 0);
    await registry.place({ purposes: ['place', 'meal'] }, { type: 'kodomo_shokudo', location: here });
    await registry.place({ purposes: ['place'] }, { type: 'salon', location: here });
    const shelter = await registry.place({ purposes: ['place'] }, { type: 'shelter', location: here });
    await registry.place({ purposes: ['place'] }, { type: 'salon', location: pointIn(0, 1) });
    await registry.resource(await registry.organization(), { type: 'salon', location: here });
    await registry.place({ purposes: ['place'] }, { type: 'salon' });
    await world.services[0]?.app.get(AreaAssignmentTimer).pass();

    const { register } = await profile(district(0, 0));
    expect(register).toEqual({
      ...{ resources: 2, perThousand: 1.05, needsUpdate: 0, menus: 2, hubs: 2 },
      byType: [
        { type: 'kodomo_shokudo', resources: 1 },
        { type: 'salon', resources: 1 },
      ],
      byPurpose: [
        { purpose: 'meal', resources: 1, perThousand: 0.53 },
        { purpose: 'place', resources: 2, perThousand: 1.05 },
      ],
    });
    expect((await profile(town.zones[0] ?? '')).register.resources).toBe(3);
    const twice = await registry.place({ purposes: ['place'] }, { type: 'salon', location: pointIn(0, 1) });
    const counted = async () => (await profile(district(0, 1))).register;
    expect(await counted()).toMatchObject({ resources: 2, menus: 2 });
    const kept =
      (
        await world.sql<{ id: string }>('SELECT id FROM resources WHERE area_ids @> ARRAY[$1]::uuid[] AND id <> $2', [
          district(0, 1),
          twice.resourceId,
        ])
      )[0]?.id ?? '';
    await world.ask(MergeResourceV1, { resourceId: twice.resourceId, intoResourceId: kept }, coordinator());
    expect(await counted()).toMatchObject({ resources: 1, menus: 1, hubs: 1 });
    const [row] = await world.sql<{ ids: string[] }>('SELECT area_ids AS ids FROM resources WHERE id = $1', [
      shelter.resourceId,
    ]);
    expect(row?.ids).toEqual([]);

    const coverage = await world.ask(ReportAreaCoverageV1, {}, world.actor('DECISION_MAKER'));
    expect(coverage).toMatchObject({
      level: 'dailyLifeZone',
      on: today,
      countedOn: today,
      confidential: 1,
      unplaced: 1,
    });
    expect(coverage.items.map(({ code, resources }) => [code, resources])).toEqual([
      ['r-z1', 3],
      ...[2, 3, 4, 5, 6, 7].map((zone) => [`r-z${zone}`, 0]),
    ]);
    const [zone] = coverage.items;
    expect(zone).toMatchObject({ people: 2000, perThousand: 1.5, suppressed: false });
    const cell = (purpose: string) => zone?.purposes.find((one) => one.purpose === purpose);
    expect([cell('place'), cell('meal'), cell('work_prep')]).toEqual([
      { purpose: 'place', resources: 3, perThousand: 1.5 },
      { purpose: 'meal', resources: 1, perThousand: 0.5 },
      { purpose: 'work_prep', resources: 0, perThousand: 0 },
    ]);
    const page = (cursor?: string) =>
      world.ask(
        ReportAreaCoverageV1,
        { level: 'elementarySchoolDistrict', limit: 10, ...(cursor === undefined ? {} : { cursor }) },
        world.actor('DECISION_MAKER'),
      );
    const first = await page();
    const second = await page(first.nextCursor ?? '');
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([10, 4, null]);
    expect([...first.items, ...second.items].map(({ areaId }) => areaId)).toEqual(town.districts.flat());
    expect(await codeOf(world.ask(ReportAreaCoverageV1, {}, world.actor('PROVIDER_STAFF')))).toBe('role.refused');
  });

  it('is missing by the meshes that the area touches, few of them not told', async () => {
    const gap = (areaCode: string, purposes: string[]) =>
      world.hears(UnmetNeedRecordedV1, {
        ...{ unmetNeedId: randomUUID(), purposes, areaCode, blockedBy: ['TOO_FAR'], version: 1 },
        ...{ modes: [], supportRequired: [], days: [], times: [] },
      });
    for (let count = 0; count < 5; count += 1) await gap('533302', ['role']);
    await gap('533302', ['meal']);
    await gap('533303', ['role']);
    await gap('533946', ['role']);
    const { gaps } = await profile(district(0, 0));
    expect(gaps).toEqual({
      ...{ open: 6, suppressed: false, own: 0, ownSuppressed: false, issues: 0, missedSearches: 0 },
      meshes: [{ code: '533302', share: 0.09, whole: false }],
      byPurpose: [
        { code: 'meal', open: null, suppressed: true },
        { code: 'role', open: 5, suppressed: false },
      ],
      byBlocking: [{ code: 'TOO_FAR', open: 6, suppressed: false }],
    });
    expect((await profile(town.city)).gaps).toMatchObject({
      meshes: [{ code: '533302' }, { code: '533303' }],
      ...{ open: 7, own: 0 },
    });
    expect((await profile(await town.area('dailyLifeZone', 'bare', []))).gaps).toBeNull();
  });
});
