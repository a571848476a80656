import type { ListOf, Inquiry } from '../tools/answers';
import { ApiProblem } from '../tools/api';
import { until } from '../tools/until';
import { type Host, refusal, type Seeker, World } from './world';

jest.setTimeout(180_000);

const ITEMS = ['name', 'kana'] as const;

describe('a person takes the consent back', () => {
  let world: World;
  let host: Host;
  let other: Host;

  beforeAll(async () => {
    world = await World.start();
    host = await world.host('自転車の工房', { total: 5, used: 0 });
    other = await world.host('時計の工房', { total: 5, used: 0 });
  });

  afterAll(() => world.stop());

  const stateOf = async (proposalId: string): Promise<string> =>
    (await world.people.as('PARTICIPATION_WORKER').get<{ state: string }>(`/proposals/${proposalId}`)).state;

  const revoked = (proposalId: string, withinMs: number): Promise<true> =>
    until(
      'the proposal to be revoked',
      async () => ((await stateOf(proposalId)) === 'REVOKED' ? true : undefined),
      withinMs,
    );

  const withdraw = ({ personRef }: Seeker): Promise<unknown> =>
    world.people.as('CSW').post(`/persons/${personRef}/consent/withdrawal`);

  async function knownToHost(): Promise<{ seeker: Seeker; named: string; asked: string }> {
    const seeker = await world.seeker([host, other]);
    const [named = '', asked = ''] = await world.inquiries(seeker.requestId, [host, other]);
    await world.named(seeker, named, host, ITEMS);
    return { seeker, named, asked };
  }

  it('stops disclosure at once and revokes what is open within seconds', async () => {
    const { seeker, named, asked } = await knownToHost();
    const staff = world.people.host(host.orgId);
    await expect(staff.get(`/disclosures/${named}`)).resolves.toMatchObject({
      name: '架空 太郎',
      kana: 'かくう たろう',
    });
    const held = (await world.capacity(host.menuId)).held;

    const began = performance.now();
    await withdraw(seeker);
    const refused = await refusal(staff.get(`/disclosures/${named}`));
    expect([403, 404]).toContain(refused.status);
    await revoked(named, 60_000);
    await revoked(asked, 60_000);
    expect(performance.now() - began).toBeLessThan(10_000);

    expect((await refusal(staff.get(`/disclosures/${named}`))).status).not.toBe(200);
    expect((await staff.get<ListOf<Inquiry>>('/inquiries')).items.map(({ proposalId }) => proposalId)).not.toContain(
      named,
    );
    expect((await world.capacity(host.menuId)).held).toBe(held - 1);
  });

  it('blocks the ranking at once and takes the search back', async () => {
    const seeker = await world.seeker([host]);
    expect((await world.ranked(seeker.requestId, [host])).outcome).toBe('proposal');
    await withdraw(seeker);
    const after = await world.search(seeker.requestId, [host]).catch(asCancelled);
    expect(after).toMatchObject({ outcome: 'blocked_consent', candidates: [] });
    const request = await until('the request to be taken back', async () => {
      const found = await world.people.as('CSW').get<{ state: string }>(`/match-requests/${seeker.requestId}`);
      return found.state === 'CANCELLED' ? found : undefined;
    });
    expect(request).toMatchObject({ reasonCode: 'consent_withdrawn' });
  });

  it('asks the host to destroy what it was told', async () => {
    const { seeker, named } = await knownToHost();
    await withdraw(seeker);
    const staff = world.people.host(host.orgId);
    const path = `/organizations/${host.orgId}/destruction-requests`;
    const asked = await until('the request to destroy', async () => {
      const { items } = await staff.get<ListOf<{ id: string; proposalId: string; state: string }>>(path);
      return items.find(({ proposalId }) => proposalId === named);
    });
    expect(asked.state).toBe('REQUESTED');
    await expect(staff.post(`${path}/${asked.id}/confirmation`)).resolves.toMatchObject({ state: 'CONFIRMED' });
  });

  it('is heard by a matching service that was down', async () => {
    const { seeker, named, asked } = await knownToHost();
    await world.system.stopInstance('matching');
    await withdraw(seeker);
    const refused = await refusal(world.people.host(host.orgId).get(`/disclosures/${named}`));
    expect([403, 404]).toContain(refused.status);
    await world.system.startAgain('matching');
    const began = performance.now();
    await revoked(named, 60_000);
    await revoked(asked, 60_000);
    expect(performance.now() - began).toBeLessThan(60_000);
  });
});

/** The event may be quicker than the next search: then the request is closed to any search. */
function asCancelled(error: unknown): object {
  if (error instanceof ApiProblem && error.code === 'match-request.transition-refused')
    return { outcome: 'blocked_consent', candidates: [] };
  throw error;
}
