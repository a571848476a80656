import { randomUUID } from 'node:crypto';
import {
  ChangeGrantInfoV1,
  EnterGrantInfoV1,
  EnterSupportedGroupV1,
  type GroupContact,
  ListGrantInfosV1,
  ListGroupContactsV1,
  ListSupportedGroupsV1,
  MoveSupportedGroupV1,
  ReadSupportedGroupV1,
  RecordGroupContactsV1,
  ReportGroupSupportV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { codeOf, refusal, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const worker = () => registry.coordinator();
const report = (fiscalYear: number) => world.ask(ReportGroupSupportV1, { fiscalYear }, worker());

async function group(given: Partial<EnterSupportedGroupV1> = {}): Promise<string> {
  const input = { name: 'みんなの食堂 さくら', kind: 'minna_no_shokudo', since: '2019-04-01' };
  return (await world.ask(EnterSupportedGroupV1, { ...input, ...given }, worker())).id;
}

const record = (groupId: string, contacts: Partial<GroupContact>[]) =>
  world.ask(RecordGroupContactsV1, { groupId, contacts: contacts as GroupContact[] }, worker());

describe('a group that begins a みんなの食堂', () => {
  it('goes from its question over what it is told to a place that lasts', async () => {
    const groupId = await group();
    const step = (name: 'inform' | 'launch' | 'settle' | 'end' | 'resume', on: string) =>
      world.ask(MoveSupportedGroupV1, { groupId, step: name, on }, worker());
    const grant = { kind: 'grant', title: '地域活動助成', validFrom: '2019-04-01', validUntil: '2020-03-31' } as const;
    const { id: infoId } = await world.ask(EnterGrantInfoV1, grant, worker());

    await record(groupId, [{ on: '2019-05-10', kind: 'consultation', minutes: 60 }]);
    expect(await codeOf(step('inform', '2019-05-11'))).toBe('group-support.nothing-given');
    const late = record(groupId, [
      { on: '2020-03-31', kind: 'visit', infoIds: [infoId] },
      { on: '2020-04-01', kind: 'visit', infoIds: [infoId] },
    ]);
    expect(await refusal(late)).toMatchObject({
      code: 'grant-info.not-valid',
      fields: [{ field: 'contacts.1.infoIds' }],
    });
    await record(groupId, [{ on: '2019-05-20', kind: 'visit', infoIds: [infoId] }]);
    expect(await step('inform', '2019-05-20')).toMatchObject({ state: 'INFORMED' });
    expect(await codeOf(step('settle', '2019-06-01'))).toBe('group-support.transition-refused');
    expect(await codeOf(step('launch', '2019-05-19'))).toBe('supported-group.step-too-early');
    await step('launch', '2019-07-01');
    expect(await step('settle', '2019-12-01')).toEqual({ id: groupId, state: 'SETTLED', version: 4 });

    expect(await world.ask(ReadSupportedGroupV1, { groupId }, worker())).toMatchObject({
      ...{ state: 'SETTLED', stateSince: '2019-12-01', contacts: 2, lastContactOn: '2019-05-20', version: 4 },
    });
    const { items } = await world.ask(ListGroupContactsV1, { groupId }, worker());
    expect(items).toMatchObject([
      { kind: 'consultation', minutes: 60, infoIds: [] },
      { kind: 'visit', minutes: null, infoIds: [infoId] },
    ]);
    expect(await report(2019)).toMatchObject({ groups: 1, contacts: 2, minutes: 60, launched: 1, settled: 1 });
    expect(await world.ask(ListSupportedGroupsV1, { state: 'SETTLED' }, worker())).toMatchObject({
      items: [{ groupId }],
    });
  });

  it('is refused where a day is still to come or what is named is not there', async () => {
    const tomorrow = addDays(localDay(new Date()), 1);
    const groupId = await group();
    expect(await codeOf(group({ since: tomorrow }))).toBe('supported-group.future');
    expect(await codeOf(group({ orgId: randomUUID() }))).toBe('organization.not-found');
    expect(await codeOf(group({ areaId: randomUUID() }))).toBe('area.unknown');
    const future = await refusal(
      record(groupId, [
        { on: '2021-01-01', kind: 'visit' },
        { on: tomorrow, kind: 'visit' },
      ]),
    );
    expect([future.code, future.fields[0]?.field]).toEqual(['supported-group.future', 'contacts.1.on']);
    expect(await codeOf(record(groupId, []))).toBe('fields.invalid');
    expect(await codeOf(record(randomUUID(), [{ on: '2021-01-01', kind: 'visit' }]))).toBe('supported-group.not-found');
    const unknown = record(groupId, [{ on: '2021-01-01', kind: 'visit', infoIds: [randomUUID()] }]);
    expect(await codeOf(unknown)).toBe('grant-info.not-found');
    expect((await report(2020)).contacts).toBe(0);
  });
});

describe('what groups are told of', () => {
  it('is listed for a day on which it is in force', async () => {
    const enter = (title: string, validFrom: string, validUntil: string | null) =>
      world.ask(EnterGrantInfoV1, { kind: 'place', title, validFrom, validUntil }, worker());
    const { id } = await enter('集会室', '2024-04-01', '2024-06-30');
    await enter('体育館', '2024-06-01', null);
    const on = async (validOn: string) =>
      (await world.ask(ListGrantInfosV1, { kind: 'place', validOn }, worker())).items.map(({ title }) => title);
    expect(await on('2024-03-31')).toEqual([]);
    expect(await on('2024-06-30')).toEqual(['集会室', '体育館']);
    expect(await on('2024-07-01')).toEqual(['体育館']);
    expect(await codeOf(enter('逆', '2024-04-02', '2024-04-01'))).toBe('grant-info.backwards');
    const change = { infoId: id, kind: 'place', title: '集会室', validFrom: '2024-04-01', validUntil: null } as const;
    await world.ask(ChangeGrantInfoV1, change, worker(), { ifMatch: 1 });
    expect(await on('2024-07-01')).toEqual(['集会室', '体育館']);
    expect(await codeOf(world.ask(ChangeGrantInfoV1, change, worker(), { ifMatch: 1 }))).toBe('stale-version');
  });
});

describe('the report on support of groups', () => {
  // S0: 令和4年度(12月末) 支援団体数74団体、延支援件数1,652件.
  it('says 74 groups and 1,652 contacts', async () => {
    const GROUPS = 74;
    const CONTACTS = 1652;
    const shares = Array.from({ length: GROUPS }, (_, index) => Math.floor((CONTACTS + index) / GROUPS));
    expect(shares.reduce((sum, count) => sum + count, 0)).toBe(CONTACTS);
    for (const [index, count] of shares.entries()) {
      const groupId = await group({ name: `団体${index}`, kind: index < 7 ? 'minna_no_shokudo' : 'salon' });
      const days = Array.from({ length: count }, (_, number) => addDays('2022-04-01', (number * 13 + index) % 270));
      await record(
        groupId,
        days.map((on) => ({ on, kind: 'follow_up' })),
      );
    }
    // The last day before and the first after the year count for other years, and nobody's group twice.
    await record(await group({ name: '年度の外' }), [
      { on: '2022-03-31', kind: 'visit' },
      { on: '2023-04-01', kind: 'visit' },
    ]);

    const counted = await report(2022);
    expect(counted).toMatchObject({ groups: 74, contacts: 1652, from: '2022-04-01', to: '2023-03-31' });
    expect(counted.kinds.map(({ kind, groups }) => [kind, groups])).toEqual([
      ['salon', 67],
      ['minna_no_shokudo', 7],
    ]);
    expect(await report(2021)).toMatchObject({ groups: 1, contacts: 1 });
    expect(await report(2023)).toMatchObject({ groups: 1, contacts: 1 });
    const elsewhere = world.actor('COMMUNITY_COORDINATOR', { tenant: '990027' });
    expect(await world.ask(ReportGroupSupportV1, { fiscalYear: 2022 }, elsewhere)).toMatchObject({
      groups: 0,
      contacts: 0,
    });
  }, 120_000);
});
