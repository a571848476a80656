import {
  AssessHostV1,
  AvailabilityReportedV1,
  CompleteResourceDevelopmentV1,
  ListOrganizationTasksV1,
  ListResourceDevelopmentsV1,
  MenuOverCommittedV1,
  ReadAvailabilityV1,
  RecordIntroductionV1,
  ReportAvailabilityV1,
  SummarizeIntroductionsV1,
  UnmetNeedRecordedV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { randomUUID } from 'node:crypto';
import { COMMUNITY } from '../src/community.module';
import { DaysPassedTimer } from '../src/timers/days-passed.timer';
import { codeOf, type Place, refusal, Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
let moved = 0;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const dayOf = (offset: number): string => addDays(localDay(new Date()), moved + offset);
const report = ({ orgId, menuId }: Place, given: Partial<ReportAvailabilityV1>, ifMatch?: number) =>
  world.ask(
    ReportAvailabilityV1,
    { menuId, total: 10, used: 4, ...given },
    world.actor('PROVIDER_STAFF', { orgId }),
    ifMatch === undefined ? {} : { ifMatch },
  );
const read = (menuId: string) => world.ask(ReadAvailabilityV1, { menuId }, registry.coordinator());
const saidOf = async (menuId: string) =>
  (await world.said(AvailabilityReportedV1)).filter((event) => event.menuId === menuId);
const days = () => world.services[0]?.app.get(DaysPassedTimer).run();
const tasksOf = async (orgId: string, state: 'OPEN' | 'DONE' = 'OPEN') =>
  (await world.ask(ListOrganizationTasksV1, { orgId, state }, registry.coordinator())).items;

describe('a report of free places', () => {
  it('travels whole and is kept with its places outside the scheme', async () => {
    const place = await registry.place();
    const acted = await report(place, { outOfSystem: { slots: 2, used: 1 }, reportedAt: dayOf(0) });

    expect(acted).toEqual({ id: place.menuId, state: 'FRESH', version: 1 });
    const whole = { menuId: place.menuId, total: 10, used: 4, outOfSystem: { slots: 2, used: 1 }, version: 1 };
    const reportedAt = new Date(`${dayOf(0)}T00:00:00+09:00`).toISOString();
    expect(await saidOf(place.menuId)).toEqual([{ ...whole, reportedAt, freshness: 'FRESH' }]);
    expect(await read(place.menuId)).toEqual({
      ...whole,
      reportedAt,
      state: 'FRESH',
      overCapacity: false,
      outOfSystemOver: false,
    });
  });

  it('of the future is refused with the field and the mend', async () => {
    const place = await registry.place();
    const refused = await refusal(report(place, { reportedAt: dayOf(1) }));
    expect(refused).toMatchObject({ code: 'availability.future', status: 422, fields: [{ field: 'reportedAt' }] });
    expect(refused.fields[0]?.mend).toMatch(/今日まで/);
    expect(await saidOf(place.menuId)).toEqual([]);
  });

  it('that is not newer than the last is acknowledged and not applied', async () => {
    const place = await registry.place();
    await report(place, { reportedAt: dayOf(-1) });
    for (const reportedAt of [dayOf(-1), dayOf(-2)]) {
      const acted = await report(place, { total: 1, used: 1, reportedAt });
      expect(acted).toEqual({ id: place.menuId, state: 'NOT_APPLIED', version: 1 });
    }
    expect(await read(place.menuId)).toMatchObject({ total: 10, version: 1 });
    expect(await saidOf(place.menuId)).toHaveLength(1);
  });

  it('that is old and the first is accepted, at its age', async () => {
    const [aging, stale] = [await registry.place(), await registry.place()];
    expect(await report(aging, { reportedAt: dayOf(-20) })).toMatchObject({ state: 'AGING', version: 1 });
    expect(await report(stale, { reportedAt: dayOf(-60) })).toMatchObject({ state: 'STALE', version: 1 });
    expect(await codeOf(report(stale, { reportedAt: '0001-01-01' }))).toBe('fields.invalid');
    expect((await saidOf(stale.menuId))[0]).toMatchObject({ freshness: 'STALE' });
  });

  it('of more than there are is accepted and shown', async () => {
    const place = await registry.place();
    await report(place, { total: 40, used: 43, outOfSystem: { slots: 1, used: 2 }, reportedAt: dayOf(0) });
    expect(await read(place.menuId)).toMatchObject({ overCapacity: true, outOfSystemOver: true, used: 43 });
  });

  it('is not for open places, nor from the people of another organisation; the coordinator may write it down', async () => {
    const open = await registry.place({ capacityModel: 'open' });
    const unknown = await registry.place({ capacityModel: null });
    const input = { total: 3, used: 1, reportedAt: dayOf(0) };
    expect(await codeOf(report(open, input))).toBe('availability.open-needs-none');
    expect(await codeOf(read(open.menuId))).toBe('availability.not-found');
    expect(await codeOf(report({ ...unknown, orgId: open.orgId }, input))).toBe('menu.not-found');
    const { menuId } = unknown;
    const byPhone = world.ask(ReportAvailabilityV1, { menuId, ...input }, registry.coordinator());
    expect(await byPhone).toMatchObject({ state: 'FRESH' });
  });

  it('on an older version than there is is refused', async () => {
    const place = await registry.place();
    await report(place, { reportedAt: dayOf(-2) }, 0);
    await report(place, { reportedAt: dayOf(-1) }, 1);
    expect(await codeOf(report(place, { reportedAt: dayOf(0) }, 1))).toBe('stale-version');
  });

  it('racing with others leaves the newest', async () => {
    const place = await registry.place();
    const offsets = [-5, -1, -9, -3, -7, 0, -2];
    await Promise.all(
      offsets.map((offset) => report(place, { total: 20 + offset, used: 0, reportedAt: dayOf(offset) })),
    );
    expect(await read(place.menuId)).toMatchObject({ total: 20 });
    const said = await saidOf(place.menuId);
    expect(said.at(-1)).toMatchObject({ total: 20, version: said.length });
  });

  it('ages with the days, and the organisation is asked for a new one', async () => {
    const place = await registry.place();
    await report(place, { reportedAt: dayOf(0) });
    await world.moveClock({ days: 15 });
    moved += 15;
    await Promise.all([days(), days()]);
    expect(await read(place.menuId)).toMatchObject({ state: 'AGING', version: 2 });
    await world.moveClock({ days: 16 });
    moved += 16;
    await days();
    expect(await read(place.menuId)).toMatchObject({ state: 'STALE', version: 3 });
    expect(await tasksOf(place.orgId)).toEqual([expect.objectContaining({ kind: 'update_availability' })]);

    expect(await report(place, { reportedAt: dayOf(0) })).toMatchObject({ state: 'FRESH', version: 4 });
    expect(await tasksOf(place.orgId)).toEqual([]);
    expect(await tasksOf(place.orgId, 'DONE')).toHaveLength(1);
    expect((await saidOf(place.menuId)).map(({ version }) => version)).toEqual([1, 4]);
  });
});

describe('a menu that is promised beyond its places', () => {
  it('becomes a task of the organisation; an older word and a repetition change nothing', async () => {
    const { orgId, menuId } = await registry.place();
    const event = { menuId, promised: 3, total: 2, version: 5 };
    const id = await world.hears(MenuOverCommittedV1, event);
    await world.hears(MenuOverCommittedV1, event, { id });
    await world.hears(MenuOverCommittedV1, { ...event, promised: 9, version: 4 });
    await world.hears(MenuOverCommittedV1, { ...event, promised: 4, version: 6 });
    expect(await tasksOf(orgId)).toEqual([
      expect.objectContaining({ kind: 'over_committed', menuId, promised: 4, total: 2, state: 'OPEN' }),
    ]);
  });
});

describe('a need that nothing fits', () => {
  it('becomes a place to be developed, once, and ends with the menu that came of it', async () => {
    const { menuId } = await registry.place();
    const sought = {
      purposes: ['place'],
      modes: ['in_person'],
      supportRequired: ['watch_over'],
      days: ['sat'],
      blockedBy: ['SCHEDULE_NO_OVERLAP'],
    };
    const unmetNeedId = randomUUID();
    await world.hears(UnmetNeedRecordedV1, { unmetNeedId, ...sought, version: 2 });
    await world.hears(UnmetNeedRecordedV1, { unmetNeedId, ...sought, days: ['sun'], version: 1 });

    const worker = registry.coordinator();
    const list = (state: 'OPEN' | 'COMPLETED') => world.ask(ListResourceDevelopmentsV1, { state }, worker);
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
