import { resetClock, setClock } from './clock';
import { People } from './people';
import type { Hook } from './running-system';
import { step } from './say';
import { CityClerk, readCityFile } from './seed/city';
import { firstDay, momentOf } from './seed/days';
import { NeighbourhoodClerk } from './seed/neighbourhood';

/**
 * Enters the fictional city さくら野市 through the public API, as of the Monday on which the story begins,
 * some months ago. The story brings it up to today.
 */
export const seed: Hook = async (system) => {
  const city = readCityFile();
  const today = firstDay(new Date());
  const people = new People(system);
  const clerk = new CityClerk(people, today);
  await setClock(system.databases, system.tenant, momentOf(today, '09:00'));
  try {
    await step(`the population of ${city.populations.length} areas`, () => clerk.enterPopulations(city));
    const orgIds = await step(`${city.organizations.length} organisations`, () => clerk.enterOrganizations(city));
    await step(`${city.resources.length} resources, their menus, hosts and free places`, () =>
      clerk.enterResources(city),
    );
    await step('areas, a hub, a group and the watch network', () =>
      new NeighbourhoodClerk(people, city, orgIds, today).enter(),
    );
    for (const [role, key] of Object.entries(DEMO_ORGANISATIONS)) system.setOrganisation(role, orgIds.get(key) ?? '');
  } finally {
    await resetClock(system.databases, system.tenant);
  }
};

/** For which organisations the demo accounts speak, by the keys of the file. */
const DEMO_ORGANISATIONS = { PROVIDER_STAFF: 'kawasemi', REGISTRY_EDITOR: 'shakyo' } as const;
