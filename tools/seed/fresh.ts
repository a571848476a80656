import type { People } from '../people';
import { ifMissing } from '../until';
import { inLanes } from './lanes';
import { type KnownMenu, type KnownResource, menusOf, resourcesOf } from './registry';

const SIDE_BY_SIDE = 6;
const OPEN_TO_PEOPLE = ['ACTIVE', 'ACTIVE_PUBLIC'];

interface Report {
  readonly total: number;
  readonly used: number;
  readonly outOfSystem: { readonly slots: number; readonly used: number } | null;
}

/**
 * Every organisation says that its places are as described and how many are taken at `at`: what it said
 * last, and who came through us since.
 */
export async function confirmEverything(people: People, at: Date): Promise<void> {
  const resources = await resourcesOf(people.as('COMMUNITY_COORDINATOR'));
  await inLanes(
    resources.filter(({ state }) => OPEN_TO_PEOPLE.includes(state)),
    SIDE_BY_SIDE,
    (resource) => confirm(people, resource, at),
  );
}

async function confirm(people: People, resource: KnownResource, at: Date): Promise<void> {
  const { resourceId, orgId, name, type, location, addressConfidential } = resource;
  const editor = people.editor(orgId);
  await editor.put(`/resources/${resourceId}`, { name, type, location, addressConfidential });
  for (const menu of await menusOf(editor, resourceId)) await reportAnew(people, menu, at);
}

async function reportAnew(people: People, { menuId, orgId, capacityModel }: KnownMenu, at: Date): Promise<void> {
  if (capacityModel === 'open') return;
  const editor = people.editor(orgId);
  const last = await editor.get<Report>(`/menus/${menuId}/availability`).catch(ifMissing);
  const now = await people.as('PARTICIPATION_WORKER').get<Partial<Report>>(`/menus/${menuId}/capacity`);
  if (!last) return;
  const { total, outOfSystem } = last;
  const used = now.used ?? last.used;
  await editor.put(`/menus/${menuId}/availability`, { total, used, outOfSystem, reportedAt: at.toISOString() });
}
