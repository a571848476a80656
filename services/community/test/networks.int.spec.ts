import { randomUUID } from 'node:crypto';
import {
  ChangeWatchAgreementV1,
  ConcernReceivedV1,
  EnterWatchAgreementV1,
  LinkIssueToDevelopmentV1,
  ListDialoguesV1,
  ListDialogueTopicsV1,
  ListResourceDevelopmentsV1,
  ListWatchAgreementsV1,
  RaiseLocalIssueV1,
  RecordDialogueV1,
  ReportConcernCountsV1,
  ReportDialoguesV1,
  UnmetNeedRecordedV1,
  type WatchAgreementView,
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
const tomorrow = () => addDays(localDay(new Date()), 1);

describe('a talk of residents', () => {
  const talk = (given: Partial<RecordDialogueV1> = {}) => {
    const topics = [{ topic: 'バスが減り、買い物に行けない' }, { topic: '男性の集まる機会がない' }];
    const input = { kind: 'workshop', heldOn: '2022-07-02', participants: 32, topics };
    return world.ask(RecordDialogueV1, { ...input, ...given }, worker());
  };

  it('leads from a topic over a local issue to a place that is developed', async () => {
    const { id: dialogueId } = await talk();
    const topics = async () => (await world.ask(ListDialogueTopicsV1, { dialogueId }, worker())).items;
    const [{ topicId } = { topicId: '' }, second] = await topics();
    const develop = (developmentId: string) =>
      world.ask(LinkIssueToDevelopmentV1, { topicId, developmentId }, worker());
    const raise = (issue: string) => world.ask(RaiseLocalIssueV1, { topicId, issue }, worker());

    expect(await codeOf(develop(randomUUID()))).toBe('dialogue-topic.not-an-issue');
    expect(await codeOf(raise('田中さんが買い物に行けない'))).toBe('dialogue.looks-like-a-name');
    expect(await raise('坂の上の地区に買い物の足がない')).toMatchObject({ state: 'ISSUE', version: 2 });
    expect(await codeOf(raise('もう一度'))).toBe('dialogue-topic.not-a-topic');
    expect(await codeOf(develop(randomUUID()))).toBe('resource-development.not-found');
    const nothing = { modes: [], supportRequired: [], days: [], times: [], areaCode: null, blockedBy: [] };
    await world.hears(UnmetNeedRecordedV1, { unmetNeedId: randomUUID(), purposes: ['place'], ...nothing, version: 1 });
    const { items } = await world.ask(ListResourceDevelopmentsV1, { state: 'OPEN' }, worker());
    const developmentId = items[0]?.developmentId ?? '';
    expect(await develop(developmentId)).toMatchObject({ state: 'DEVELOPMENT', version: 3 });
    expect(await topics()).toMatchObject([
      { state: 'DEVELOPMENT', issue: '坂の上の地区に買い物の足がない', developmentId },
      { topicId: second?.topicId, state: 'TOPIC', issue: null },
    ]);
    const issues = await world.ask(ListDialogueTopicsV1, { state: 'TOPIC' }, worker());
    expect(issues.items.map((item) => item.topicId)).toEqual([second?.topicId]);
  });

  it('names nobody, and is over', async () => {
    const named = await refusal(talk({ topics: [{ topic: '買い物' }, { topic: '山本様の庭' }] }));
    expect([named.code, named.fields[0]?.field]).toEqual(['dialogue.looks-like-a-name', 'topics.1.topic']);
    expect(named.message).not.toContain('山本');
    expect(await codeOf(talk({ heldOn: tomorrow() }))).toBe('dialogue.future');
    expect(await codeOf(talk({ hubId: randomUUID() }))).toBe('hub.not-found');
    expect(await codeOf(talk({ areaId: randomUUID() }))).toBe('area.unknown');
  });

  it('is counted by kind and year, ワークショップ年3回 among them', async () => {
    await talk({ heldOn: '2023-03-31', participants: null });
    await talk({ heldOn: '2022-10-01', participants: 18 });
    await talk({ heldOn: '2023-04-01' });
    await talk({ kind: 'dankatsu', heldOn: '2022-05-05', topics: [{ topic: '見守り' }] });
    const { kinds } = await world.ask(ReportDialoguesV1, { fiscalYear: 2022 }, worker());
    expect(kinds).toEqual([
      { kind: 'workshop', held: 3, participants: 50, topics: 6, issues: 1, developments: 1 },
      { kind: 'dankatsu', held: 1, participants: 32, topics: 1, issues: 0, developments: 0 },
    ]);
    const listed = await world.ask(ListDialoguesV1, { kind: 'dankatsu' }, worker());
    expect(listed.items).toMatchObject([{ heldOn: '2022-05-05', topics: 1, areaId: null }]);
  });
});

describe('the watch network', () => {
  // S3: 久御山町 118社もの見守り協力事業所.
  it('has 118 agreements that are read back one by one', async () => {
    const contact = { post: '店長', phone: '03-1234-5678', email: null };
    const entered: string[] = [];
    for (let shop = 0; shop < 118; shop += 1) {
      const orgId = await registry.organization(`協力店${shop}`);
      const agreement = { orgId, signedOn: '2020-04-01', until: shop < 18 ? '2021-03-31' : null, contact };
      entered.push((await world.ask(EnterWatchAgreementV1, agreement, worker())).id);
    }
    const all = await everyAgreement({});
    expect(all.items.map(({ agreementId }) => agreementId)).toEqual(entered);
    expect(all.total).toBe(118);
    expect(all.items[7]).toMatchObject({ orgName: '協力店7', signedOn: '2020-04-01', until: '2021-03-31', contact });
    expect((await everyAgreement({ inForceOn: '2021-04-01' })).items).toHaveLength(100);
    expect((await everyAgreement({ inForceOn: '2020-03-31' })).total).toBe(0);

    const [first] = all.items;
    const orgId = first?.orgId ?? '';
    const enter = (signedOn: string, until: string | null = null) =>
      world.ask(EnterWatchAgreementV1, { orgId, signedOn, until }, worker());
    expect(await codeOf(enter('2021-03-31'))).toBe('watch-agreement.in-force');
    expect(await codeOf(enter(tomorrow()))).toBe('watch-agreement.future');
    expect(await codeOf(enter('2021-05-02', '2021-05-01'))).toBe('watch-agreement.backwards');
    await enter('2021-04-01');
    const change = { agreementId: first?.agreementId ?? '', signedOn: '2020-04-01' };
    const longer = world.ask(ChangeWatchAgreementV1, { ...change, until: '2021-04-01' }, worker());
    expect(await codeOf(longer)).toBe('watch-agreement.in-force');
    await world.ask(ChangeWatchAgreementV1, { ...change, until: '2020-12-31' }, worker(), { ifMatch: 1 });
    expect((await everyAgreement({ orgId })).items.map(({ until }) => until)).toEqual(['2020-12-31', null]);
    expect(await codeOf(world.ask(ListWatchAgreementsV1, {}, world.actor('PROVIDER_STAFF', { orgId })))).toBe(
      'role.refused',
    );
  }, 120_000);

  it('counts what outreach heard, each report once, and shows no small number', async () => {
    const areaId = randomUUID();
    const say = (sourceKind: 'minsei' | 'hub', receivedOn: string, id = randomUUID()) => {
      const told = { concernId: id, sourceKind, areaId, urgency: 'normal' as const, receivedOn, version: 1 };
      return world.hears(ConcernReceivedV1, told, { id });
    };
    const report = () => world.ask(ReportConcernCountsV1, { fiscalYear: 2024 }, worker());
    for (let count = 0; count < 6; count += 1) await say('minsei', '2024-05-31');
    for (let count = 0; count < 7; count += 1) await say('minsei', '2024-06-01');
    const twice = randomUUID();
    await say('hub', '2024-05-01', twice);
    await world.replay({
      ...{ id: twice, subject: ConcernReceivedV1.subject, tenant: '990019', correlationId: randomUUID() },
      ...{ occurredAt: new Date().toISOString(), aggregateId: twice },
      data: { concernId: twice, sourceKind: 'hub', areaId, urgency: 'normal', receivedOn: '2024-05-01', version: 1 },
    });
    await say('minsei', '2025-04-01');

    const { lines, total } = await report();
    const rows = await world.sql('SELECT reports FROM concern_counts WHERE month < $1 ORDER BY reports', [
      '2025-01-01',
    ]);
    expect(rows).toEqual([{ reports: 1 }, { reports: 6 }, { reports: 7 }]);
    expect(total).toBe(14);
    expect(lines).toEqual([
      { sourceKind: 'hub', areaId, month: '2024-05', reports: null, suppressed: true },
      { sourceKind: 'minsei', areaId, month: '2024-05', reports: null, suppressed: true },
      { sourceKind: 'minsei', areaId, month: '2024-06', reports: 7, suppressed: false },
    ]);
  });
});

/** All pages of the list. */
async function everyAgreement(wanted: Partial<ListWatchAgreementsV1>) {
  const items: WatchAgreementView[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Awaited<ReturnType<typeof pageAfter>> = await pageAfter(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) return { items, total: page.total };
  }
  throw new Error('A list has a last page.');

  function pageAfter(after: string) {
    const from = after === '' ? {} : { cursor: after };
    return world.ask(ListWatchAgreementsV1, { ...wanted, limit: 50, ...from }, worker());
  }
}
