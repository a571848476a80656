import { Api, kept } from '../api';
import type { RunningSystem } from '../running-system';
import { CONSULTATION } from './consultation';

/** One of each thing that routes name, in another municipality; `word` stands in every name and text of it. */
export async function enterElsewhere(
  system: RunningSystem,
  tenant: string,
  word: string,
): Promise<Readonly<Record<string, string>>> {
  const as = (role: string): Api =>
    new Api(
      system.baseUrl,
      kept(() => system.token(role, { tenant })),
    );
  const worker = as('CSW');
  const registry = as('COMMUNITY_COORDINATOR');
  const { id: caseRef } = await worker.post('/consultations', { ...CONSULTATION, chiefComplaint: word });
  const { id: personRef } = await worker.post('/persons', { name: `${word} 花子`, kana: 'しょうめい はなこ' });
  const { id: orgId } = await registry.post('/organizations', { name: `${word}の団体`, kind: 'npo' });
  const { id: resourceId } = await registry.post('/resources', { orgId, name: `${word}の場`, type: 'salon' });
  const { id: menuId } = await registry.post(`/resources/${resourceId}/menus`, {
    name: `${word}の枠`,
    capacityModel: 'fixed',
  });
  return { caseRef, personRef, orgId, resourceId, menuId };
}
