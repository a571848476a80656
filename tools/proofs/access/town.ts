import type { RunningSystem } from '../../running-system';
import { Api } from '../../api';
import { CONSULTATION } from '../consultation';
import type { Mint } from './mint';

/** Ids by the name of the path parameter. */
export type Ids = Readonly<Record<string, string>>;

/** One of each thing that many routes name, of one organisation of the first municipality. */
export async function enterTown(system: RunningSystem, mint: Mint): Promise<Ids> {
  const as = (role: string): Api => new Api(system.baseUrl, () => Promise.resolve(mint.token(role)));
  const worker = as('CSW');
  const registry = as('COMMUNITY_COORDINATOR');
  const { id: caseRef } = await worker.post('/consultations', CONSULTATION);
  const { id: personRef } = await worker.post('/persons', { name: '入口 花子', kana: 'いりぐち はなこ' });
  await worker.post(`/cases/${caseRef}/person`, { personRef });
  const { id: noteRef } = await worker.post(`/cases/${caseRef}/notes`, { kind: 'visit', text: '玄関で立ち話' });
  const { id: householdId } = await worker.post('/households', { members: [self(personRef)] });
  const { id: orgId } = await registry.post('/organizations', { name: '入口の会', kind: 'npo' });
  const { id: resourceId } = await registry.post('/resources', { orgId, name: '入口の場', type: 'salon' });
  const { id: menuId } = await registry.post(`/resources/${resourceId}/menus`, {
    name: '入口の枠',
    capacityModel: 'fixed',
  });
  return { caseRef, personRef, noteRef, householdId, orgId, resourceId, menuId };
}

const self = (personRef: string): object => ({
  personRef,
  relation: 'self',
  registered: true,
  actual: true,
  livingApart: false,
});
