import { randomUUID } from 'node:crypto';
import { OPS_ROUTES } from '../src/http/ops.routes';
import { Browser, OWN_PAGE } from './browser';
import { type Provider, startProvider } from './provider';
import { ReadSampleV1, ReplaceSampleV1, SAMPLE_TABLE } from './sample-api';
import { type GatewayWorld, startGateway } from './world';

const ID = '3f0c2f0e-6f5c-4c39-9a51-0d3f0f6a3b11';
const SAMPLE = `/api/v1/samples/${ID}`;
const CSW = 'demo-csw';

let provider: Provider;
let gateway: GatewayWorld;
let ops: string;
let changes = 0;

beforeAll(async () => {
  provider = await startProvider();
  gateway = await startGateway([SAMPLE_TABLE, { name: 'OpsRoutes', routes: OPS_ROUTES }], {
    oidc: provider.settings,
    replicas: 2,
  });
  ops = await provider.token('OPS');
  gateway.answers(ReadSampleV1, ({ sampleId }) => ({ sampleId, limit: 1 }));
  gateway.answers(ReplaceSampleV1, () => {
    changes += 1;
    return { id: ID, state: 'OPEN', version: 2 };
  });
}, 90_000);
afterAll(async () => {
  await gateway.stop();
  await provider.stop();
});

const signedIn = async (account = CSW): Promise<Browser> => {
  const browser = new Browser(provider.oidc.issuer, gateway.port);
  expect((await browser.signIn(account)).status).toBe(200);
  return browser;
};
const statusOf = async (browser: Browser, path = SAMPLE): Promise<number> => (await browser.visit(path)).status;
const operate = (path: string, body: object, token = ops) =>
  gateway.send(`/api/v1/ops/${path}`, { method: 'POST', token, key: randomUUID(), body });
const sessionIdsOf = async (sub: string): Promise<readonly string[]> => {
  const { body } = await operate('session-search', { sub });
  return (body as { readonly items: readonly { readonly id: string }[] }).items.map(({ id }) => id);
};

describe('time', () => {
  it('ends a session fifteen minutes after its last request', async () => {
    const browser = await signedIn();
    for (let time = 0; time < 3; time += 1) {
      await gateway.world.moveClock({ minutes: 14 });
      expect(await statusOf(browser)).toBe(200);
    }
    await gateway.world.moveClock({ minutes: 15 });
    const over = await browser.visit(SAMPLE);
    expect([over.status, over.problem.code]).toEqual([401, 'session.ended']);
    expect(over.problem.title).toContain('サインイン');
    expect(over.headers.get('www-authenticate')).toBe('Bearer realm="tsunagi"');
  });

  it('is not put off by asking when it ends', async () => {
    const browser = await signedIn();
    const asked = await browser.visit('/auth/me');
    await gateway.world.moveClock({ minutes: 14 });
    expect((await browser.visit('/auth/me')).body).toEqual(asked.body);
    await gateway.world.moveClock({ minutes: 1 });
    expect(await statusOf(browser, '/auth/me')).toBe(401);
  });

  it('ends it after twelve hours although it is used all the time', async () => {
    const browser = await signedIn();
    for (let minutes = 0; minutes < 12 * 60 - 12; minutes += 12) {
      await gateway.world.moveClock({ minutes: 12 });
      expect([minutes, await statusOf(browser)]).toEqual([minutes, 200]);
    }
    await gateway.world.moveClock({ minutes: 12 });
    expect(await statusOf(browser)).toBe(401);
  }, 30_000);

  it('sweeps away what is over with the next sign-in', async () => {
    await signedIn();
    await gateway.world.moveClock({ minutes: 16 });
    await signedIn('demo-ops');
    const rows = await gateway.world.sql<{ sub: string }>('SELECT sub FROM sessions');
    expect(rows).toEqual([{ sub: 'demo-ops' }]);
  });
});

