import { addDays } from '#libs/kernel';
import type { Api } from '../api';
import type { People } from '../people';
import type { CityFile } from './city-format';
import { all, resourcesOf } from './registry';

interface Named {
  readonly name: string;
}

/**
 * What residents do in the city: areas, a group that begins a みんなの食堂, the hub where it meets, and the shops of the
 * watch network. What is there already is left as it is.
 */
export class NeighbourhoodClerk {
  private readonly coordinator: Api;
  private readonly areaIds = new Map<string, string>();

  constructor(
    people: People,
    private readonly city: CityFile,
    private readonly orgIds: ReadonlyMap<string, string>,
    /** Local day of the entries. */
    private readonly today: string,
  ) {
    this.coordinator = people.as('COMMUNITY_COORDINATOR');
  }

  async enter(): Promise<void> {
    await this.enterAreas();
    await this.enterHub(await this.enterGroup());
    await this.enterWatchNetwork();
  }

  private async enterAreas(): Promise<void> {
    const known = await all<{ readonly areaId: string; readonly code: string }>(this.coordinator, '/areas');
    for (const { outline, ...area } of this.city.neighbourhood.areas) {
      const areaId =
        known.find(({ code }) => code === area.code)?.areaId ??
        (await this.coordinator.post('/areas', { ...area, parentIds: [], validFrom: this.today })).id;
      this.areaIds.set(area.code, areaId);
      const ring = [...outline, ...outline.slice(0, 1)];
      await this.coordinator.put(`/areas/${areaId}/boundary`, { boundary: { type: 'Polygon', coordinates: [ring] } });
    }
  }

  /** From the first question over what they were told to the first day on which they cooked. */
  private async enterGroup(): Promise<string> {
    const { group, grantInfo } = this.city.neighbourhood;
    const known = await all<Named & { readonly groupId: string }>(this.coordinator, '/supported-groups');
    const before = known.find(({ name }) => name === group.name);
    if (before) return before.groupId;
    const since = this.ago(group.sinceDaysAgo);
    const { id: infoId } = await this.coordinator.post('/grant-infos', { ...grantInfo, validFrom: since });
    const { name, kind } = group;
    const areaId = this.areaIds.get(group.area) ?? null;
    const { id: groupId } = await this.coordinator.post('/supported-groups', { name, kind, areaId, since });
    const contacts = group.contacts.map(({ daysAgo, informs, ...contact }) => ({
      ...{ ...contact, on: this.ago(daysAgo) },
      infoIds: informs === true ? [infoId] : [],
    }));
    await this.coordinator.post(`/supported-groups/${groupId}/contacts`, { contacts });
    for (const { step, daysAgo } of group.steps)
      await this.coordinator.post(`/supported-groups/${groupId}/steps`, { step, on: this.ago(daysAgo) });
    return groupId;
  }

  private async enterHub(groupId: string): Promise<void> {
    const { hub } = this.city.neighbourhood;
    const { name, type, openingForm, mandatoryPrograms } = hub;
    const known = await all<Named & { readonly hubId: string }>(this.coordinator, '/hubs');
    if (known.some((one) => one.name === name)) return;
    const place = (await resourcesOf(this.coordinator)).find((resource) => resource.name === hub.resource);
    const { id: hubId } = await this.coordinator.post('/hubs', {
      ...{ name, type, openingForm, mandatoryPrograms, orgId: this.orgIds.get(hub.org) },
      ...{ resourceId: place?.resourceId ?? null, areaId: this.areaIds.get(hub.area) ?? null },
    });
    for (const { daysAgo, ofTheGroup, ...visits } of hub.days) {
      const activities = ofTheGroup === true ? [{ groupId, times: 1 }] : [];
      await this.coordinator.put(`/hubs/${hubId}/days/${this.ago(daysAgo)}`, { ...visits, open: true, activities });
    }
  }

  private async enterWatchNetwork(): Promise<void> {
    const known = await all<{ readonly orgId: string }>(this.coordinator, '/watch-agreements');
    for (const key of this.city.neighbourhood.watchNetwork) {
      const orgId = this.orgIds.get(key);
      if (known.some((agreement) => agreement.orgId === orgId)) continue;
      await this.coordinator.post('/watch-agreements', { orgId, signedOn: this.today });
    }
  }

  private ago(days: number): string {
    return addDays(this.today, -days);
  }
}
