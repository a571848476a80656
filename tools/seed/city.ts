import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '#libs/kernel';
import type { People } from '../people';
import type { AgreementEntry, CityFile, MenuEntry, ResourceEntry } from './city-format';
import { menuOf } from './city-format';
import { inLanes } from './lanes';
import { type KnownMenu, type KnownResource, menusOf, organizationsOf, resourcesOf } from './registry';

const SIDE_BY_SIDE = 6;
const AGREED_DAYS = 365;

export const readCityFile = (): CityFile =>
  JSON.parse(readFileSync(join(__dirname, 'sakurano.json'), 'utf8')) as CityFile;

/**
 * Enters organisations and resources as they would do it themselves: the coordinator registers an organisation
 * and approves, its own editor enters and reports. What is there already is left as it is, so that a seeding
 * that was broken off can be done again.
 */
export class CityClerk {
  private readonly orgIds = new Map<string, string>();

  constructor(
    private readonly people: People,
    /** Local day of the entries. */
    private readonly today: string,
  ) {}

  /** Ids by the keys of the file. */
  async enterOrganizations({ organizations }: CityFile): Promise<ReadonlyMap<string, string>> {
    const coordinator = this.people.as('COMMUNITY_COORDINATOR');
    const known = new Map((await organizationsOf(coordinator)).map(({ name, orgId }) => [name, orgId]));
    for (const { key, name, kind, website } of organizations) {
      const contact = website === undefined ? null : { website };
      const id = known.get(name) ?? (await coordinator.post('/organizations', { name, kind, contact })).id;
      this.orgIds.set(key, id);
    }
    return this.orgIds;
  }

  async enterPopulations({ populations }: CityFile): Promise<void> {
    const coordinator = this.people.as('COMMUNITY_COORDINATOR');
    for (const { areaCode, ...counted } of populations) {
      await coordinator.put(`/area-populations/${areaCode}`, counted);
    }
  }

  async enterResources({ resources }: CityFile): Promise<void> {
    const known = new Map((await resourcesOf(this.people.as('COMMUNITY_COORDINATOR'))).map((one) => [one.name, one]));
    await inLanes(resources, SIDE_BY_SIDE, (entry) => this.enterResource(entry, known.get(entry.name)));
  }

  private async enterResource(entry: ResourceEntry, known: KnownResource | undefined): Promise<void> {
    const editor = this.people.editor(this.orgOf(entry));
    const { name, type } = entry;
    const location = entry.at === null ? null : { lat: entry.at[0], lng: entry.at[1] };
    const resourceId =
      known?.resourceId ??
      (
        await editor.post('/resources', {
          orgId: this.orgOf(entry),
          ...{ name, type, location, addressConfidential: entry.confidential ?? false },
        })
      ).id;
    const menus = known ? await menusOf(editor, resourceId) : [];
    for (const menu of entry.menus) await this.enterMenu(entry, resourceId, menu, menus);
    await this.bringToState(entry, resourceId, known?.state ?? 'DRAFT');
  }

  private async enterMenu(
    entry: ResourceEntry,
    resourceId: string,
    menu: MenuEntry,
    known: readonly KnownMenu[],
  ): Promise<void> {
    const editor = this.people.editor(this.orgOf(entry));
    const menuId =
      known.find(({ name }) => name === menu.name)?.menuId ??
      (await editor.post(`/resources/${resourceId}/menus`, menuOf(menu))).id;
    if (menu.agreement) await this.agree(menuId, menu.agreement);
    if (menu.host) {
      const assessedOn = menu.host.status === 'not_assessed' ? null : this.today;
      const worker = this.people.as('PARTICIPATION_WORKER');
      await worker.put(`/menus/${menuId}/host-assessment`, { ...menu.host, assessedOn });
    }
    if (menu.places) {
      const report = { outOfSystem: null, ...menu.places, reportedAt: `${this.today}T09:00:00+09:00` };
      await editor.put(`/menus/${menuId}/availability`, report);
    }
  }

  private async agree(menuId: string, agreement: AgreementEntry): Promise<void> {
    const coordinator = this.people.as('COMMUNITY_COORDINATOR');
    const path = `/menus/${menuId}/out-of-system-agreements`;
    const { items } = await coordinator.get<{ readonly items: readonly unknown[] }>(path);
    if (items.length > 0) return;
    const term = { agreedOn: this.today, until: addDays(this.today, AGREED_DAYS) };
    await coordinator.post(path, { ...agreement, ...term });
  }

  private async bringToState(entry: ResourceEntry, resourceId: string, state: string): Promise<void> {
    const coordinator = this.people.as('COMMUNITY_COORDINATOR');
    const path = `/resources/${resourceId}`;
    if (state === 'DRAFT') await this.people.editor(this.orgOf(entry)).post(`${path}/submission`);
    if (['DRAFT', 'REVIEW'].includes(state)) await coordinator.post(`${path}/approval`);
    if (!['DRAFT', 'REVIEW', 'ACTIVE'].includes(state)) return;
    if (entry.public) await coordinator.post(`${path}/publication`, { agreedOn: this.today });
    if (entry.status === 'paused') await coordinator.post(`${path}/pause`, { resumesOn: null });
  }

  private orgOf({ org }: ResourceEntry): string {
    const id = this.orgIds.get(org);
    if (id === undefined) throw new Error(`The city has no organisation "${org}".`);
    return id;
  }
}

/** A menu of the seeded city by its name. */
export async function findMenu(people: People, resourceName: string, menuName: string): Promise<KnownMenu> {
  const coordinator = people.as('COMMUNITY_COORDINATOR');
  const resource = (await resourcesOf(coordinator)).find(({ name }) => name === resourceName);
  const menus = resource ? await menusOf(coordinator, resource.resourceId) : [];
  const menu = menus.find(({ name }) => name === menuName);
  if (!menu) throw new Error(`The city has no menu "${menuName}" at "${resourceName}". Was it seeded?`);
  return menu;
}
