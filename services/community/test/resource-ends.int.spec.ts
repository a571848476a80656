import {
  AssessHostV1,
  CloseResourceV1,
  ListCoordinatorTasksV1,
  ListFedMenusV1,
  ListOrganizationTasksV1,
  MenuChangedV1,
  MenuOverCommittedV1,
  MergeResourceV1,
  ReportAvailabilityV1,
  UnmergeResourceV1,
} from '#libs/contracts';
import { addDays } from '#libs/kernel';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { DaysPassedTimer } from '../src/timers/days-passed.timer';
import { MenuLooksTimer } from '../src/timers/menu-looks.timer';
import { type Place, Registry, TODAY } from './registry-fixtures';

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

let ahead = 0;
const days = async (count: number): Promise<void> => {
  ahead += count;
  await world.moveClock({ days: count });
  const app = world.services[0]?.app;
  await app?.get(DaysPassedTimer).run();
  await app?.get(MenuLooksTimer).pass();
};
afterEach(async () => {
  await world.moveClock({ days: -ahead });
  ahead = 0;
});

const PROVIDER = (orgId: string) => world.actor('PROVIDER_STAFF', { orgId });
const report = ({ orgId, menuId }: Place) =>
  world.ask(
    ReportAvailabilityV1,
    { menuId, total: 2, used: 1, reportedAt: `${TODAY}T00:00:00+09:00` },
    PROVIDER(orgId),
  );
const commit = ({ menuId }: Place, version: number) =>
  world.hears(MenuOverCommittedV1, { menuId, promised: 3, total: 2, version });
/** What anybody is asked about the place, by kind. */
const asked = async ({ orgId, menuId, resourceId }: Place): Promise<readonly string[]> => {
  const own = await world.ask(ListOrganizationTasksV1, { orgId, limit: 100 }, registry.coordinator());
  const others = await world.ask(ListCoordinatorTasksV1, { limit: 100 }, world.actor('DECISION_MAKER'));
  const about = others.items.filter((task) => task.menuId === menuId || task.resourceId === resourceId);
  return [...own.items, ...about].map(({ kind }) => kind).sort();
};
const expected = async ({ orgId, menuId }: Place): Promise<boolean | undefined> => {
  const { items } = await world.ask(ListFedMenusV1, { orgId }, PROVIDER(orgId));
  return items.find((item) => item.menuId === menuId)?.needsReports;
};
const stateSeen = async ({ menuId }: Place) => (await registry.facts(menuId)).resourceState;
const lastSaid = async ({ menuId }: Place): Promise<number | undefined> =>
  (await world.said(MenuChangedV1)).filter((event) => event.menuId === menuId).at(-1)?.version;
const EVERYTHING = ['assess_host', 'confirm_resource', 'over_committed', 'renew_agreement', 'update_availability'];

/** A place that is asked for everything that a place can be asked for. */
async function busyPlace(): Promise<Place> {
  const place = await registry.place();
  await report(place);
  await world.ask(AssessHostV1, { menuId: place.menuId, status: 'ready', assessedOn: TODAY }, registry.coordinator());
  await registry.agree(place.menuId, addDays(TODAY, 370));
  await commit(place, 5);
  await days(366);
  expect(await asked(place)).toEqual(EVERYTHING);
  expect(await expected(place)).toBe(true);
  return place;
}

/** Nothing more comes of it, whatever happens. */
async function staysQuiet(place: Place): Promise<void> {
  expect(await asked(place)).toEqual([]);
  expect(await expected(place)).toBe(false);
  await commit(place, 6);
  await days(400);
  expect(await asked(place)).toEqual([]);
}

describe('of a place that is over', () => {
  it('nobody is asked anything any more once it is closed', async () => {
    const place = await busyPlace();
    await world.ask(CloseResourceV1, { resourceId: place.resourceId }, registry.coordinator());
    await staysQuiet(place);
  });

  it('no report is asked for that grows old after it was closed', async () => {
    const place = await registry.place();
    await report(place);
    await world.ask(CloseResourceV1, { resourceId: place.resourceId }, registry.coordinator());
    await staysQuiet(place);
  });

  it('nobody is asked, and nobody is led there, while it is merged into another; everybody hears of both', async () => {
    const [place, head] = [await busyPlace(), await registry.place()];
    const { resourceId } = place;
    expect(await stateSeen(place)).toBe('NEEDS_UPDATE');
    const before = (await lastSaid(place)) ?? 0;
    await world.ask(MergeResourceV1, { resourceId, intoResourceId: head.resourceId }, registry.coordinator());
    expect([await stateSeen(place), await stateSeen(head)]).toEqual(['CLOSED', 'ACTIVE']);
    expect(await lastSaid(place)).toBe(before + 1);
    expect((await registry.facts(place.menuId)).version).toBe(before + 1);
    await staysQuiet(place);
    const after = (await lastSaid(place)) ?? 0;
    await world.ask(UnmergeResourceV1, { resourceId }, registry.coordinator());
    expect(await stateSeen(place)).toBe('NEEDS_UPDATE');
    expect(await lastSaid(place)).toBe(after + 1);
    expect(await expected(place)).toBe(true);
  });
});
