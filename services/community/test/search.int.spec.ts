import {
  CorrectResourceV1,
  type FoundResourcesAnswer,
  ListMissedSearchesV1,
  type ResourceDescription,
  SearchResourcesV1,
} from '#libs/contracts';
import { eventually, serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { COMMUNITY } from '../src/community.module';
import { Registry, TODAY } from './registry-fixtures';

jest.setTimeout(60_000);

let world: ServiceWorld;
let registry: Registry;

beforeAll(async () => {
  world = await serviceUnderTest(COMMUNITY);
  registry = new Registry(world);
}, 120_000);
afterAll(() => world.stop(), 30_000);

const HERE = { lat: 35.67, lng: 139.77 };
const OPEN_ALWAYS = {
  weekly: (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const).map((day) => ({
    day,
    from: '00:00',
    to: '24:00',
  })),
  holidays: 'open' as const,
  note: null,
};

const search = (wish: Partial<SearchResourcesV1>, actor = world.actor('CSW')): Promise<FoundResourcesAnswer> =>
  world.ask(SearchResourcesV1, wish, actor);
const namesIn = ({ items }: FoundResourcesAnswer): readonly string[] => items.map(({ name }) => name);

/** Replicas follow within a second. */
const settled = (query: string, names: readonly string[]): Promise<unknown> =>
  eventually(`${query} to find ${names.join()}`, async () => {
    expect(namesIn(await search({ query }))).toEqual(names);
    return true;
  });

async function enter(
  given: Partial<ResourceDescription>,
): Promise<{ readonly orgId: string; readonly resourceId: string }> {
  const orgId = await registry.organization('みなとの会');
  const resourceId = await registry.resource(orgId, given);
  await registry.activate(resourceId);
  return { orgId, resourceId };
}

it('finds a place however it is spelled, as it is called now', async () => {
  const { resourceId, orgId } = await enter({
    name: '木工カフェ',
    nameKana: 'モッコウカフェ',
    location: HERE,
    hours: OPEN_ALWAYS,
  });
  await settled('もつこうかふえ', ['木工カフェ']);
  const found = await search({ query: '木工', near: { ...HERE, maxMeters: 100 }, openNow: true });
  expect(found).toMatchObject({
    total: 1,
    nextCursor: null,
    items: [{ resourceId, orgId, distanceMeters: 0, openNow: true, organizationName: 'みなとの会' }],
  });
  await world.ask(CorrectResourceV1, { resourceId, name: '陶芸カフェ', type: 'place' }, registry.coordinator());
  await settled('陶芸', ['陶芸カフェ']);
  expect((await search({ query: '木工' })).total).toBe(0);
  await registry.menu(resourceId, { name: '和だいこの日', purposes: ['role'] });
  await settled('和ダイコ', ['陶芸カフェ']);
  expect(namesIn(await search({ query: '和だいこ', purpose: 'role' }))).toEqual(['陶芸カフェ']);
});

it('goes on page by page', async () => {
  for (const number of ['い', 'ろ', 'は']) await enter({ name: `写経の間${number}` });
  await eventually('all three', async () => (await search({ query: '写経' })).total === 3);
  const first = await search({ query: '写経', limit: 2 });
  const second = await search({ query: '写経', limit: 2, cursor: first.nextCursor ?? '' });
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
  expect([...namesIn(first), ...namesIn(second)].sort()).toEqual(['写経の間い', '写経の間は', '写経の間ろ']);
});

it('never says where a shelter is outside its circle', async () => {
  const { orgId } = await enter({ name: 'とまり木', type: 'shelter', location: HERE, address: '月見町一丁目2番3号' });
  await settled('とまり木', ['とまり木']);
  expect((await search({ query: 'とまり木' })).items[0]).toMatchObject({ address: null, distanceMeters: null });
  expect((await search({ query: '月見町' })).total).toBe(0);
  const near = { ...HERE, maxMeters: 1_000 };
  expect((await search({ query: 'とまり木', near })).total).toBe(0);
  expect((await search({ query: 'とまり木', near }, registry.coordinator())).total).toBe(1);
  const own = world.actor('PROVIDER_STAFF', { orgId });
  expect((await search({ query: 'とまり木', near }, own)).items[0]).toMatchObject({ address: '月見町一丁目2番3号' });
  const other = world.actor('PROVIDER_STAFF', { orgId: await registry.organization() });
  expect((await search({ query: 'とまり木' }, other)).total).toBe(0);
});

it('counts what was not found by its codes, and keeps no word of it', async () => {
  const missed = () => world.ask(ListMissedSearchesV1, { from: TODAY, to: TODAY }, registry.coordinator());
  await search({ query: 'ミシンを習う 山田花子', type: 'salon' });
  await search({ query: 'ミシンを習う 佐藤太郎', type: 'salon' });
  await search({ query: '' });
  const { items } = await missed();
  expect(items.filter(({ type }) => type === 'salon')).toEqual([
    { terms: expect.any(Array), areaId: null, type: 'salon', purpose: null, searches: 2 },
  ]);
  const rows = await world.sql('SELECT missed_searches::text AS row FROM missed_searches');
  expect(JSON.stringify(rows)).not.toMatch(/山田|佐藤|ミシン|みしん/);
  await expect(
    world.ask(ListMissedSearchesV1, { from: TODAY, to: '2020-01-01' }, registry.coordinator()),
  ).rejects.toMatchObject({ code: 'missed-searches.period' });
});
