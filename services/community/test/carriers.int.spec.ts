import { randomUUID } from 'node:crypto';
import {
  AddHubSpaceV1,
  type CarrierFitsAnswer,
  ChangeCarrierV1,
  EnterCarrierV1,
  EnterHubV1,
  EnterSupportedGroupV1,
  FindCarrierFitsV1,
  ListCarriersV1,
  RecordCarrierMatchV1,
  ReportDialoguesV1,
  SuspendResourceV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { codeOf, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const worker = () => registry.coordinator();
const tomorrow = () => addDays(localDay(new Date()), 1);

describe('carriers', () => {
  const HERE = { lat: 35.67, lng: 139.77 };
  const enter = async (given: Partial<EnterCarrierV1>): Promise<string> => {
    const input = { orgId: await registry.organization(), side: 'offers', thing: 'hands', title: 'お手伝い' } as const;
    return (await world.ask(EnterCarrierV1, { ...input, ...given }, worker())).id;
  };
  const fitsOf = (carrierId: string): Promise<CarrierFitsAnswer> =>
    world.ask(FindCarrierFitsV1, { carrierId }, worker());

  // S0 ⑤: 保育所の空きスペースと子育て支援団体.
  it('find rooms that are free, with reasons, what does not fit, and what has to be asked', async () => {
    const { orgId, resourceId } = await registry.place({}, { location: HERE });
    const kinds = { name: '保育所', type: 'ibasho', openingForm: 'activity_days' as const, mandatoryPrograms: [] };
    const { id: hubId } = await world.ask(EnterHubV1, { orgId, resourceId, ...kinds }, worker());
    const room = async (name: string, people: number, day: 'sat' | 'mon') => {
      const space = { name, people, equipment: ['kitchen'], windows: [{ day, from: '09:00', to: '17:00' }] };
      return (await world.ask(AddHubSpaceV1, { hubId, ...space }, worker())).id;
    };
    const [fits] = [await room('ホール', 30, 'sat'), await room('平日のみ', 30, 'mon'), await room('小部屋', 4, 'sat')];
    const groupInput = { name: '子育ての会', kind: 'salon', since: '2022-01-01' };
    const { id: groupId } = await world.ask(EnterSupportedGroupV1, groupInput, worker());
    const wish = {
      ...{ side: 'seeks', thing: 'space', title: '休日に集まる場所', people: 10, equipment: ['kitchen'] },
      ...{ windows: [{ day: 'sat', from: '10:00', to: '12:00' }], location: HERE, maxDistanceMeters: 800 },
    } as const;
    const carrierId = await enter({ orgId: null, groupId, ...wish } as unknown as Partial<EnterCarrierV1>);
    const offeredElsewhere = await enter({ side: 'offers', thing: 'space', title: '店の奥の部屋' });

    const found = await fitsOf(carrierId);
    expect(found.items.map(({ spaceId, carrierId: other }) => spaceId ?? other)).toEqual([fits, offeredElsewhere]);
    expect(found.items[0]).toMatchObject({ title: '保育所 ホール', points: 50, distanceMeters: 0, toAsk: [] });
    expect(found.items[1]?.toAsk.map(({ code }) => code)).toEqual(['SCHEDULE', 'DISTANCE', 'PEOPLE', 'EQUIPMENT']);
    expect(found.excluded.map(({ code, count }) => [code, count]).sort()).toEqual([
      ['SCHEDULE_NO_OVERLAP', 1],
      ['TOO_SMALL', 1],
    ]);

    await world.ask(
      RecordCarrierMatchV1,
      { carrierId, withSpaceId: fits, on: '2022-08-01', result: 'agreed' },
      worker(),
    );
    await world.ask(
      RecordCarrierMatchV1,
      { carrierId, withCarrierId: offeredElsewhere, on: '2022-08-01', result: 'not_now' },
      worker(),
    );
    expect(await world.ask(ReportDialoguesV1, { fiscalYear: 2022 }, worker())).toMatchObject({
      carrierMatches: 2,
      carrierMatchesAgreed: 1,
    });
    const pair = (given: Partial<RecordCarrierMatchV1>) =>
      codeOf(world.ask(RecordCarrierMatchV1, { carrierId, on: '2022-08-01', result: 'agreed', ...given }, worker()));
    expect(await pair({ withCarrierId: carrierId })).toBe('carrier-match.not-a-pair');
    expect(await pair({})).toBe('carrier-match.one-of-two');
    expect(await pair({ withSpaceId: fits, on: tomorrow() })).toBe('carrier-match.future');
    expect(await pair({ withSpaceId: randomUUID() })).toBe('hub-space.not-found');

    // A place that is not safe is no place to meet, whatever stood in the list.
    await world.ask(SuspendResourceV1, { resourceId, reason: 'inspection' }, worker());
    expect((await fitsOf(carrierId)).items.map(({ carrierId: other }) => other)).toEqual([offeredElsewhere]);
  });

  it('find each other across fields, only while it holds, and never themselves', async () => {
    const orgId = await registry.organization('商店会');
    const seek = await enter({ orgId, side: 'seeks', activities: ['repair', 'gardening'], title: '花壇の手入れ' });
    const offer = await enter({ activities: ['gardening'], title: '園芸の会' });
    await enter({ orgId, activities: ['gardening'], title: '自分の団体' });
    await enter({ activities: ['go'], title: '囲碁の会' });
    const over = await enter({ activities: ['repair'], title: '終わった', until: '2020-01-01' });

    const found = await fitsOf(seek);
    expect(found.items.map(({ carrierId }) => carrierId)).toEqual([offer]);
    expect(found.items[0]?.terms).toEqual([{ code: 'ACTIVITY_MATCH', points: 20, ja: '活動(園芸)が重なります。' }]);
    expect(found.excluded).toEqual([{ code: 'NOTHING_IN_COMMON', ja: '活動も目的も重なりません。', count: 1 }]);
    expect((await fitsOf(offer)).items.map(({ carrierId }) => carrierId)).toContain(seek);
    const listed = (await world.ask(ListCarriersV1, { side: 'offers', thing: 'hands' }, worker())).items;
    expect(listed.map(({ carrierId }) => carrierId)).not.toContain(over);
    const again = {
      carrierId: over,
      side: 'offers',
      thing: 'hands',
      title: 'また始めた',
      activities: ['repair'],
    } as const;
    await world.ask(ChangeCarrierV1, { ...again, activities: ['repair'] }, worker(), { ifMatch: 1 });
    expect((await fitsOf(seek)).items.map(({ carrierId }) => carrierId).sort()).toEqual([offer, over].sort());
    expect(await codeOf(enter({ orgId: null }))).toBe('carrier.one-of-two');
    expect(await codeOf(fitsOf(randomUUID()))).toBe('carrier.not-found');
  });
});
