import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { CaseOpenedV1, hostRequestsOf } from '#libs/contracts';
import { notFound } from '#libs/kernel';
import { OPS_ROUTES } from '../src/http/ops.routes';
import { ReadSampleV1, SAMPLE_TABLE } from './sample-api';
import { type GatewayWorld, startGateway } from './world';

const ID = '3f0c2f0e-6f5c-4c39-9a51-0d3f0f6a3b11';

let gateway: GatewayWorld;
let ops: string;

beforeAll(async () => {
  gateway = await startGateway([SAMPLE_TABLE, { name: 'OpsRoutes', routes: OPS_ROUTES }]);
  ops = await gateway.issuer.token({ sub: 'ops-1', roles: ['OPS'] });
}, 60_000);
afterAll(() => gateway.stop());

describe('dead letters', () => {
  const bury = async (tenant: string, subject: string): Promise<string> => {
    const id = randomUUID();
    const envelope = { id: randomUUID(), subject, tenant, correlationId: 'c', aggregateId: ID, data: {} };
    await gateway.world.sql(
      `INSERT INTO dead_letters (id, consumer, event_id, subject, tenant, code, deliveries, envelope)
       VALUES ($1, 'gateway', $2, $3, $4, 'fact.invalid', 5, $5)`,
      [id, envelope.id, subject, tenant, envelope],
    );
    return id;
  };

  it('of the own municipality are listed, replayed and discarded once', async () => {
    const mine = await bury('990019', CaseOpenedV1.subject);
    const other = await bury('990027', CaseOpenedV1.subject);
    const list = await gateway.send('/api/v1/ops/dead-letters/gateway?limit=10', { token: ops });
    expect(list.body).toMatchObject({ items: [{ id: mine, code: 'fact.invalid', deliveries: 5 }] });
    expect(JSON.stringify(list.body)).not.toContain(other);
    const replay = { method: 'POST', token: ops, key: randomUUID() };
    const path = `/api/v1/ops/dead-letters/gateway/${mine}`;
    expect((await gateway.send(`${path}/replay`, replay)).body).toEqual({ id: mine, state: 'REPLAYED' });
    expect((await gateway.send(`${path}/replay`, replay)).body).toEqual({ id: mine, state: 'REPLAYED' });
    const again = await gateway.send(`${path}/discard`, { ...replay, key: randomUUID() });
    expect([again.status, again.problem.code]).toEqual([404, 'dead-letter.not-found']);
    const foreign = await gateway.send(`/api/v1/ops/dead-letters/gateway/${other}/discard`, {
      ...replay,
      key: randomUUID(),
    });
    expect(foreign.status).toBe(404);
  });

  it('are for OPS only, and of services that exist', async () => {
    const worker = await gateway.issuer.token();
    expect((await gateway.send('/api/v1/ops/dead-letters/matching', { token: worker })).status).toBe(403);
    expect((await gateway.send('/api/v1/ops/dead-letters/nothing', { token: ops })).status).toBe(404);
  });

  it('of another service are asked of that service', async () => {
    gateway.answers(hostRequestsOf('matching').discardDeadLetter, () => {
      throw notFound('dead-letter');
    });
    const path = `/api/v1/ops/dead-letters/matching/${ID}/discard`;
    const gone = await gateway.send(path, { method: 'POST', token: ops, key: randomUUID() });
    expect([gone.status, gone.problem.code]).toEqual([404, 'dead-letter.not-found']);
  });
});

describe('stopping', () => {
  it('answers what runs and then lets the connection go, within moments', async () => {
    const leaving = await startGateway([SAMPLE_TABLE]);
    let finish: (() => void) | undefined;
    const begun = new Promise<void>((resolve) => {
      leaving.world.neighbour(ReadSampleV1, ({ sampleId }) => {
        resolve();
        return new Promise((answer) => {
          finish = () => answer({ sampleId, limit: 1 });
        });
      });
    });
    const token = await leaving.issuer.token();
    const agent = new Agent({ keepAlive: true });
    const answer = new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      const options = { host: '127.0.0.1', port: leaving.port, path: `/api/v1/samples/${ID}`, agent, headers };
      httpRequest(options, (response) => {
        response.resume();
        resolve({ status: response.statusCode, connection: response.headers.connection });
      })
        .on('error', reject)
        .end();
    });
    await begun;
    const service = leaving.world.services[0];
    const started = Date.now();
    const stopped = service?.app.close();
    setTimeout(() => finish?.(), 300);
    expect(await answer).toEqual({ status: 200, connection: 'close' });
    await stopped;
    expect(Date.now() - started).toBeLessThan(2_000);
    agent.destroy();
    await leaving.stop();
  }, 60_000);
});
