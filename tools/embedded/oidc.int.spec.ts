import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { ROOT } from '../paths';
import { ensureKeys } from './keys';
import { AUDIENCE, startOidc, type RunningOidc } from './oidc';
import { runOrThrow } from './run';
import { fetchToken, type TokenOptions } from './tokens';

jest.setTimeout(60_000);

const CALLBACK = 'http://localhost:3000/auth/callback';

describe('the embedded OpenID provider', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tsunagi-oidc-spec-'));
  const { secrets, files } = ensureKeys(join(folder, 'keys'));
  const options = {
    dir: join(folder, 'oidc'),
    keysFile: files.oidc,
    secrets,
    tenants: ['990019', '990027'],
    redirectUris: [CALLBACK],
    logFile: join(folder, 'oidc.log'),
  };
  let oidc: RunningOidc;

  beforeAll(async () => {
    await runOrThrow(process.execPath, [join(ROOT, 'tools', 'build.mjs')]);
    oidc = await startOidc(options);
  });

  afterAll(async () => {
    await oidc.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const claimsOf = async (token: string): Promise<JWTPayload> => {
    const keys = createRemoteJWKSet(new URL(`${oidc.issuer}/jwks`));
    const { payload } = await jwtVerify(token, keys, {
      issuer: oidc.issuer,
      audience: AUDIENCE,
      algorithms: ['RS256'],
      typ: 'at+jwt',
    });
    return payload;
  };
  const claimsFor = async (role: string, more: TokenOptions = {}): Promise<JWTPayload> =>
    claimsOf(await fetchToken({ issuer: oidc.issuer, clientSecret: secrets.demoClients }, role, more));

  it('gives a signed token with tenant, roles and organisation, and no name', async () => {
    const claims = await claimsFor('INTAKE_WORKER');
    expect(claims).toMatchObject({ sub: 'demo-intake-worker', tenant: '990019', roles: ['INTAKE_WORKER'], org: null });
    expect(Object.keys(claims).filter((claim) => /name|mail|phone/.test(claim))).toEqual([]);
  });

  it('takes the role as people write it and names the roles there are otherwise', async () => {
    expect(await claimsFor('participation-worker')).toMatchObject({ roles: ['PARTICIPATION_WORKER'] });
    await expect(claimsFor('king')).rejects.toThrow(/no role "king".*INTAKE_WORKER/);
  });

  it('gives scripts another municipality, organisation or person of a role', async () => {
    const claims = await claimsFor('PROVIDER_STAFF', { tenant: '990027', org: 'o-1', as: 'second' });
    expect(claims).toMatchObject({ sub: 'demo-provider-staff:second', tenant: '990027', org: 'o-1' });
    expect(await claimsFor('CSW', { tenant: '131016' })).toMatchObject({ tenant: '990019' });
  });

  it('refuses a wrong secret', async () => {
    await expect(fetchToken({ issuer: oidc.issuer, clientSecret: 'guessed' }, 'CSW')).rejects.toThrow(/no token/);
  });

  it('signs people in by code and PKCE, and lets them choose an account and nothing else', async () => {
    const token = await signIn(oidc.issuer, 'demo-provider-staff', { tenant: '990027', org: 'stolen', as: 'other' });
    expect(await claimsOf(token)).toMatchObject({
      sub: 'demo-provider-staff',
      tenant: '990019',
      roles: ['PROVIDER_STAFF'],
      org: null,
    });
  });

  it('keeps its keys, its address and the organisations of accounts over a restart', async () => {
    oidc.setOrganisation('demo-provider-staff', 'o-2');
    const old = await fetchToken({ issuer: oidc.issuer, clientSecret: secrets.demoClients }, 'PROVIDER_STAFF');
    const { port } = oidc;
    await oidc.stop();
    oidc = await startOidc({ ...options, port });
    expect(oidc.port).toBe(port);
    expect(await claimsOf(old)).toMatchObject({ org: 'o-2' });
  });
});

/** A browser's way through sign-in, with a jar for cookies. Returns the access token. */
async function signIn(issuer: string, account: string, more: Record<string, string>): Promise<string> {
  const jar = new Map<string, string>();
  const browse = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(url, issuer), { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  };
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: 'tsunagi-console',
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid api',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  });
  const start = await browse(`/auth?${query.toString()}`);
  const form = start.headers.get('location') ?? '';
  expect(await (await browse(form)).text()).toContain('デモのサインイン');
  let next = await browse(form, { method: 'POST', body: new URLSearchParams({ account }) });
  for (let hops = 0; hops < 5 && !next.headers.get('location')?.startsWith(CALLBACK); hops += 1) {
    next = await browse(next.headers.get('location') ?? '');
  }
  const code = new URL(next.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'tsunagi-console',
      code,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
      ...more,
    }),
  });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}
