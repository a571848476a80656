import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encode } from 'iconv-lite';
import { until } from '../tools/until';
import { type Host, World } from './world';

jest.setTimeout(180_000);

/** An organisation's own system: signs in by client credentials, reports in its own way, and is told of an inquiry. */
describe('an organisation with a system of its own', () => {
  let world: World;
  let host: Host;
  let server: Server;
  const told: { readonly event: string | undefined; readonly body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        told.push({ event: String(request.headers['tsunagi-event']), body });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    world = await World.start();
    host = await world.host('木工房', { total: 2, used: 2 });
  });
  afterAll(async () => {
    server.close();
    await world.stop();
  });

  /** As a machine does: a token by client credentials whose `org` is the organisation. */
  const send = async (contentType: string, body: BodyInit, orgId = host.orgId): Promise<Response> =>
    fetch(`${world.system.baseUrl}/api/v1/availability-reports`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await world.system.token('PROVIDER_STAFF', { org: orgId, as: 'machine' })}`,
        'content-type': contentType,
        'idempotency-key': randomUUID(),
      },
      body,
    });
  const now = (): string => new Date().toISOString();

  it('reports by a spreadsheet of its own code page, and matching knows', async () => {
    await world.people.editor(host.orgId).put(`/menus/${host.menuId}/external-id`, { externalId: '木工-1' });
    const csv = `メニュー番号,定員,利用中,報告日時,備考\r\n木工-1,５,1,${now()},①\r\n木工-9,5,1,${now()},\r\n`;
    const answer = await send('text/csv; charset=Shift_JIS', new Uint8Array(encode(csv, 'cp932')));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      ...{ rows: 2, applied: 1, refused: 1, ignoredColumns: ['備考'] },
      results: [
        { row: 2, menuId: host.menuId, result: 'applied' },
        { row: 3, result: 'refused', code: 'menu.not-found', problems: [{ field: 'メニュー番号', value: '木工-9' }] },
      ],
    });
    await world.capacityWhen(host.menuId, ({ total }) => total === 5);
  });

  it('may send more than other routes take, and nothing to them', async () => {
    const line = JSON.stringify({ menuId: host.menuId, total: 5, used: 1, reportedAt: now(), unit: 'person' });
    const many = await send('application/x-ndjson', Array(500).fill(line.padEnd(400)).join('\n'));
    expect(await many.json()).toMatchObject({ rows: 500, applied: 1, notApplied: 499 });
    expect((await send('application/x-ndjson', ' '.repeat(600_000))).status).toBe(413);
    expect((await send('text/plain', line)).status).toBe(415);
    const elsewhere = await fetch(`${world.system.baseUrl}/api/v1/introductions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await world.system.token('CSW')}`,
        'content-type': 'text/csv',
        'idempotency-key': randomUUID(),
      },
      body: 'a,b',
    });
    expect([elsewhere.status, await elsewhere.json()]).toMatchObject([415, { code: 'body.media-type' }]);
  });

  it('has no say over the menus of others', async () => {
    const other = await world.host('喫茶', { total: 2, used: 0 });
    const row = { menuId: host.menuId, total: 9, used: 0, reportedAt: now() };
    const answer = await send('application/json', JSON.stringify([row]), other.orgId);
    expect(await answer.json()).toMatchObject({ applied: 0, refused: 1, results: [{ code: 'menu.not-found' }] });
  });

  it('is told of an inquiry by ids only', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const given = { url, events: ['inquiry.arrived'] };
    const hook = await world.people
      .editor(host.orgId)
      .post<{ secret: string }>(`/organizations/${host.orgId}/webhooks`, given);
    expect(hook.secret).toMatch(/^whsec_/);
    const seeker = await world.seeker([host]);
    const [proposalId] = await world.inquiries(seeker.requestId, [host]);
    const [message] = await until('the message', () => Promise.resolve(told.length > 0 ? told : undefined), 30_000);
    expect(message?.event).toBe('inquiry.arrived');
    expect(JSON.parse(message?.body ?? '')).toMatchObject({ subject: { proposalId, menuId: host.menuId } });
    for (const secret of [seeker.personRef, seeker.caseRef]) expect(message?.body).not.toContain(secret);
  });
});