describe('somebody else', () => {
  it('ends a session at once, on every replica, by revoking its subject', async () => {
    const browser = await signedIn('demo-participation-worker');
    const second = gateway.world.services[1]?.app.getHttpServer().address() as { readonly port: number };
    browser.port = second.port;
    expect(await statusOf(browser, '/auth/me')).toBe(200);
    expect((await operate('revocations', { sub: 'demo-participation-worker' })).status).toBe(200);
    expect(await statusOf(browser, '/auth/me')).toBe(401);
    const again = await browser.signIn('demo-participation-worker');
    expect([again.status, again.problem.code]).toEqual([401, 'token.revoked']);
  });

  it('sees the sessions of a subject and ends one of them, in the own municipality only', async () => {
    const [first, second] = [await signedIn('demo-auditor'), await signedIn('demo-auditor')];
    const [newest = '', older = '', ...more] = await sessionIdsOf('demo-auditor');
    expect([newest, older, more.length]).toEqual([expect.any(String), expect.any(String), 0]);
    const stranger = await provider.token('OPS', { tenant: '990027' });
    expect((await operate('session-search', { sub: 'demo-auditor' }, stranger)).body).toEqual({ items: [] });
    expect((await operate(`sessions/${older}/end`, {}, stranger)).status).toBe(404);
    expect((await operate(`sessions/${older}/end`, {})).body).toEqual({ state: 'ENDED' });
    expect((await operate(`sessions/${older}/end`, {})).problem).toMatchObject({
      ...{ status: 404, code: 'session.not-found' },
    });
    expect([await statusOf(first, '/auth/me'), await statusOf(second, '/auth/me')]).toEqual([401, 200]);
    expect(await sessionIdsOf('demo-auditor')).toEqual([newest]);
  });

  it('with another role sees and ends nothing', async () => {
    const token = await provider.token('CSW');
    for (const path of ['session-search', `sessions/${ID}/end`, 'subjects/enable']) {
      const answer = await gateway.send(`/api/v1/ops/${path}`, { method: 'POST', token, key: randomUUID(), body: {} });
      expect([path, answer.problem.code]).toEqual([path, 'role.refused']);
    }
  });
});

it('with a fourth session of one person the oldest ends', async () => {
  const browsers: Browser[] = [];
  for (let count = 0; count < 4; count += 1) browsers.push(await signedIn('demo-decision-maker'));
  const statuses = [];
  for (const browser of browsers) statuses.push(await statusOf(browser, '/auth/me'));
  expect(statuses).toEqual([401, 200, 200, 200]);
});

it('sign-ins of one person at the same moment leave three', async () => {
  const browsers = Array.from({ length: 6 }, () => new Browser(provider.oidc.issuer, gateway.port));
  await Promise.all(browsers.map((browser) => browser.signIn('demo-conference-chair')));
  expect(await sessionIdsOf('demo-conference-chair')).toHaveLength(3);
});

describe('a dormant subject', () => {
  it('is let in again only after somebody allowed it', async () => {
    const sub = 'demo-minsei-commissioner';
    await signedIn(sub);
    await gateway.world.moveClock({ days: 89 });
    await signedIn(sub);
    await gateway.world.moveClock({ days: 90 });
    const browser = new Browser(provider.oidc.issuer, gateway.port);
    const refused = await browser.signIn(sub);
    expect([refused.status, refused.problem.code]).toEqual([403, 'subject.dormant']);
    expect(refused.problem.title).toContain('運用担当者');
    expect(browser.cookie('tsunagi')).toBeUndefined();
    expect((await operate('subjects/enable', { sub })).body).toEqual({ state: 'ENABLED' });
    expect((await browser.signIn(sub)).status).toBe(200);
    await gateway.world.moveClock({ days: -179 });
  });

  it('is nobody who has never signed in', async () => {
    const answer = await operate('subjects/enable', { sub: 'nobody' });
    expect([answer.status, answer.problem.code]).toEqual([404, 'subject.not-found']);
  });
});

