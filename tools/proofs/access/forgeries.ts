import { createHmac } from 'node:crypto';
import type { Claims, Signer } from './signer';

/** A token that must be refused, and what is wrong with it. */
export interface Forgery {
  readonly name: string;
  readonly token: string;
}

const HUGE = 200_000;
const seconds = (): number => Math.floor(Date.now() / 1000);

/** A signer, and claims with which its token would be good now. */
export interface Genuine {
  readonly signer: Signer;
  readonly claims: Claims;
  /** Another service's audience, another municipality: right elsewhere. */
  readonly elsewhere: { readonly audience: string; readonly tenant: string };
}

/** Wrong in the signature or its header. */
function unsoundSignatures({ signer, claims, elsewhere }: Genuine): Readonly<Record<string, string>> {
  const good = signer.sign(claims);
  const [header = '', payload = '', signature = ''] = good.split('.');
  const other = Buffer.from(JSON.stringify({ ...claims, tenant: elsewhere.tenant })).toString('base64url');
  const foreign = signer.stranger();
  const { shown } = foreign;
  const hmac = (alg: string, secret: string): string => {
    const head = signer.unsigned(claims, { alg });
    return `${head}.${createHmac(alg.replace('HS', 'sha'), secret).update(head).digest('base64url')}`;
  };
  const zeros = Buffer.alloc(signer.alg === 'RS256' ? 256 : 64).toString('base64url');
  return {
    'no algorithm': `${signer.unsigned(claims, { alg: 'none' })}.`,
    'no algorithm in other letters': `${signer.unsigned(claims, { alg: 'NoNe' })}.`,
    'no algorithm, with a signature': `${signer.unsigned(claims, { alg: 'NONE' })}.${signature}`,
    'no algorithm named': `${signer.unsigned(claims, { alg: undefined })}.${signature}`,
    'its signature stripped': `${header}.${payload}.`,
    'its last part missing': `${header}.${payload}`,
    'a signature of zeros': `${header}.${payload}.${zeros}`,
    'a signature of zeros for ES256': `${signer.unsigned(claims, { alg: 'ES256' })}.${Buffer.alloc(64).toString('base64url')}`,
    'half of its signature': `${header}.${payload}.${signature.slice(0, signature.length / 2)}`,
    'the public key as shared secret': hmac('HS256', JSON.stringify(signer.shown)),
    'an empty shared secret': hmac('HS512', ''),
    'another payload under its signature': `${header}.${other}.${signature}`,
    'another header under its signature': `${signer.unsigned(claims, { kid: 'x' }).split('.')[0] ?? ''}.${payload}.${signature}`,
    'a foreign key of the same id': foreign.sign(claims),
    'a foreign key without an id': foreign.sign(claims, { kid: undefined }),
    'an id that nobody has': signer.sign(claims, { kid: 'nobody' }),
    'an id that is SQL': foreign.sign(claims, { kid: "x' UNION SELECT 'key' --" }),
    'an id that is a path': foreign.sign(claims, { kid: '../../../dev/null' }),
    'its own key in the header': foreign.sign(claims, { jwk: shown }),
    'its own key and another id': foreign.sign(claims, { jwk: shown, kid: undefined }),
    'the address of its keys': foreign.sign(claims, { jku: 'http://127.0.0.1:9/keys' }),
    'the address of its certificate': foreign.sign(claims, { x5u: 'http://127.0.0.1:9/cert', x5c: ['MIIB'] }),
    'a critical header that nobody knows': signer.sign(claims, { crit: ['proof'], proof: 1 }),
    'a payload that is not encoded': signer.sign(claims, { crit: ['b64'], b64: false }),
    '200 KB': foreign.sign({ ...claims, filler: 'x'.repeat(HUGE) }),
    'no token at all': 'abc',
    'two dots': '..',
    'five parts': `${good}.${payload}.${signature}`,
  };
}

/** Well signed, and yet not to be believed. */
function wrongClaims({ claims, elsewhere }: Genuine): Readonly<Record<string, Claims>> {
  const now = seconds();
  return {
    expired: { iat: now - 3_000, exp: now - 30 },
    'no end': { exp: undefined },
    'not yet valid': { nbf: now + 60 },
    'issued in the future': { iat: now + 60, exp: now + 110 },
    'too old though it has not ended': { iat: now - 86_400, exp: now + 30 },
    'no day of issue': { iat: undefined },
    'an end that is a text': { exp: 'tomorrow' },
    'another audience': { aud: elsewhere.audience },
    'no audience': { aud: undefined },
    'another issuer': { iss: 'http://127.0.0.1:9' },
    'no issuer': { iss: undefined },
    'no subject': { sub: undefined },
    'no municipality': { tenant: undefined },
    'two municipalities': { tenant: [claims['tenant'], elsewhere.tenant] },
    'a municipality of another form': { tenant: `${String(claims['tenant'])}' OR '1` },
    'no roles': { roles: [] },
    'roles that nobody knows': { roles: ['ADMIN', '*', 'constructor'] },
    'roles as a text': { roles: 'CSW' },
    'the role of a service among others': { roles: ['CSW', 'SYSTEM'] },
    'an organisation of another form': { org: { id: 'x' } },
  };
}

const wrongTypes = ['JWT', 'id+jwt', 'at+jws', undefined];

/** What both doors have to refuse, whoever signs there. */
export function forgeriesOf(genuine: Genuine): readonly Forgery[] {
  const { signer, claims } = genuine;
  return [
    ...Object.entries(unsoundSignatures(genuine)).map(([name, token]) => ({ name, token })),
    ...Object.entries(wrongClaims(genuine)).map(([name, change]) => ({
      name,
      token: signer.sign({ ...claims, ...change }),
    })),
    ...wrongTypes.map((typ) => ({ name: `the type ${typ ?? '(none)'}`, token: signer.sign(claims, { typ }) })),
  ];
}
