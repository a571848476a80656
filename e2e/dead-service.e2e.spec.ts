import { send, World } from './world';

jest.setTimeout(180_000);

describe('outreach is dead', () => {
  let world: World;
  let token: string;

  beforeAll(async () => {
    world = await World.start();
    token = await world.system.token('CSW');
    await world.system.stopInstance('outreach');
  });

  afterAll(() => world.stop());

  it('costs its own routes only, and says when to come again', async () => {
    const refused = await send(world.system, 'GET', '/follow-ups', { token });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.body).toMatchObject({ status: 503, code: expect.any(String) });
  });

  it('leaves all other services working', async () => {
    const host = await world.host('靴の工房');
    const seeker = await world.seeker([host]);
    expect((await world.ranked(seeker.requestId, [host])).outcome).toBe('proposal');
    await expect(world.people.as('CSW').get(`/cases/${seeker.caseRef}`)).resolves.toMatchObject({
      state: 'SUPPORTING',
    });
  });

  it('is not dead any more', async () => {
    await world.system.startAgain('outreach');
    await world.system.untilReady('outreach');
    const answer = await send(world.system, 'GET', '/follow-ups', { token });
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 200,
      body: { items: [], nextCursor: null },
    });
  });
});
