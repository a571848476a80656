import { randomUUID } from 'node:crypto';
import { conflict } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { AskNobodyV1, CreateSampleV1, ReadSampleV1, ReplaceSampleV1, SAMPLE_TABLE, StepSampleV1 } from './sample-api';
import { OPS_ROUTES } from '../src/http/ops.routes';
import { type GatewayWorld, startGateway } from './world';

const ID = '3f0c2f0e-6f5c-4c39-9a51-0d3f0f6a3b11';
const UUID = /^[0-9a-f-]{36}$/;

let gateway: GatewayWorld;
let token: string;

beforeAll(async () => {
  gateway = await startGateway([SAMPLE_TABLE, { name: 'OpsRoutes', routes: OPS_ROUTES }]);
  token = await gateway.issuer.token();
  gateway.answers(ReadSampleV1, ({ sampleId, limit }) => ({ sampleId, limit: limit ?? 0, x: 'ありのまま' }));
  gateway.answers(CreateSampleV1, () => ({ id: ID, state: 'OPEN', version: 1 }));
  gateway.answers(StepSampleV1, () => {
    throw conflict('sample.closed', 'The sample is closed.');
  });
  gateway.answers(ReplaceSampleV1, () => ({ id: ID, state: 'OPEN', version: 2 }));
}, 60_000);
afterAll(() => gateway.stop());

