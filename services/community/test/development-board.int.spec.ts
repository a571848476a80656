import { randomUUID } from 'node:crypto';
import {
  ListClusterNeedsV1,
  ReadDevelopmentBoardV1,
  ReportResourceDevelopmentV1,
  UnmetNeedRecordedV1,
  UnmetNeedWithdrawnV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { Development, NOTHING, today } from './development-fixtures';
import { codeOf, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
let work: Development;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
  work = new Development(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

describe('the board of what is missing', () => {
  const board = (given: Partial<ReadDevelopmentBoardV1> = {}) => world.ask(ReadDevelopmentBoardV1, given, work.worker);

  it('puts open needs together, names an area only with enough of them, and leads to each need', async () => {
    const night: Partial<UnmetNeedRecordedV1> = {
      times: ['night'],
      blockedBy: ['SCHEDULE_NO_OVERLAP'],
      areaCode: '533946',
    };
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push(await work.need(night));
    const other = await work.need({ ...night, areaCode: '533945', purposes: ['place', 'meal'] });
    const gone = { unmetNeedId: randomUUID(), purposes: ['place'], ...NOTHING };
    await world.hears(UnmetNeedRecordedV1, { ...gone, version: 1 });
    await world.hears(UnmetNeedWithdrawnV1, { unmetNeedId: gone.unmetNeedId, reason: 'placed', version: 2 });

    const whole = await board();
    expect(whole).toMatchObject({ openNeeds: 4, clusters: 3, groupBy: ['blockedBy', 'purpose', 'areaCode', 'time'] });
    const cell = { blockedBy: 'SCHEDULE_NO_OVERLAP', time: 'night', inProjects: 0, oldestOn: today() };
    expect(whole.items).toEqual([
      { ...cell, purpose: 'place', areaCode: '533946', needs: 3, developmentIds: [...ids].sort() },
      { ...cell, purpose: 'meal', areaCode: null, needs: 1, developmentIds: [other] },
      { ...cell, purpose: 'place', areaCode: null, needs: 1, developmentIds: [other] },
    ]);

    const [first, ...rest] = [await board({ groupBy: 'time,purpose', limit: 1 })];
    expect(rest).toEqual([]);
    expect(first.groupBy).toEqual(['purpose', 'time']);
    expect(first.items).toMatchObject([{ blockedBy: null, areaCode: null, purpose: 'place', needs: 4 }]);
    const second = await board({ groupBy: 'time,purpose', limit: 1, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ purpose: 'meal', needs: 1 }], nextCursor: null });

    await work.enter([other]);
    const cluster = (given: Partial<ListClusterNeedsV1>) => world.ask(ListClusterNeedsV1, given, work.worker);
    const named = await cluster({ ...cellOf(whole.items[0]), limit: 2 });
    expect([named.needs, named.items.length]).toEqual([3, 2]);
    const last = await cluster({ ...cellOf(whole.items[0]), limit: 2, cursor: named.nextCursor ?? '' });
    expect([...named.items, ...last.items].map(({ developmentId }) => developmentId)).toEqual([...ids].sort());
    const small = await cluster(cellOf(whole.items[1]));
    expect(small.items).toEqual([{ developmentId: other, openedOn: today(), inProject: true }]);
    expect(await cluster({ purpose: 'role' })).toEqual({ needs: 0, items: [], nextCursor: null });
  });

  it('shows beside them what was searched for and not found', async () => {
    const areaId = randomUUID();
    const missed = (day: string, area: string | null, purpose: string | null, searches: number) =>
      world.sql(
        `INSERT INTO missed_searches (tenant, day, terms, area_id, type, purpose, searches)
         VALUES ('990019', $1, $2, $3, NULL, $4, $5)`,
        [day, [`purposes:${randomUUID()}`], area, purpose, searches],
      );
    await missed(today(), areaId, 'meal', 2);
    await missed(addDays(today(), -1), areaId, 'meal', 1);
    await missed(today(), areaId, 'role', 2);
    await missed(addDays(today(), -365), null, 'role', 9);
    expect((await board()).missedSearches).toEqual([
      { purpose: 'meal', type: null, areaId, searches: 3 },
      { purpose: 'role', type: null, areaId: null, searches: 2 },
    ]);
  });

  it('takes only what it knows', async () => {
    for (const given of [{ groupBy: '' }, { groupBy: 'person' }, { groupBy: 'time,' }, { limit: 101 }]) {
      expect([given, await codeOf(board(given))]).toEqual([given, 'fields.invalid']);
    }
    expect(await codeOf(board({ cursor: 'x' }))).toBe('cursor.invalid');
    const host = world.actor('PROVIDER_STAFF', { orgId: randomUUID() });
    expect(await codeOf(world.ask(ReadDevelopmentBoardV1, {}, host))).toBe('role.refused');
    const elsewhere = world.actor('COMMUNITY_COORDINATOR', { tenant: '990027' });
    expect(await world.ask(ReadDevelopmentBoardV1, {}, elsewhere)).toMatchObject({ openNeeds: 0, items: [] });
  });
});

describe('the report on 資源開発 (K17)', () => {
  it('counts needs and what was completed, with the days that it took', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await work.need({ purposes: ['childcare_break'] }));
    const set = (id: string | undefined, openedOn: string) =>
      world.sql('UPDATE resource_developments SET opened_on = $2 WHERE id = $1', [id, openedOn]);
    for (const id of ids) await set(id, '2023-04-10');
    await set(ids[4], '2023-03-31');
    const projectId = await work.prepared(ids.slice(0, 3), '2023-05-01');
    const { menuId } = await registry.place();
    await work.open(projectId, menuId, '2023-06-09');

    const report = (fiscalYear: number) => world.ask(ReportResourceDevelopmentV1, { fiscalYear }, work.worker);
    const figures = { needs: 4, completed: 3, medianDays: 60 };
    expect(await report(2023)).toMatchObject({
      ...{ fiscalYear: 2023, from: '2023-04-01', to: '2024-03-31', asOf: today(), menusOpened: 1, total: figures },
      lines: [{ purpose: 'childcare_break', areaCode: null, needs: null, suppressed: true }],
    });
    await set(ids[4], '2023-04-10');
    expect(await report(2023)).toMatchObject({
      lines: [{ purpose: 'childcare_break', ...figures, needs: 5, suppressed: false }],
    });
    expect(await report(2022)).toMatchObject({ total: { needs: 0, completed: 0, medianDays: null }, lines: [] });
  });
});

/** A cluster's values as they are asked for: null is left out. */
function cellOf(cluster: object | undefined): Partial<ListClusterNeedsV1> {
  const entries = Object.entries(cluster ?? {});
  const axes = ['blockedBy', 'purpose', 'areaCode', 'time'];
  return Object.fromEntries(entries.filter(([key, value]) => axes.includes(key) && value !== null));
}