describe('a request with a session', () => {
  const PUT = { method: 'PUT', body: JSON.stringify({ size: 3 }) };
  const put = async (browser: Browser, headers: Readonly<Record<string, string>>) => {
    const sent = { ...PUT, headers: { 'content-type': 'application/json', ...headers } };
    return browser.visit(`${SAMPLE}/size`, sent as never);
  };
  const without = (name: keyof typeof OWN_PAGE): Record<string, string> =>
    Object.fromEntries(Object.entries(OWN_PAGE).filter(([key]) => key !== name));

  it('changes something from our own pages only', async () => {
    const browser = await signedIn();
    const wrong: readonly Readonly<Record<string, string>>[] = [
      {},
      without('x-tsunagi-console'),
      { ...OWN_PAGE, 'x-tsunagi-console': 'yes' },
      { ...OWN_PAGE, origin: 'https://evil.example' },
      { ...OWN_PAGE, origin: 'http://localhost:4000' },
      { ...OWN_PAGE, origin: 'null' },
      { ...OWN_PAGE, 'sec-fetch-site': 'cross-site' },
      { ...OWN_PAGE, 'sec-fetch-site': 'same-site' },
      { ...OWN_PAGE, 'sec-fetch-site': 'none', origin: 'http://localhost:3999.evil.example' },
      { 'x-tsunagi-console': '1', 'sec-fetch-site': 'none' },
    ];
    const before = changes;
    for (const headers of wrong) {
      const answer = await put(browser, headers);
      expect([headers, answer.status, answer.problem.code]).toEqual([headers, 403, 'csrf.refused']);
    }
    expect(changes).toBe(before);
    for (const headers of [OWN_PAGE, without('origin'), without('sec-fetch-site')]) {
      expect([headers, (await put(browser, headers)).status]).toEqual([headers, 200]);
    }
    expect(changes).toBe(before + 3);
  });

  it('reads nothing for a page of another site', async () => {
    const browser = await signedIn();
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'http://localhost:4000' }]) {
      const answer = await browser.visit(SAMPLE, { headers });
      expect([headers, answer.problem.code]).toEqual([headers, 'csrf.refused']);
    }
    expect((await browser.visit(SAMPLE, { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200);
  });

  it('carries no bearer token besides, and no second session', async () => {
    const browser = await signedIn();
    const both = await browser.visit(SAMPLE, { headers: { authorization: `Bearer ${ops}` } });
    expect([both.status, both.problem.code]).toEqual([400, 'credentials.two']);
    const own = browser.cookie('tsunagi') ?? '';
    const cookie = `tsunagi=990019.${'A'.repeat(43)}; tsunagi=${own}`;
    expect((await gateway.send(SAMPLE, { headers: { cookie } })).problem.code).toBe('credentials.two');
  });

  it.each([
    ['nothing', ''],
    ['something else', 'x'],
    ['a municipality only', '990019.'],
    ['a guess', `990019.${'A'.repeat(43)}`],
    ['a municipality that is not here', `000000.${'A'.repeat(43)}`],
    ['something long', `990019.${'A'.repeat(4_000)}`],
  ])('is refused with %s for a secret', async (_, secret) => {
    const answer = await gateway.send(SAMPLE, { headers: { cookie: `tsunagi=${secret}` } });
    expect([answer.status, answer.problem.code]).toEqual([401, 'session.ended']);
  });

  it('cannot be taken to another municipality', async () => {
    const browser = await signedIn();
    const [, random = ''] = (browser.cookie('tsunagi') ?? '').split('.');
    expect((await gateway.send(SAMPLE, { headers: { cookie: `tsunagi=990027.${random}` } })).status).toBe(401);
  });
});

describe('signing out', () => {
  it('ends the session, takes the cookie and what the browser keeps', async () => {
    const browser = await signedIn();
    const secret = browser.cookie('tsunagi') ?? '';
    expect((await browser.visit('/auth/sign-out', { method: 'POST' })).problem.code).toBe('csrf.refused');
    const out = await browser.visit('/auth/sign-out', { method: 'POST', headers: OWN_PAGE });
    expect([out.status, out.body]).toEqual([204, '']);
    expect(out.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect(browser.lastCookies).toEqual(['tsunagi=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0']);
    browser.setCookie('tsunagi', secret);
    expect(await statusOf(browser)).toBe(401);
  });

  it('is nothing for a bearer token', async () => {
    const answer = await gateway.send('/auth/sign-out', { method: 'POST', token: ops });
    expect([answer.status, answer.problem.code]).toEqual([400, 'session.missing']);
  });
});
