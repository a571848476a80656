import { createHmac } from 'node:crypto';
import { base64url } from 'jose';
import { ReadSampleV1, SAMPLE_TABLE } from './sample-api';
import { AUDIENCE, type Issuer, TENANT } from './issuer';
import { type GatewayWorld, startGateway } from './world';

const PATH = '/api/v1/samples/3f0c2f0e-6f5c-4c39-9a51-0d3f0f6a3b11';
const now = Math.floor(Date.now() / 1000);

let gateway: GatewayWorld;
let issuer: Issuer;
let reached = 0;

beforeAll(async () => {
  gateway = await startGateway([SAMPLE_TABLE]);
  issuer = gateway.issuer;
  gateway.answers(ReadSampleV1, ({ sampleId }) => {
    reached += 1;
    return { sampleId, limit: 1 };
  });
}, 60_000);
afterAll(() => gateway.stop());

const claims = (): object => ({
  iss: issuer.settings.issuer,
  aud: AUDIENCE,
  sub: 'worker-1',
  iat: now,
  exp: now + 300,
  jti: 'j1',
  tenant: TENANT,
  roles: ['INTAKE_WORKER'],
  org: null,
});
const part = (value: object): string => base64url.encode(JSON.stringify(value));
const unsigned = (header: object, signature = ''): string => `${part(header)}.${part(claims())}.${signature}`;
const typ = 'at+jwt';

/** Tokens that somebody might try. Each must be refused, and none may reach a service. */
const FORGED: Readonly<Record<string, () => Promise<string> | string>> = {
  'no algorithm': () => unsigned({ alg: 'none', typ }),
  'no algorithm, written otherwise': () => unsigned({ alg: 'NoNe', typ }),
  'an empty signature': () => unsigned({ alg: 'RS256', typ, kid: 'main' }),
  'a signature of zeros': () => unsigned({ alg: 'RS256', typ, kid: 'main' }, base64url.encode(new Uint8Array(256))),
  'the public key as a shared secret': () => {
    const head = `${part({ alg: 'HS256', typ, kid: 'main' })}.${part(claims())}`;
    return `${head}.${createHmac('sha256', issuer.publicKey).update(head).digest('base64url')}`;
  },
  'a foreign key under our id': () => issuer.forged(),
  'an unknown key': () => issuer.token({}, { kid: 'other' }),
  'a key id that is a path': () => issuer.token({}, { kid: '../../dev/null' }),
  'a key id that is SQL': () => issuer.token({}, { kid: "x' UNION SELECT 'y" }),
  'another type': () => issuer.token({}, { typ: 'JWT' }),
  'no type': () => issuer.token({}, { typ: undefined as never }),
  'an id token': () => issuer.token({}, { typ: 'id+jwt' }),
  'a critical header that nobody knows': async () => {
    const [, payload, signature] = (await issuer.token()).split('.');
    return `${part({ alg: 'RS256', typ, kid: 'main', crit: ['x'], x: 1 })}.${payload ?? ''}.${signature ?? ''}`;
  },
  'its own key in the header': () => issuer.forged({ jwk: JSON.parse(issuer.publicKey) as object }),
  'another payload under the same signature': async () => {
    const [header, , signature] = (await issuer.token()).split('.');
    return `${header ?? ''}.${part({ ...claims(), tenant: '990027' })}.${signature ?? ''}`;
  },
  'another issuer': () => issuer.token({ iss: 'http://127.0.0.1:1' }),
  'another audience': () => issuer.token({ aud: 'someone-else' }),
  expired: () => issuer.token({ exp: now - 10 }),
  'not yet valid': () => issuer.token({ nbf: now + 120 }),
  'issued in the future': () => issuer.token({ iat: now + 120, exp: now + 300 }),
  'older than an hour though not expired': () => issuer.token({ iat: now - 3_700, exp: now + 300 }),
  'no expiry': () => issuer.token({ exp: undefined }),
  'no subject': () => issuer.token({ sub: undefined }),
  'a subject that is a service': () => issuer.token({ sub: 'system:intake' }),
  'a subject with a line break': () => issuer.token({ sub: 'a\nb' }),
  'no municipality': () => issuer.token({ tenant: undefined }),
  'a municipality of another form': () => issuer.token({ tenant: "990019' OR '1" }),
  'two municipalities': () => issuer.token({ tenant: ['990019', '990027'] }),
  'no roles': () => issuer.token({ roles: [] }),
  'unknown roles': () => issuer.token({ roles: ['ADMIN', '*'] }),
  'roles as text': () => issuer.token({ roles: 'INTAKE_WORKER' }),
  'the role of a service': () => issuer.token({ roles: ['SYSTEM'] }),
  'the role of a service among others': () => issuer.token({ roles: ['INTAKE_WORKER', 'SYSTEM'] }),
  'an organisation of another form': () => issuer.token({ org: { id: 'x' } }),
  'no token at all': () => 'abc',
  'two dots': () => '..',
};

