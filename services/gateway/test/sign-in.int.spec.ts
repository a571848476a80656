import { createHash } from 'node:crypto';
import { Browser } from './browser';
import { type Provider, startProvider } from './provider';
import { ReadSampleV1, SAMPLE_TABLE } from './sample-api';
import { type GatewayWorld, PUBLIC_URL, startGateway } from './world';

const SAMPLE = '/api/v1/samples/3f0c2f0e-6f5c-4c39-9a51-0d3f0f6a3b11';
const WORKER = 'demo-intake-worker';

let provider: Provider;
let gateway: GatewayWorld;
const newBrowser = (): Browser => new Browser(provider.oidc.issuer, gateway.port);
const sessions = async (): Promise<number> => {
  const [row] = await gateway.world.sql<{ n: number }>('SELECT count(*)::int AS n FROM sessions');
  return row?.n ?? -1;
};

beforeAll(async () => {
  provider = await startProvider();
  gateway = await startGateway([SAMPLE_TABLE], { oidc: provider.settings });
  gateway.answers(ReadSampleV1, ({ sampleId }) => ({ sampleId, limit: 1 }));
}, 90_000);
afterAll(async () => {
  await gateway.stop();
  await provider.stop();
});

describe('the way to the provider', () => {
  it('asks for a code with PKCE, state and nonce, anew each time, and for the person to be asked', async () => {
    const seen = new Set<string>();
    for (let time = 0; time < 2; time += 1) {
      const answer = await newBrowser().visit('/auth/sign-in');
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([303, 'no-store']);
      const { origin, searchParams: asked } = new URL(answer.headers.get('location') ?? '');
      expect(origin).toBe(provider.oidc.issuer);
      expect(Object.fromEntries(asked)).toMatchObject({
        ...{ response_type: 'code', client_id: 'tsunagi-console', redirect_uri: `${PUBLIC_URL}/auth/callback` },
        ...{ code_challenge_method: 'S256', prompt: 'login', max_age: '300' },
      });
      for (const name of ['state', 'nonce', 'code_challenge']) seen.add(asked.get(name) ?? '');
    }
    expect(seen.size).toBe(6);
    expect([...seen].every((value) => value.length >= 43)).toBe(true);
  });

  it('leaves a cookie that no script reads, which says nothing of what is in it', async () => {
    const browser = newBrowser();
    const { headers } = await browser.visit('/auth/sign-in');
    expect(browser.lastCookies).toEqual([
      expect.stringMatching(/^tsunagi-sign-in=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/),
    ]);
    const state = new URL(headers.get('location') ?? '').searchParams.get('state') ?? '?';
    const parts = (browser.cookie('tsunagi-sign-in') ?? '').split('.').map((part) => Buffer.from(part, 'base64url'));
    expect(parts.some((part) => part.includes(state))).toBe(false);
  });

  it.each([
    ['https://evil.example/', 400],
    ['//evil.example', 400],
    ['/\\evil.example', 400],
    ['/\t/evil.example', 400],
    ['\\\\evil.example', 400],
    ['/./%2f/evil.example', 303],
    ['/.//evil.example', 400],
    ['javascript:alert(1)', 400],
    ['/"><script>', 400],
    ["/'onload='", 400],
    ['evil', 400],
    ['', 400],
    ['/auth/sign-in', 400],
    ['/x/../auth/callback', 400],
    ['/cases?state=OPEN&limit=5#first', 303],
  ])('to=%j: %i', async (to, status) => {
    const answer = await newBrowser().visit(`/auth/sign-in?to=${encodeURIComponent(to)}`);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.problem).toMatchObject({ code: 'sign-in.to', errors: [{ field: 'to' }] });
  });

  it('takes no place that is longer than 512 characters', async () => {
    expect((await newBrowser().visit(`/auth/sign-in?to=/${'a'.repeat(511)}`)).status).toBe(303);
    expect((await newBrowser().visit(`/auth/sign-in?to=/${'a'.repeat(512)}`)).problem.code).toBe('sign-in.to');
  });

  it('takes nothing but a place to go to', async () => {
    expect((await newBrowser().visit('/auth/sign-in?redirect_uri=x')).problem.code).toBe('query.unknown');
  });
});

