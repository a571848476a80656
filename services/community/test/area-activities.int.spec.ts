import { randomUUID } from 'node:crypto';
import {
  AddHubSpaceV1,
  EnterCarrierV1,
  EnterHubV1,
  EnterSupportedGroupV1,
  KeepHubDayV1,
  ListDialogueTopicsV1,
  RaiseLocalIssueV1,
  ReadAreaProfileV1,
  RecordDialogueV1,
  RecordGroupContactsV1,
  SearchResourcesV1,
  UnmetNeedRecordedV1,
} from '#libs/contracts';
import { localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { AreaAssignmentTimer } from '../src/timers/area-assignment.timer';
import { pointIn, square, Yonago } from './area-fixtures';
import { Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
let town: Yonago;
const today = localDay(new Date());

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
  town = await Yonago.found(world, 'a');
}, 120_000);
afterAll(() => world.stop(), 30_000);

const coordinator = () => registry.coordinator();
const profile = (areaId: string, on?: string) =>
  world.ask(ReadAreaProfileV1, on === undefined ? { areaId } : { areaId, on }, world.actor('CSW'));
const district = (zone: number, row: number): string => town.districts[zone]?.[row] ?? '';

describe('what is missing', () => {
  it('is the area’s own where the boundary holds the whole mesh, and what talks and searches say of it', async () => {
    const gap = (areaCode: string) =>
      world.hears(UnmetNeedRecordedV1, {
        ...{ unmetNeedId: randomUUID(), purposes: ['role'], areaCode, blockedBy: ['TOO_FAR'], version: 1 },
        ...{ modes: [], supportRequired: [], days: [], times: [] },
      });
    for (let count = 0; count < 6; count += 1) await gap('533302');
    await gap('533303');
    const wide = await town.area('dailyLifeZone', 'wide', []);
    await town.bound(wide, square(-1, -2, 7, 5));
    const before = await profile(wide);
    expect(before.gaps).toMatchObject({
      meshes: [
        { code: '533302', share: 1, whole: true },
        { code: '533303', share: 0.5, whole: false },
      ],
      // One request of the other mesh: all less the own would tell of it.
      ...{ open: 7, suppressed: false, own: null, ownSuppressed: true },
    });
    await town.bound(wide, square(-1, -2, 5, 5));
    expect((await profile(wide)).gaps).toMatchObject({ open: 6, own: 6, meshes: [{ code: '533302', share: 1 }] });

    const talk = { kind: 'school_district', heldOn: today, areaId: wide, topics: [{ topic: '買い物の足がない' }] };
    const { id: dialogueId } = await world.ask(RecordDialogueV1, talk, coordinator());
    const { items } = await world.ask(ListDialogueTopicsV1, { dialogueId }, coordinator());
    expect((await profile(wide)).gaps?.issues).toBe(0);
    const issue = { topicId: items[0]?.topicId ?? '', issue: '移動手段の不足' };
    await world.ask(RaiseLocalIssueV1, issue, coordinator());
    await world.ask(SearchResourcesV1, { query: 'どこにもない場', areaId: wide }, world.actor('CSW'));
    expect((await profile(wide)).gaps).toMatchObject({ issues: 1, missedSearches: 1 });
    expect((await profile(district(5, 0))).gaps).toMatchObject({ issues: 0, missedSearches: 0 });
  });
});

describe('what people do in an area', () => {
  const hubIn = async (given: Partial<EnterHubV1>, orgId?: string): Promise<string> => {
    const input = { name: 'はまるーむ', type: 'activity_base', openingForm: 'staffed' as const, mandatoryPrograms: [] };
    const own = orgId ?? (await registry.organization());
    return (await world.ask(EnterHubV1, { orgId: own, ...input, ...given }, coordinator())).id;
  };
  const keepDay = (hubId: string, date: string, visitsAdults: number) =>
    world.ask(
      KeepHubDayV1,
      { hubId, date, open: true, visitsAdults, visitsChildren: 1, activities: [] },
      coordinator(),
    );

  it('is hubs with their days, groups that were supported and carriers, as of a day of a fiscal year', async () => {
    const [zone, here, there] = [town.zones[4] ?? '', district(4, 0), district(4, 1)];
    const hubId = await hubIn({ areaId: here });
    const inside = await registry.place({}, { location: pointIn(4, 1) });
    await hubIn({ type: 'ibasho', resourceId: inside.resourceId, closedOn: '2023-06-30' }, inside.orgId);
    const shelter = await registry.place({}, { type: 'shelter', location: pointIn(4, 1) });
    await hubIn({ resourceId: shelter.resourceId }, shelter.orgId);
    await world.ask(AddHubSpaceV1, { hubId, name: 'ホール', people: 20, equipment: [], windows: [] }, coordinator());
    for (const [day, visits] of [
      ['2023-03-31', 9],
      ['2023-04-01', 5],
      ['2023-05-02', 6],
    ] as const)
      await keepDay(hubId, day, visits);
    const group = { name: 'みんなの食堂 なかま', kind: 'minna_no_shokudo', since: '2023-04-03', areaId: there };
    const { id: groupId } = await world.ask(EnterSupportedGroupV1, group, coordinator());
    const contacts = ['2023-04-10', '2023-04-20', '2023-07-01'].map((on) => ({ on, kind: 'visit', minutes: null }));
    await world.ask(RecordGroupContactsV1, { groupId, contacts }, coordinator());
    const offer = { side: 'offers', thing: 'hands', title: 'お手伝い' } as const;
    await world.ask(EnterCarrierV1, { groupId, ...offer }, coordinator());
    await world.ask(EnterCarrierV1, { groupId, ...offer, until: '2020-01-01' }, coordinator());
    const { orgId } = inside;
    const room = { orgId, side: 'seeks', thing: 'space', title: '部屋' } as const;
    await world.ask(EnterCarrierV1, { ...room, location: pointIn(4, 0) }, coordinator());

    await world.services[0]?.app.get(AreaAssignmentTimer).pass();
    const of = async (areaId: string, on?: string) => (await profile(areaId, on)).activities;
    const day = { openingDays: 2, visitsAdults: 11, visitsChildren: 2 };
    expect(await of(zone, '2023-05-31')).toEqual({
      from: '2023-04-01',
      hubs: {
        ...{ hubs: 2, rooms: 1, ...day },
        byType: [
          { type: 'activity_base', hubs: 1 },
          { type: 'ibasho', hubs: 1 },
        ],
      },
      groupSupport: { groups: 1, contacts: 2, launched: 0, settled: 0 },
      carriers: [
        { side: 'offers', thing: 'hands', carriers: 1 },
        { side: 'seeks', thing: 'space', carriers: 1 },
      ],
    });
    expect(await of(here, '2023-05-31')).toMatchObject({
      hubs: { hubs: 1, ...day },
      groupSupport: { groups: 0, contacts: 0 },
      carriers: [{ side: 'seeks', thing: 'space', carriers: 1 }],
    });
    expect(await of(zone, '2023-07-01')).toMatchObject({ hubs: { hubs: 1 }, groupSupport: { contacts: 3 } });
    expect(await of(zone, '2023-03-31')).toMatchObject({
      from: '2022-04-01',
      hubs: { openingDays: 1, visitsAdults: 9 },
    });
    expect(await of(district(5, 0), '2023-05-31')).toMatchObject({ hubs: { hubs: 0 }, carriers: [] });
  });
});
