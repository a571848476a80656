import {
  AvailabilityReportedV1,
  ListOrganizationTasksV1,
  MenuOverCommittedV1,
  MenuRoomAgainV1,
  ReadAvailabilityV1,
  ReportAvailabilityV1,
} from '#libs/contracts';
import { addDays, localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
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
    const counts = { total: 10, used: 4, outOfSystem: { slots: 2, used: 1 }, unit: 'person', sessions: null };
    const whole = { menuId: place.menuId, ...counts, version: 1 };
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

describe('a report session by session', () => {
  const sessions = [
    { day: 'mon' as const, from: '10:00', to: '12:00', total: 5, used: 3, outOfSystem: { slots: 2, used: 1 } },
    { day: 'thu' as const, from: '13:00', to: '15:00', total: 3, used: 2, outOfSystem: null },
  ];
  const bySession = (place: Place, given: Partial<ReportAvailabilityV1>) =>
    world.ask(
      ReportAvailabilityV1,
      { menuId: place.menuId, reportedAt: dayOf(0), unit: 'family', sessions, ...given },
      world.actor('PROVIDER_STAFF', { orgId: place.orgId }),
    );

  it('travels whole, with its sums', async () => {
    const place = await registry.place();
    expect(await bySession(place, {})).toMatchObject({ state: 'FRESH', version: 1 });
    const whole = { total: 8, used: 5, outOfSystem: { slots: 2, used: 1 }, unit: 'family', sessions };
    expect(await saidOf(place.menuId)).toEqual([expect.objectContaining(whole)]);
    expect(await read(place.menuId)).toMatchObject({ ...whole, overCapacity: false, outOfSystemOver: false });
  });

  it('is refused where it contradicts itself or says nothing', async () => {
    const place = await registry.place();
    expect(await codeOf(bySession(place, { total: 9 }))).toBe('availability.sums-differ');
    expect(await codeOf(bySession(place, { sessions: [...sessions, ...sessions] }))).toBe('availability.session-twice');
    expect(await codeOf(bySession(place, { sessions: [] }))).toBe('fields.invalid');
    expect(await codeOf(bySession(place, { sessions: null }))).toBe('fields.invalid');
    expect(await saidOf(place.menuId)).toEqual([]);
  });
});

describe('a menu that is promised beyond its places', () => {
  it('is a task no more when there is room for all again, whichever word comes last', async () => {
    const { orgId, menuId } = await registry.place();
    await world.hears(MenuOverCommittedV1, { menuId, promised: 3, total: 2, version: 5 });
    await world.hears(MenuRoomAgainV1, { menuId, version: 4 });
    expect(await tasksOf(orgId)).toHaveLength(1);
    await world.hears(MenuRoomAgainV1, { menuId, version: 7 });
    await world.hears(MenuOverCommittedV1, { menuId, promised: 3, total: 2, version: 6 });
    expect(await tasksOf(orgId)).toEqual([]);
    expect(await tasksOf(orgId, 'DONE')).toEqual([expect.objectContaining({ kind: 'over_committed', menuId })]);
    await world.hears(MenuOverCommittedV1, { menuId, promised: 4, total: 2, version: 9 });
    expect(await tasksOf(orgId)).toHaveLength(1);
  });

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
