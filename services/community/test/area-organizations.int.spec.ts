import {
  AssessHostV1,
  ReportAvailabilityFreshnessV1,
  ReportAvailabilityV1,
  ReportOrganizationLoadV1,
} from '#libs/contracts';
import { localDay } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { Registry } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;
const today = localDay(new Date());

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const coordinator = () => registry.coordinator();

describe('what organisations say', () => {
  it('is as fresh as their last reports; the interval is the median of the fiscal year', async () => {
    const before = await world.ask(ReportAvailabilityFreshnessV1, { fiscalYear: 2026 }, coordinator());
    const { orgId, menuId, resourceId } = await registry.place();
    await registry.menu(resourceId);
    await registry.menu(resourceId, { capacityModel: 'open' });
    const report = (reportedAt: string) =>
      world.ask(ReportAvailabilityV1, { menuId, total: 6, used: 6, reportedAt }, coordinator());
    for (const day of ['2026-03-20', '2026-03-31', '2026-04-10', '2026-04-14', '2026-05-14']) {
      await report(`${day}T09:00:00+09:00`);
    }
    await report('2026-04-20T09:00:00+09:00');
    const after = await world.ask(ReportAvailabilityFreshnessV1, { fiscalYear: 2026 }, coordinator());
    expect(after.items.find((item) => item.orgId === orgId)).toEqual({
      ...{ orgId, name: 'さくらの会', counted: 2, fresh: 0, aging: 0, stale: 1, never: 1, freshShare: 0 },
      ...{ medianIntervalDays: 10, intervals: 3 },
    });
    expect(after).toMatchObject({ fiscalYear: 2026, countedOn: today, counted: before.counted + 2 });
    const year = await world.ask(ReportAvailabilityFreshnessV1, { fiscalYear: 2025 }, coordinator());
    expect(year.items.find((item) => item.orgId === orgId)).toMatchObject({ medianIntervalDays: 11, intervals: 1 });
  });

  it('shows how much they have taken on, without numbers of very few people', async () => {
    const { orgId, menuId } = await registry.place();
    const few = await registry.place();
    const report = (id: string, total: number, used: number) =>
      world.ask(ReportAvailabilityV1, { menuId: id, total, used, reportedAt: new Date().toISOString() }, coordinator());
    await report(menuId, 10, 9);
    await report(few.menuId, 5, 2);
    await world.ask(AssessHostV1, { menuId, status: 'ready', maxConcurrent: 5, current: 6 }, coordinator());
    const { items } = await world.ask(ReportOrganizationLoadV1, { limit: 100 }, coordinator());
    expect(items.find((item) => item.orgId === orgId)).toMatchObject({
      ...{ menus: 1, places: 10, taken: 9, ratio: 0.9, load: 'nearly_full', suppressed: false },
      ...{ hostLimit: 5, hosted: 6, hostLoad: 'over' },
    });
    expect(items.find((item) => item.orgId === few.orgId)).toMatchObject({
      ...{ places: 5, taken: null, ratio: null, load: 'room', suppressed: true, hostLoad: 'unknown' },
    });
  });
});
