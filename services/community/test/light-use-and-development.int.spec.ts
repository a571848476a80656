import {
  AssessHostV1,
  CompleteResourceDevelopmentV1,
  ListResourceDevelopmentsV1,
  RecordIntroductionV1,
  SummarizeIntroductionsV1,
  UnmetNeedRecordedV1,
  UnmetNeedWithdrawnV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { randomUUID } from 'node:crypto';
import { COMMUNITY } from '../src/community.module';
import { codeOf, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const dayOf = (offset: number): string => addDays(localDay(new Date()), offset);

describe('a need that nothing fits', () => {
  it('becomes a place to be developed, once, and ends with the menu that came of it', async () => {
    const { menuId } = await registry.place();
    const sought = {
      purposes: ['place'],
      modes: ['in_person'],
      supportRequired: ['watch_over'],
      days: ['sat'],
      times: ['evening'],
      areaCode: '533946',
      blockedBy: ['SCHEDULE_NO_OVERLAP'],
    };
    const unmetNeedId = randomUUID();
    await world.hears(UnmetNeedRecordedV1, { unmetNeedId, ...sought, version: 2 });
    await world.hears(UnmetNeedRecordedV1, { unmetNeedId, ...sought, days: ['sun'], version: 1 });

    const worker = registry.coordinator();
    const list = (state: 'OPEN' | 'WITHDRAWN' | 'COMPLETED') =>
      world.ask(ListResourceDevelopmentsV1, { state }, worker);
    const [item] = (await list('OPEN')).items;
    expect(item).toMatchObject({ ...sought, state: 'OPEN', version: 1, menuId: null });
    expect((await list('OPEN')).items).toHaveLength(1);

    const developmentId = item?.developmentId ?? '';
    const complete = (id: string) => world.ask(CompleteResourceDevelopmentV1, { developmentId, menuId: id }, worker);
    expect(await codeOf(complete(randomUUID()))).toBe('menu.not-found');
    expect(await complete(menuId)).toEqual({ id: developmentId, state: 'COMPLETED', version: 2 });
    expect(await codeOf(complete(menuId))).toBe('resource-development.completed');
    expect((await list('COMPLETED')).items).toEqual([expect.objectContaining({ menuId })]);
  });

  it('is withdrawn when nobody waits for it, opens again with the need, and is not opened by what is heard late', async () => {
    const nothing = { modes: [], supportRequired: [], days: [], times: [], areaCode: null, blockedBy: [] };
    const sought = { purposes: ['role'], ...nothing };
    const worker = registry.coordinator();
    const stateOf = async (unmetNeedId: string) => {
      const rows = await world.sql('SELECT id, state FROM resource_developments WHERE unmet_need_id = $1', [
        unmetNeedId,
      ]);
      const [row] = rows as { id: string; state: string }[];
      const { items } = await world.ask(ListResourceDevelopmentsV1, { limit: 100 }, worker);
      const shown = items.find(({ developmentId }) => developmentId === row?.id);
      expect([rows.length, shown?.state]).toEqual([1, row?.state]);
      return [shown?.state, shown?.withdrawnReason];
    };
    const one = randomUUID();
    await world.hears(UnmetNeedRecordedV1, { unmetNeedId: one, ...sought, version: 1 });
    await world.hears(UnmetNeedWithdrawnV1, { unmetNeedId: one, reason: 'found', version: 2 });
    expect(await stateOf(one)).toEqual(['WITHDRAWN', 'found']);
    await world.hears(UnmetNeedRecordedV1, { unmetNeedId: one, ...sought, version: 3 });
    expect(await stateOf(one)).toEqual(['OPEN', null]);
    const late = randomUUID();
    await world.hears(UnmetNeedWithdrawnV1, { unmetNeedId: late, reason: 'placed', version: 2 });
    await world.hears(UnmetNeedRecordedV1, { unmetNeedId: late, ...sought, version: 1 });
    expect(await stateOf(late)).toEqual(['WITHDRAWN', 'placed']);
  });
});

describe('light use', () => {
  it('is counted without a name', async () => {
    const { menuId, resourceId, orgId } = await registry.place({ capacityModel: 'open' });
    const worker = world.actor('CSW');
    const date = dayOf(0);
    const record = (input: Partial<RecordIntroductionV1>) =>
      world.ask(RecordIntroductionV1, { date, people: 2, kind: 'visit', ...input }, worker);
    await record({ menuId });
    await record({ resourceId, people: 5 });
    await record({ menuId, kind: 'accompany', people: 1 });
    await record({ menuId, date: dayOf(-3) });

    const summary = await world.ask(SummarizeIntroductionsV1, { from: date, to: date }, worker);
    expect(summary).toMatchObject({ introductions: 3, people: 8 });
    expect(summary.kinds).toEqual([
      { kind: 'visit', introductions: 2, people: 7 },
      { kind: 'accompany', introductions: 1, people: 1 },
    ]);
    expect(await codeOf(record({}))).toBe('introduction.one-place');
    expect(await codeOf(record({ menuId, date: dayOf(1) }))).toBe('introduction.future');
    expect(await codeOf(record({ menuId, people: 0 }))).toBe('fields.invalid');
    const outsider = world.actor('PROVIDER_STAFF', { orgId: randomUUID() });
    const theirs = world.ask(RecordIntroductionV1, { menuId, date, people: 1, kind: 'visit' }, outsider);
    expect(await codeOf(theirs)).toBe('menu.not-found');
    const own = world.actor('PROVIDER_STAFF', { orgId });
    const ours = world.ask(RecordIntroductionV1, { menuId, date, people: 1, kind: 'visit' }, own);
    expect(await ours).toMatchObject({ state: 'RECORDED' });
    const backwards = world.ask(SummarizeIntroductionsV1, { from: date, to: dayOf(-1) }, worker);
    expect(await codeOf(backwards)).toBe('introduction.period');
  });
});

describe('an assessment without a status', () => {
  it('means that nobody has assessed', async () => {
    const { menuId } = await registry.place();
    const acted = await world.ask(AssessHostV1, { menuId }, registry.coordinator());
    expect(acted).toMatchObject({ state: 'not_assessed' });
  });
});