it.each(Object.keys(FORGED))('refuses %s', async (name) => {
  const token = (await FORGED[name]?.()) ?? '';
  const answer = await gateway.send(PATH, { token });
  expect([answer.status, answer.problem.status]).toEqual([401, 401]);
  expect(answer.problem.code).toMatch(/^token\.(?:invalid|expired)$/);
  expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
  expect(reached).toBe(0);
});

it.each(['Basic YTpi', 'Bearer', 'bearer  ', 'Bearer a b', 'Token x'])('refuses «%s»', async (authorization) => {
  expect((await gateway.send(PATH, { headers: { authorization } })).status).toBe(401);
});

it('lets the good one in, twice', async () => {
  const token = await issuer.token();
  expect((await gateway.send(PATH, { token })).status).toBe(200);
  expect((await gateway.send(PATH, { token, headers: { authorization: `bearer ${token}` } })).status).toBe(200);
});

describe('a second factor', () => {
  const codeOf = async (claims: object): Promise<string> => {
    const answer = await gateway.send(PATH, { token: await issuer.token({ ...claims }) });
    return answer.status === 200 ? 'in' : answer.problem.code;
  };

  it.each([
    ['methods that are enough', { amr: ['pwd', 'otp'] }, 'in'],
    ['a class that is enough', { amr: undefined, acr: 'phr' }, 'in'],
    ['one method', { amr: ['pwd'] }, 'mfa.required'],
    ['nothing', { amr: undefined }, 'mfa.required'],
    ['methods as text', { amr: 'pwd otp' }, 'mfa.required'],
    ['an unknown class', { amr: [], acr: '1' }, 'mfa.required'],
    ['the word of the provider that it is a machine', { amr: undefined, machine: true }, 'in'],
    ['something like that word', { amr: undefined, machine: 'true' }, 'mfa.required'],
  ])('with %s', async (_, claims, code) => {
    expect(await codeOf(claims)).toBe(code);
  });

  it('is asked for after the role: whoever may not come in learns no more', async () => {
    expect(await codeOf({ amr: ['pwd'], roles: ['OPS'] })).toBe('role.refused');
  });
});

it('says 503 while the keys of the provider cannot be had, and works as soon as they can', async () => {
  const late = await startGateway([SAMPLE_TABLE]);
  try {
    late.issuer.broken = true;
    late.answers(ReadSampleV1, ({ sampleId }) => ({ sampleId, limit: 1 }));
    const token = await late.issuer.token();
    const closed = await late.send(PATH, { token });
    expect([closed.status, closed.problem.code]).toEqual([503, 'sign-in.unavailable']);
    expect((await late.send('/health/ready')).body).toMatchObject({ parts: { 'sign-in': false } });
    late.issuer.broken = false;
    expect((await late.send(PATH, { token })).status).toBe(200);
  } finally {
    await late.stop();
  }
}, 60_000);
