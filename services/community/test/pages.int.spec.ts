import { ListOrganizationsV1, ListResourcesV1 } from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { Registry } from './registry-fixtures';

jest.setTimeout(60_000);

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

/** More than nine, so that the order of numbers and that of their texts differ. */
const MANY = 23;

async function allOf(
  list: typeof ListResourcesV1 | typeof ListOrganizationsV1,
  limit: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await world.ask(list, { limit, ...(cursor !== undefined && { cursor }) }, registry.coordinator());
    ids.push(...page.items.map((item) => ('resourceId' in item ? item.resourceId : item.orgId)));
    if (page.nextCursor === null) return ids;
    cursor = page.nextCursor;
  }
}

it('lists give every row once, in the order in which they were entered, whatever the page', async () => {
  const organizations: string[] = [];
  const resources: string[] = [];
  for (let number = 0; number < MANY; number += 1) {
    organizations.push(await registry.organization(`第${number}の会`));
    resources.push(await registry.resource(organizations.at(-1) ?? ''));
  }
  for (const limit of [1, 5, 100]) {
    expect(await allOf(ListOrganizationsV1, limit)).toEqual(organizations);
    expect(await allOf(ListResourcesV1, limit)).toEqual(resources);
  }
});