describe('the way back', () => {
  it('opens a session for the person that the provider names', async () => {
    const browser = newBrowser();
    const page = await browser.signIn(WORKER, { to: '/cases?a=1&b=2' });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<a href="/cases?a=1&amp;b=2">つづける</a>');
    expect(browser.lastCookies).toEqual([
      expect.stringMatching(/^tsunagi-sign-in=; .*Max-Age=0$/),
      expect.stringMatching(/^tsunagi=990019\.[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    expect((await browser.visit(SAMPLE)).status).toBe(200);
    const me = await browser.visit('/auth/me');
    expect(me.body).toEqual({
      ...{ sub: WORKER, tenant: '990019', roles: ['INTAKE_WORKER'], orgId: null, secondFactorMissing: false },
      session: { idleEndsAt: expect.any(String) as string, endsAt: expect.any(String) as string },
    });
  });

  it('keeps of the secret only its SHA-256, and of the person no name', async () => {
    const browser = newBrowser();
    await browser.signIn(WORKER);
    const secret = browser.cookie('tsunagi') ?? '';
    const rows = await gateway.world.sql<object>('SELECT to_jsonb(s) AS row FROM sessions s');
    const text = JSON.stringify(rows);
    expect(text).toContain(createHash('sha256').update(secret).digest('hex'));
    expect(text).not.toContain(secret.split('.')[1]);
    const columns = await gateway.world.sql<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name IN ('sessions', 'subjects')`,
    );
    expect(columns.map(({ name }) => name).filter((name) => /name|mail|agent|address|ip/.test(name))).toEqual([]);
  });

  it('gives a new secret each time, and what the browser held before is worth nothing', async () => {
    const attacker = newBrowser();
    await attacker.signIn('demo-csw');
    const planted = attacker.cookie('tsunagi') ?? '';
    const victim = newBrowser();
    victim.setCookie('tsunagi', planted);
    await victim.signIn(WORKER);
    expect(victim.cookie('tsunagi')).not.toBe(planted);
    expect((await victim.visit('/auth/me')).body).toMatchObject({ sub: WORKER });
    const after = await attacker.visit('/auth/me');
    expect([after.status, after.problem.code]).toEqual([401, 'session.ended']);
    const invented = newBrowser();
    invented.setCookie('tsunagi', `990019.${'A'.repeat(43)}`);
    await invented.signIn(WORKER);
    expect(invented.cookie('tsunagi')).not.toBe(`990019.${'A'.repeat(43)}`);
  });

  it('works once: code, state and sealed beginning together open no second session', async () => {
    const browser = newBrowser();
    const back = await browser.comeBack(WORKER);
    const sealed = browser.cookie('tsunagi-sign-in');
    expect((await browser.visit(back)).status).toBe(200);
    expect(browser.cookie('tsunagi-sign-in')).toBeUndefined();
    const before = await sessions();
    const thief = newBrowser();
    thief.setCookie('tsunagi-sign-in', sealed);
    const again = await thief.visit(back);
    expect([again.status, again.problem.code]).toEqual([400, 'sign-in.invalid']);
    expect(thief.cookie('tsunagi')).toBeUndefined();
    expect(await sessions()).toBe(before);
  });

  it('is closed to a browser that did not begin it', async () => {
    const back = await newBrowser().comeBack(WORKER);
    const other = newBrowser();
    expect((await other.visit(back)).problem).toMatchObject({ status: 400, code: 'sign-in.expired' });
    other.setCookie('tsunagi-sign-in', 'x.y.z');
    expect((await other.visit(back)).problem).toMatchObject({ status: 400, code: 'sign-in.expired' });
    await other.visit('/auth/sign-in');
    expect((await other.visit(back)).problem).toMatchObject({ status: 400, code: 'sign-in.invalid' });
  });

  it.each(['state', 'nonce', 'code_challenge'])('finds that somebody changed the %s on the way', async (name) => {
    const browser = newBrowser();
    const before = await sessions();
    const answer = await browser.signIn(WORKER, {
      change: ({ searchParams }) => searchParams.set(name, 'x'.repeat(43)),
    });
    expect([answer.status, answer.problem.code]).toEqual([400, 'sign-in.invalid']);
    expect(answer.problem.title).toMatch(/サインイン/);
    expect(await sessions()).toBe(before);
  });

  it('says no where the provider does, and tells nothing of its words', async () => {
    const browser = newBrowser();
    const { headers } = await browser.visit('/auth/sign-in');
    const state = new URL(headers.get('location') ?? '').searchParams.get('state') ?? '';
    const refusal = new URLSearchParams({
      ...{ error: 'access_denied', error_description: 'YAMADA', state, iss: provider.oidc.issuer },
    });
    const answer = await browser.visit(`/auth/callback?${refusal.toString()}`);
    expect([answer.status, answer.problem.code]).toEqual([403, 'sign-in.refused']);
    expect(JSON.stringify(answer.body)).not.toContain('YAMADA');
  });

  it.each([
    ['nothing', ''],
    ['an empty query', '?'],
    ['an empty code', '?code='],
    ['two codes', '?code=a&code=b&state=c'],
    ['half a character', '?%'],
    ['a long code', `?code=${'x'.repeat(3_000)}`],
  ])('refuses %s', async (_, query) => {
    const browser = newBrowser();
    await browser.visit('/auth/sign-in');
    expect((await browser.visit(`/auth/callback${query}`)).problem).toMatchObject({ status: 400 });
  });
});

describe('a second factor', () => {
  it('is demanded of a session whose role needs one; it can see what is missing, and leave', async () => {
    const browser = newBrowser();
    expect((await browser.signIn(WORKER, { single: true })).status).toBe(200);
    const closed = await browser.visit(SAMPLE);
    expect([closed.status, closed.problem.code]).toEqual([403, 'mfa.required']);
    expect(closed.problem.errors).toEqual([
      { field: 'signIn', rule: 'mfa', mend: expect.stringContaining('二要素認証') as string },
    ]);
    expect((await browser.visit('/auth/me')).body).toMatchObject({ secondFactorMissing: true });
    await browser.signIn(WORKER);
    expect((await browser.visit(SAMPLE)).status).toBe(200);
  });

  it('is demanded of a bearer token too', async () => {
    const weak = await provider.token('INTAKE_WORKER', { amr: 'pwd' });
    const closed = await gateway.send(SAMPLE, { token: weak });
    expect([closed.status, closed.problem.code]).toEqual([403, 'mfa.required']);
    expect((await gateway.send('/auth/me', { token: weak })).body).toMatchObject({ session: null });
    expect((await gateway.send(SAMPLE, { token: await provider.token('INTAKE_WORKER') })).status).toBe(200);
  });
});

it('says 503 while the provider is away, and works as soon as it is back', async () => {
  const browser = newBrowser();
  const back = await browser.comeBack(WORKER);
  await provider.oidc.child.stop();
  const away = await browser.visit(back);
  expect([away.status, away.problem.code]).toEqual([503, 'sign-in.unavailable']);
  await provider.oidc.child.start();
  expect((await browser.signIn(WORKER)).status).toBe(200);
}, 30_000);
