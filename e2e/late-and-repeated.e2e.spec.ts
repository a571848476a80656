import { randomUUID } from 'node:crypto';
import { type Host, send, World } from './world';

jest.setTimeout(180_000);

describe('what comes late or again', () => {
  let world: World;
  let host: Host;
  let token: string;
  let today: string;

  beforeAll(async () => {
    world = await World.start();
    host = await world.host('傘の工房', { total: 4, used: 1 });
    token = await world.system.token('INTAKE_WORKER');
    today = await world.today();
  });

  afterAll(() => world.stop());

  const call = (words = '相談したい'): object => ({
    receivedOn: today,
    channel: 'phone',
    chiefComplaint: words,
    urgency: 'normal',
    consentState: 'not_asked',
  });
  const casesOf = async (): Promise<number> => {
    const { body } = await send(world.system, 'GET', '/cases?limit=100', { token });
    return (body['items'] as readonly unknown[]).length;
  };

  it('a request with the same key is done once and answered alike', async () => {
    const before = await casesOf();
    const key = randomUUID();
    const first = await send(world.system, 'POST', '/consultations', { token, key, body: call() });
    const again = await send(world.system, 'POST', '/consultations', { token, key, body: call() });
    expect(first.status).toBe(201);
    expect({ status: again.status, body: again.body }).toEqual({ status: first.status, body: first.body });
    expect(await casesOf()).toBe(before + 1);
  });

  it('twenty at the same moment make one case', async () => {
    const before = await casesOf();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send(world.system, 'POST', '/consultations', { token, key, body: call() })),
    );
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ body }) => body['id'])).size).toBe(1);
    expect(answers.filter(({ status }) => ![201, 409, 503].includes(status))).toEqual([]);
    expect(await casesOf()).toBe(before + 1);
  });

  it('the same key with another body is refused, and nothing is written', async () => {
    const key = randomUUID();
    await send(world.system, 'POST', '/consultations', { token, key, body: call() });
    const before = await casesOf();
    const other = await send(world.system, 'POST', '/consultations', { token, key, body: call('別の相談') });
    expect({ status: other.status, code: other.body['code'] }).toEqual({ status: 422, code: 'idempotency.other-body' });
    expect(await casesOf()).toBe(before);
  });

  it('a step that is told twice with two keys happens once', async () => {
    const opened = await send(world.system, 'POST', '/consultations', { token, body: call() });
    const path = `/cases/${String(opened.body['id'])}/triage`;
    const body = { fields: ['other'], result: 'continuing' };
    expect((await send(world.system, 'POST', path, { token, body })).body['state']).toBe('TRIAGED');
    const again = await send(world.system, 'POST', path, { token, body });
    expect({ status: again.status, code: again.body['code'] }).toEqual({
      status: 409,
      code: 'case.transition-refused',
    });
  });

  it('a report that arrives late changes nothing', async () => {
    const reportedAt = new Date(Date.now() - 3_600_000).toISOString();
    const late = { total: 4, used: 4, reportedAt };
    const answer = await world.people.editor(host.orgId).put(`/menus/${host.menuId}/availability`, late);
    expect(answer.state).toBe('NOT_APPLIED');
    expect(await world.capacity(host.menuId)).toMatchObject({ total: 4, used: 1, free: 3 });
  });
});
