import { randomUUID } from 'node:crypto';
import {
  AvailabilityReportedV1,
  CorrectOrganizationV1,
  ListFedMenusV1,
  ReadAvailabilityV1,
  ReportAvailabilityV1,
  SetExternalIdV1,
  SubmitAvailabilityReportsV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { codeOf, type Place, refusal, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
const TODAY = localDay(new Date());
const YESTERDAY = addDays(TODAY, -1);

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const system = (orgId: string, sub = `machine-${orgId}`) => world.actor('PROVIDER_STAFF', { orgId, sub });
const send = (orgId: string, mediaType: string, text: string, key?: string) =>
  world.ask(SubmitAvailabilityReportsV1, { mediaType, text }, system(orgId), key === undefined ? {} : { key });
const json = (orgId: string, rows: readonly unknown[], key?: string) =>
  send(orgId, 'application/json', JSON.stringify(rows), key);
const csv = (orgId: string, ...lines: readonly string[]) => send(orgId, 'text/csv', lines.join('\r\n'));
const read = (menuId: string) => world.ask(ReadAvailabilityV1, { menuId }, registry.coordinator());
const number = ({ menuId, orgId }: Place, externalId: string | null) =>
  world.ask(SetExternalIdV1, { menuId, externalId }, system(orgId));
const saidOf = async (id: string) => (await world.said(AvailabilityReportedV1)).filter(({ menuId }) => menuId === id);

/** An organisation with several counted menus. */
async function menusOf(count: number): Promise<readonly Place[]> {
  const first = await registry.place();
  const more: Place[] = [];
  for (let index = 1; index < count; index += 1) {
    more.push({ ...first, menuId: await registry.menu(first.resourceId, { name: `枠${index}` }) });
  }
  return [first, ...more];
}
const menuAt = (places: readonly Place[], index: number): Place => {
  const place = places[index];
  if (!place) throw new Error('No such place.');
  return place;
};

describe('a batch of reports', () => {
  it('gives every row its own result, and a refused one keeps no other back', async () => {
    const places = await menusOf(2);
    const { orgId, menuId } = menuAt(places, 0);
    const other = menuAt(places, 1).menuId;
    const foreign = await registry.place();
    const open = await registry.menu(foreign.resourceId, { capacityModel: 'open' });
    const future = addDays(TODAY, 2);
    const answer = await json(orgId, [
      { menuId, total: 10, used: 4, reportedAt: TODAY },
      { menuId, total: 9, used: 4, reportedAt: YESTERDAY },
      { menuId: foreign.menuId, total: 1, used: 0, reportedAt: TODAY },
      { menuId: other, total: -1, used: '三', reportedAt: TODAY },
      { menuId: other, total: 3, used: 5, reportedAt: future },
      'よろしく',
      { menuId: other, total: 3, used: 5, outOfSystem: { slots: 1, used: 1 }, reportedAt: TODAY },
      { menuId: other, total: 3, used: 5, reportedAt: TODAY, 氏名: '山田' },
      { menuId: open, total: 3, used: 5, reportedAt: TODAY },
    ]);
    expect(answer).toMatchObject({ rows: 9, applied: 2, notApplied: 1, refused: 6, ignoredColumns: [] });
    expect(answer.results.map(({ row, result, code }) => [row, result, code])).toEqual([
      [1, 'applied', null],
      [2, 'not_applied', 'feed.older'],
      [3, 'refused', 'menu.not-found'],
      [4, 'refused', 'fields.invalid'],
      [5, 'refused', 'availability.future'],
      [6, 'refused', 'feed.not-json'],
      [7, 'applied', null],
      [8, 'refused', 'fields.invalid'],
      [9, 'refused', 'menu.not-found'],
    ]);
    const problems = answer.results.map((row) => row.problems);
    expect(problems[3]).toEqual([
      { field: 'total', value: '-1', mend: '0 以上にしてください' },
      { field: 'used', value: '三', mend: '0 以上の整数で指定してください' },
    ]);
    expect(problems[2]).toEqual([{ field: 'menuId', value: foreign.menuId, mend: expect.stringMatching(/団体/) }]);
    expect(problems[4]).toEqual([{ field: 'reportedAt', value: future, mend: expect.stringMatching(/今日まで/) }]);
    expect(problems[7]).toEqual([{ field: '氏名', value: null, mend: expect.stringMatching(/取り除いて/) }]);
    expect(await read(menuId)).toMatchObject({ total: 10, used: 4, version: 1 });
    expect(await read(other)).toMatchObject({ total: 3, used: 5, overCapacity: true, version: 1 });
    expect(await saidOf(menuId)).toHaveLength(1);
  });

  it('is done once: a repetition gets the same answer, another text with the same key is refused', async () => {
    const { orgId, menuId } = await registry.place();
    const key = randomUUID();
    const rows = [
      { menuId, total: 2, used: 0, reportedAt: TODAY },
      { menuId, total: '多い', used: 0, reportedAt: TODAY },
    ];
    const [first, second] = await Promise.all([json(orgId, rows, key), json(orgId, rows, key)]);
    expect(second).toEqual(first);
    expect(await json(orgId, rows, key)).toEqual(first);
    expect(await codeOf(json(orgId, rows.slice(1), key))).toBe('idempotency.other-body');
    expect(await saidOf(menuId)).toHaveLength(1);
    const kept = await world.sql<{ outcomes: object }>('SELECT outcomes FROM feed_batches WHERE key = $1', [key]);
    expect(JSON.stringify(kept)).not.toContain('多い');
  });

  it('follows the counting of its system: of one moment the highest number counts, and a passed one never', async () => {
    const { orgId, menuId } = await registry.place();
    const row = (total: number, sourceVersion?: number) => ({
      ...{ menuId, total, used: 0, reportedAt: TODAY },
      ...(sourceVersion !== undefined && { sourceVersion }),
    });
    const results = async (...rows: readonly object[]) => (await json(orgId, rows)).results.map(({ result }) => result);
    expect(await results(row(1, 5), row(2, 7), row(3, 6), row(4))).toEqual([
      ...['applied', 'applied', 'not_applied', 'not_applied'],
    ]);
    expect(await read(menuId)).toMatchObject({ total: 2, version: 2 });
    // What was overtaken within the batch is told to nobody.
    expect(await saidOf(menuId)).toEqual([expect.objectContaining({ total: 2, version: 2 })]);
    expect(await results(row(5, 7), row(6, 8))).toEqual(['not_applied', 'applied']);
    const single = { menuId, total: 9, used: 0, reportedAt: TODAY };
    const put = (sourceVersion: number, sub?: string) =>
      world.ask(ReportAvailabilityV1, { ...single, sourceVersion }, system(orgId, sub));
    expect(await put(8)).toMatchObject({ state: 'NOT_APPLIED' });
    expect(await put(9)).toMatchObject({ state: 'FRESH', version: 4 });
    // Another system's counting says nothing about this one's.
    expect(await put(99, 'another-machine')).toMatchObject({ state: 'NOT_APPLIED' });
    const { items } = await world.ask(ListFedMenusV1, { orgId }, system(orgId));
    expect(items).toEqual([
      {
        menuId,
        externalId: null,
        needsReports: true,
        state: 'FRESH',
        reportedAt: expect.any(String),
        sourceVersion: 9,
      },
    ]);
  });

  it('that cannot be taken apart is refused as a whole', async () => {
    const { orgId } = await registry.place();
    expect(await codeOf(send(orgId, 'application/json', '{"a":1}'))).toBe('feed.not-a-list');
    expect(await codeOf(json(orgId, []))).toBe('feed.empty');
    expect(await codeOf(json(orgId, Array(501).fill({})))).toBe('feed.too-many-rows');
    expect(await codeOf(csv(orgId, 'メニュー番号,定員'))).toBe('feed.columns');
    expect(await codeOf(csv(orgId, '定員,利用数,報告日,menuId', '"1,2'))).toBe('feed.quote');
    const nobody = world.actor('PROVIDER_STAFF', { sub: 'nobody' });
    const asked = world.ask(SubmitAvailabilityReportsV1, { mediaType: 'application/json', text: '[{}]' }, nobody);
    expect(await codeOf(asked)).toBe('feed.no-organization');
  });

  it('holds within the term of the contract only', async () => {
    const { orgId, menuId } = await registry.place();
    const term = {
      orgId,
      name: 'さくらの会',
      kind: 'npo',
      contractFrom: addDays(TODAY, -30),
      contractUntil: YESTERDAY,
    };
    await world.ask(CorrectOrganizationV1, term, registry.coordinator());
    const report = { menuId, total: 2, used: 0, reportedAt: TODAY };
    const refused = await refusal(json(orgId, [report]));
    expect(refused).toMatchObject({ code: 'contract.ended', kind: 'conflict' });
    expect(await codeOf(world.ask(ReportAvailabilityV1, report, system(orgId)))).toBe('contract.ended');
    await world.ask(CorrectOrganizationV1, { ...term, contractUntil: TODAY }, registry.coordinator());
    expect(await json(orgId, [report])).toMatchObject({ applied: 1 });
  });
});

describe('an organisation’s own numbers', () => {
  it('name its menus, are unique within it, and can be taken back', async () => {
    const places = await menusOf(2);
    const [first, second] = [menuAt(places, 0), menuAt(places, 1)];
    const elsewhere = await registry.place();
    expect(await number(first, 'A-1')).toMatchObject({ state: 'NUMBERED' });
    expect(await codeOf(number(second, 'A-1'))).toBe('external-id.taken');
    await number(elsewhere, 'A-1');
    expect(await codeOf(number({ ...first, orgId: elsewhere.orgId }, 'B-1'))).toBe('menu.not-found');
    const row = { externalId: 'A-1', total: 4, used: 1, reportedAt: TODAY };
    const answer = await json(first.orgId, [row, { ...row, menuId: second.menuId }, { ...row, externalId: 'A-2' }]);
    expect(answer.results.map(({ menuId, code }) => [menuId, code])).toEqual([
      [first.menuId, null],
      [null, 'menu.not-found'],
      [null, 'menu.not-found'],
    ]);
    await number(first, null);
    expect(await json(first.orgId, [row])).toMatchObject({ refused: 1 });
  });
});

describe('a CSV', () => {
  it('has Japanese headings, one line per session, and says which line is wrong', async () => {
    const places = await menusOf(2);
    const [first, second] = [menuAt(places, 0), menuAt(places, 1)];
    await number(first, '１０１'.normalize('NFKC'));
    await number(second, '喫茶-2');
    const headings = 'メニュー番号,曜日,開始,終了,定員,利用数,制度外枠,制度外利用,単位,報告日,備考';
    const answer = await csv(
      first.orgId,
      headings,
      `１０１,月,9:00,12:00,５,3,2,1,家族,${TODAY.replaceAll('-', '/')},"二行の
備考"`,
      `101,木曜日,13:00,15:00,3,2,,,家族,${TODAY.replaceAll('-', '/')},`,
      '',
      `喫茶-2,,,,8,10,,,人,${TODAY},佐藤さん`,
    );
    expect(answer).toMatchObject({ applied: 3, refused: 0, ignoredColumns: ['備考'] });
    expect(answer.results.map(({ row, menuId }) => [row, menuId])).toEqual([
      [2, first.menuId],
      [4, first.menuId],
      [6, second.menuId],
    ]);
    const sessions = [
      { day: 'mon', from: '09:00', to: '12:00', total: 5, used: 3, outOfSystem: { slots: 2, used: 1 } },
      { day: 'thu', from: '13:00', to: '15:00', total: 3, used: 2, outOfSystem: null },
    ];
    expect(await read(first.menuId)).toMatchObject({ total: 8, used: 5, unit: 'family', sessions });
    expect(await read(second.menuId)).toMatchObject({ total: 8, used: 10, overCapacity: true, sessions: null });
  });

  it('refuses all lines of a report where one is wrong', async () => {
    const { orgId, menuId } = await registry.place();
    const answer = await csv(
      orgId,
      'menuId,day,from,to,total,used,reportedAt',
      `${menuId},mon,10:00,12:00,5,3,${TODAY}`,
      `${menuId},someday,10:00,12:00,十,3,${TODAY}`,
    );
    expect(answer).toMatchObject({ applied: 0, refused: 2 });
    expect(answer.results[0]).toMatchObject({ row: 2, code: 'feed.group-refused' });
    expect(answer.results[0]?.problems[0]?.mend).toContain('3 行目');
    expect(answer.results[1]?.problems).toEqual(
      expect.arrayContaining([
        { field: 'day', value: 'someday', mend: expect.stringMatching(/曜日/) },
        { field: 'total', value: '十', mend: expect.stringMatching(/整数/) },
      ]),
    );
    expect(await codeOf(read(menuId))).toBe('availability.not-found');
  });
});

describe('lines of JSON', () => {
  it('are read one by one', async () => {
    const { orgId, menuId } = await registry.place();
    const good = JSON.stringify({ menuId, total: 3, used: 1, reportedAt: TODAY });
    const answer = await send(orgId, 'application/x-ndjson', `${good}\r\n\n{"menuId":\n`);
    expect(answer.results.map(({ row, result }) => [row, result])).toEqual([
      [1, 'applied'],
      [3, 'refused'],
    ]);
  });
});