describe('a route of the table', () => {
  it('asks the service with body and path and passes its answer on unread', async () => {
    const answer = await gateway.send(`/api/v1/samples/${ID}?limit=7`, { token });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ sampleId: ID, limit: 7, x: 'ありのまま' });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-correlation-id')).toMatch(UUID);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('errors', () => {
  it('of the service become problems with its code and the fields to mend', async () => {
    const refused = await gateway.send(`/api/v1/samples/${ID}/step`, { method: 'POST', token, key: randomUUID() });
    expect(refused.status).toBe(409);
    expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(refused.problem).toMatchObject({ type: 'urn:tsunagi:sample.closed', code: 'sample.closed', status: 409 });
    const invalid = await gateway.send('/api/v1/samples', {
      method: 'POST',
      token,
      key: randomUUID(),
      body: { size: 1 },
    });
    expect(invalid.status).toBe(400);
    expect(invalid.problem.errors.map(({ field }) => field)).toEqual(expect.arrayContaining(['size', 'note']));
    expect(invalid.problem.errors.every(({ mend }) => /[ぁ-ん]/.test(mend))).toBe(true);
  });

  it('of a service that is away cost its own routes only', async () => {
    const away = await gateway.send(`/api/v1/nobody/${ID}`, { token });
    expect(away.status).toBe(503);
    expect(away.headers.get('retry-after')).toBe('1');
    expect(away.problem.code).toBe('outreach.unreachable');
    expect((await gateway.send(`/api/v1/samples/${ID}`, { token })).status).toBe(200);
  }, 15_000);

  it('that nobody foresaw say nothing of themselves', async () => {
    gateway.answers(AskNobodyV1, () => {
      throw new TypeError('secret 山田');
    });
    const bug = await gateway.send(`/api/v1/nobody/${ID}`, { token });
    expect(bug.status).toBe(500);
    expect(bug.problem.code).toBe('internal');
    expect(JSON.stringify(bug.body)).not.toContain('secret');
  });

  it('404 for an unknown path and 405 with Allow for a wrong method, both with security headers', async () => {
    const unknown = await gateway.send('/api/v1/nothing');
    expect([unknown.status, unknown.problem.code]).toEqual([404, 'route.not-found']);
    expect(unknown.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const wrong = await gateway.send(`/api/v1/samples/${ID}`, { method: 'DELETE', token });
    expect([wrong.status, wrong.problem.code, wrong.headers.get('allow')]).toEqual([405, 'route.method', 'GET, HEAD']);
    const posted = await gateway.send(`/api/v1/samples/${ID}`, { method: 'POST', token, body: '<x/>' });
    expect(posted.status).toBe(405);
  });
});

describe('headers', () => {
  it('a POST needs an Idempotency-Key of the right form; a PUT may do without', async () => {
    const body = { note: '見本' };
    const missing = await gateway.send('/api/v1/samples', { method: 'POST', token, body });
    expect([missing.status, missing.problem.code]).toEqual([400, 'idempotency.missing']);
    const bad = await gateway.send('/api/v1/samples', { method: 'POST', token, body, key: 'kurz' });
    expect(bad.problem.code).toBe('idempotency.key-form');
    expect((await gateway.send('/api/v1/samples', { method: 'POST', token, body, key: randomUUID() })).status).toBe(
      201,
    );
    const csw = await gateway.issuer.token({ roles: ['CSW'] });
    expect(
      (await gateway.send(`/api/v1/samples/${ID}/size`, { method: 'PUT', token: csw, body: { size: 3 } })).status,
    ).toBe(200);
  });

  it.each([
    ['"7"', 201],
    ['7', 201],
    ['W/"7"', 400],
    ['*', 400],
    ['0', 400],
    ['7, 8', 400],
  ])('If-Match %s → %i', async (ifMatch, status) => {
    const sending = {
      method: 'POST',
      token,
      key: randomUUID(),
      body: { note: '見本' },
      headers: { 'if-match': ifMatch },
    };
    expect((await gateway.send('/api/v1/samples', sending)).status).toBe(status);
  });

  it('a correlation id is kept where it is a UUID and made where it is not', async () => {
    const id = randomUUID();
    const kept = await gateway.send('/api/v1/nothing', { headers: { 'x-correlation-id': id } });
    expect([kept.headers.get('x-correlation-id'), kept.problem.correlationId]).toEqual([id, id]);
    const made = await gateway.send('/api/v1/nothing', { headers: { 'x-correlation-id': 'evil\tvalue' } });
    expect(made.headers.get('x-correlation-id')).toMatch(UUID);
  });

  it('a municipality in a header, the query or the body is refused', async () => {
    const header = await gateway.send(`/api/v1/samples/${ID}`, { token, headers: { 'x-tenant-id': '990027' } });
    expect([header.status, header.problem.code]).toEqual([400, 'tenant.from-token']);
    expect((await gateway.send(`/api/v1/samples/${ID}?tenant=990027`, { token })).status).toBe(400);
    const body = { note: '見本', tenant: '990027' };
    expect((await gateway.send('/api/v1/samples', { method: 'POST', token, key: randomUUID(), body })).status).toBe(
      400,
    );
  });
});

describe('the way in', () => {
  it('is closed without a token and for a role that the route does not name', async () => {
    const nobody = await gateway.send(`/api/v1/samples/${ID}`);
    expect([nobody.status, nobody.problem.code]).toEqual([401, 'token.missing']);
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer realm="tsunagi"');
    const auditor = await gateway.send(`/api/v1/samples/${ID}`, {
      token: await gateway.issuer.token({ roles: ['AUDITOR'] }),
    });
    expect([auditor.status, auditor.problem.code]).toEqual([403, 'role.refused']);
  });

  it('a revoked subject stays out until a new token, and only in its municipality', async () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: 'leaver', iat: now - 10 };
    const leaver = await gateway.issuer.token(claims);
    expect((await gateway.send(`/api/v1/samples/${ID}`, { token: leaver })).status).toBe(200);
    const ops = await gateway.issuer.token({ sub: 'ops-1', roles: ['OPS'] });
    const revoke = { method: 'POST', token: ops, key: randomUUID(), body: { sub: 'leaver' } };
    expect((await gateway.send('/api/v1/ops/revocations', revoke)).body).toEqual({ state: 'REVOKED' });
    const out = await gateway.send(`/api/v1/samples/${ID}`, { token: leaver });
    expect([out.status, out.problem.code]).toEqual([401, 'token.revoked']);
    expect((await gateway.send('/api/v1/ops/revocations', revoke)).body).toEqual({ state: 'REVOKED' });
    const elsewhere = await gateway.issuer.token({ ...claims, tenant: '990027' });
    expect((await gateway.send(`/api/v1/samples/${ID}`, { token: elsewhere })).status).toBe(200);
    // The clock cannot be waited for here: the moment of the revocation is moved back instead.
    await gateway.world.sql(`UPDATE revoked_subjects SET revoked_at = revoked_at - interval '60 seconds'`);
    await eventually(
      'tokens issued after the revocation to be accepted',
      async () => (await gateway.send(`/api/v1/samples/${ID}`, { token: leaver })).status === 200,
    );
  });
});

describe('the whole', () => {
  it('is ready when every service answers and the keys of the provider were read', async () => {
    const before = await gateway.send('/health/ready');
    expect(before.status).toBe(503);
    expect(before.body).toMatchObject({ parts: { bus: true, database: true, 'sign-in': true, matching: false } });
    gateway.everybodyReady();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await gateway.send('/health/ready')).status).toBe(200);
    expect((await gateway.send('/health/live')).body).toEqual({ status: 'live' });
  }, 15_000);

  it('is measured by route, never by URL', async () => {
    const { body } = await gateway.send('/metrics');
    expect(body).toContain('route="/api/v1/samples/:sampleId"');
    expect(body).not.toContain(ID);
  });

  it('is described and can be read offline', async () => {
    const document = (await gateway.send('/openapi.json')).body as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/v1/samples/{sampleId}/step');
    const page = (await gateway.send('/docs')).body as string;
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files.length).toBe(4);
    for (const file of files) expect((await gateway.send(file)).status).toBe(200);
    expect((await gateway.send('/docs/..%2Fpackage.json')).status).toBe(404);
    expect((await gateway.send('/docs/package.json')).status).toBe(404);
  });
});
