import { ifMissing, until } from '../tools/until';
import { type Host, refusal, type Seeker, World } from './world';

jest.setTimeout(180_000);

interface Check {
  readonly checkId: string;
  readonly placementId: string;
  readonly caseRef: string;
  readonly level: string | null;
  readonly state: string;
}

interface ListOf<T> {
  readonly items: readonly T[];
}

interface Resource {
  readonly state: string;
  readonly suspension: { readonly confirmed: boolean; readonly overdue: boolean } | null;
}

/** A place turns out to be unsafe: stopped by two people, and whoever is there is looked after the same day. */
describe('an unsafe place', () => {
  let world: World;
  let host: Host;
  let placed: Seeker;
  let placementId: string;
  let openProposal: string;

  beforeAll(async () => {
    world = await World.start();
    host = await world.host('木の工房', { total: 3, used: 0 });
    placed = await world.seeker([host]);
    const [proposalId = ''] = await world.inquiries(placed.requestId, [host]);
    await world.named(placed, proposalId, host, ['name']);
    const yes = { reasonCode: 'trial_not_needed', personAgreed: true, hostAgreed: true };
    const worker = world.people.as('PARTICIPATION_WORKER');
    const accepted = await worker.post<{ placementId: string }>(`/proposals/${proposalId}/direct-acceptance`, yes);
    ({ placementId } = accepted);
    await worker.post(`/placements/${placementId}/start`, { startedOn: await world.today() });
    const waiting = await world.seeker([host]);
    [openProposal = ''] = await world.inquiries(waiting.requestId, [host]);
  });

  afterAll(() => world.stop());

  const checks = async (state = 'OPEN'): Promise<readonly Check[]> =>
    (
      await world.people
        .as('PARTICIPATION_WORKER')
        .get<ListOf<Check>>(`/placement-checks?menuId=${host.menuId}&state=${state}`)
    ).items;
  const resource = (): Promise<Resource> => world.people.as('CSW').get<Resource>(`/resources/${host.resourceId}`);

  it('is stopped at once: open proposals end, and who is there is looked after the same day', async () => {
    await world.people.as('COMMUNITY_COORDINATOR').post(`/resources/${host.resourceId}/suspension`, {
      reason: 'accident',
    });
    const [check] = await until('the same-day check', async () => {
      const open = await checks();
      return open.length > 0 ? open : undefined;
    });
    expect(check).toMatchObject({ placementId, caseRef: placed.caseRef, level: 'today', state: 'OPEN' });
    const ended = await until('the open proposal to end', async () => {
      const path = `/proposals/${openProposal}`;
      const proposal = await world.people.as('PARTICIPATION_WORKER').get<{ state: string }>(path).catch(ifMissing);
      return proposal?.state === 'REVOKED' ? proposal : undefined;
    });
    expect(ended).toMatchObject({ reasonCode: 'safety' });
    expect(await resource()).toMatchObject({ state: 'SUSPENDED', suspension: { confirmed: false, overdue: false } });
  });

  it('is confirmed by a second person, and not by the first one', async () => {
    const path = `/resources/${host.resourceId}/suspension-confirmation`;
    const first = world.people.as('COMMUNITY_COORDINATOR');
    expect(await refusal(first.post(path))).toEqual({ status: 409, code: 'resource.two-persons' });
    const second = world.people.as('DECISION_MAKER');
    const tasks = async (): Promise<number> =>
      (await second.get<ListOf<object>>('/coordinator-tasks?kind=confirm_suspension')).items.length;
    expect(await tasks()).toBe(1);
    await second.post(path);
    expect(await tasks()).toBe(0);
    expect(await resource()).toMatchObject({ suspension: { confirmed: true } });
  });

  it('lets nobody be forgotten: who was not reached is the manager’s the next morning', async () => {
    const [check] = await checks();
    const path = `/placement-checks/${check?.checkId ?? ''}/result`;
    await world.people.as('PARTICIPATION_WORKER').post(path, { result: 'not_reached' });
    await world.passDays(1);
    expect(await checks()).toEqual([expect.objectContaining({ level: 'escalated' })]);
    expect(await resource()).toMatchObject({ state: 'SUSPENDED' });
    await world.people.as('NO_REFUSAL_MANAGER').post(path, { result: 'safe' });
    expect(await checks()).toEqual([]);
    expect(await checks('DONE')).toEqual([expect.objectContaining({ placementId, result: 'safe' })]);
  });
});
