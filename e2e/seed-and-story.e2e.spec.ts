import { readClock } from '../tools/clock';
import type { Capacity, ListOf } from '../tools/answers';
import { seed } from '../tools/seed';
import { findMenu } from '../tools/seed/city';
import { tellStory } from '../tools/story/tell';
import { World } from './world';

jest.setTimeout(240_000);

describe('the city that a newcomer sees', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start();
  });

  afterAll(() => world.stop());

  it('is seeded once, however often, tells its story, and is of today afterwards', async () => {
    await seed(world.system);
    await seed(world.system);
    const coordinator = world.people.as('COMMUNITY_COORDINATOR');
    expect((await coordinator.get<ListOf<unknown>>('/organizations?limit=100')).items).toHaveLength(12);
    expect((await coordinator.get<ListOf<unknown>>('/resources?limit=100')).items).toHaveLength(41);
    const areas = (await coordinator.get<ListOf<{ areaId: string }>>('/areas')).items;
    expect(areas).toHaveLength(2);
    for (const path of ['/hubs', '/supported-groups', '/grant-infos'])
      expect((await coordinator.get<ListOf<unknown>>(path)).items).toHaveLength(1);
    expect((await coordinator.get<ListOf<unknown>>('/watch-agreements')).items).toHaveLength(3);

    const lines: string[] = [];
    await tellStory(world.system, (line) => lines.push(line));
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.length).toBeLessThan(70);
    const told = lines.join('\n');
    expect(told).toContain('得意なこと(修理)が活きます。');
    expect(told).toContain('本人が避けたいことが含まれています。');
    expect(told).not.toMatch(/undefined|null|NaN|小暮|000-0000/);

    expect(Math.abs((await readClock(world.system.databases, '990019')).getTime() - Date.now())).toBeLessThan(5_000);
    const bicycles = await findMenu(world.people, '自転車のかわせみ 作業場', '修理の手伝い(奥の作業台)');
    const today = await world.capacityWhen(bicycles.menuId, isFromToday);
    expect(today).toMatchObject({ total: 2, used: 1, held: 0, free: 1 });
    const placements = await world.people.as('CSW').get<ListOf<{ state: string; holdsPlace: boolean }>>('/placements');
    expect(placements.items).toMatchObject([{ state: 'SUPPORT_CLOSED', holdsPlace: true }]);
    const cases = await world.people.as('CSW').get<ListOf<{ state: string }>>('/cases');
    expect(cases.items).toMatchObject([{ state: 'CLOSED' }]);

    // Each place with an address that may be known lies in one of the two areas, and each area has a profile.
    const profiles = await Promise.all(areas.map(({ areaId }) => coordinator.get<Profile>(`/areas/${areaId}/profile`)));
    const counted = profiles.map(({ register }) => register.resources);
    expect(counted.every((resources) => resources > 5)).toBe(true);
    expect(profiles.map(({ activities }) => activities.hubs.hubs)).toEqual([1, 0]);
  });
});

interface Profile {
  readonly register: { readonly resources: number };
  readonly activities: { readonly hubs: { readonly hubs: number } };
}

const isFromToday = ({ reportedAt }: Capacity): boolean =>
  reportedAt !== null && Date.now() - Date.parse(reportedAt) < 86_400_000;
