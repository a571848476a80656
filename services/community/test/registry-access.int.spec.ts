import {
  ApproveResourceV1,
  CloseResourceV1,
  ListOrganizationsV1,
  ListOrganizationTasksV1,
  ListResourcesV1,
  PauseResourceV1,
  ReadMenuV1,
  ReadOrganizationV1,
  ReadResourceV1,
  RegisterResourceV1,
  ReplaceMenuV1,
  SubmitResourceV1,
} from '#libs/contracts';
import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { codeOf, Registry } from './registry-fixtures';

const NEIGHBOUR = '990027';
let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

describe("an organisation's own people", () => {
  it('enter and see what is theirs; all else is missing to them', async () => {
    const ours = await registry.organization();
    const theirs = await registry.place();
    const editor = world.actor('REGISTRY_EDITOR', { orgId: ours });
    const { id: resourceId } = await world.ask(RegisterResourceV1, { orgId: ours, name: '部屋' }, editor);
    await world.ask(SubmitResourceV1, { resourceId }, editor);

    expect(await codeOf(world.ask(ApproveResourceV1, { resourceId }, editor))).toBe('role.refused');
    expect(await codeOf(world.ask(RegisterResourceV1, { orgId: theirs.orgId, name: '部屋' }, editor))).toBe(
      'organization.not-found',
    );
    const { resourceId: other, menuId, orgId } = theirs;
    expect(await codeOf(world.ask(PauseResourceV1, { resourceId: other }, editor))).toBe('resource.not-found');
    expect(await codeOf(world.ask(ReplaceMenuV1, { menuId, name: 'x' }, editor))).toBe('menu.not-found');
    expect(await codeOf(world.ask(ReadMenuV1, { menuId }, editor))).toBe('menu.not-found');
    expect(await codeOf(world.ask(ListOrganizationTasksV1, { orgId }, editor))).toBe('organization.not-found');
    expect(await codeOf(world.ask(ReadOrganizationV1, { orgId }, editor))).toBe('organization.not-found');

    const seen = await world.ask(ListResourcesV1, {}, editor);
    expect(seen.items.map((item) => item.resourceId)).toEqual([resourceId]);
    const organizations = await world.ask(ListOrganizationsV1, {}, editor);
    expect(organizations.items.map((item) => item.orgId)).toEqual([ours]);
  });
});

describe('another municipality', () => {
  it('sees nothing', async () => {
    const { resourceId, menuId } = await registry.place();
    const stranger = world.actor('COMMUNITY_COORDINATOR', { tenant: NEIGHBOUR });
    expect(await codeOf(world.ask(ReadResourceV1, { resourceId }, stranger))).toBe('resource.not-found');
    expect(await codeOf(world.ask(CloseResourceV1, { resourceId }, stranger))).toBe('resource.not-found');
    expect(await codeOf(registry.facts(menuId, NEIGHBOUR))).toBe('menu.not-found');
    expect(await world.ask(ListResourcesV1, {}, stranger)).toEqual({ items: [], nextCursor: null });
  });
});

describe('a list', () => {
  it('comes in pages that neither repeat nor lose anything', async () => {
    const orgId = await registry.organization();
    const entered: string[] = [];
    for (let count = 0; count < 5; count += 1) entered.push(await registry.resource(orgId));

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof pageAfter>> = await pageAfter(cursor);
      seen.push(...page.items.map(({ resourceId }) => resourceId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(entered);
    expect(await codeOf(world.ask(ListResourcesV1, { cursor: 'もどき' }, registry.coordinator()))).toBe(
      'cursor.invalid',
    );

    function pageAfter(after: string | null) {
      const from = after === null ? {} : { cursor: after };
      return world.ask(ListResourcesV1, { orgId, limit: 2, ...from }, registry.coordinator());
    }
  });
});
