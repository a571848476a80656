import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import type { OidcSettings } from '../src/auth/token-verifier';

export const TENANT = '990019';
export const AUDIENCE = 'tsunagi-api';

export interface Issuer {
  readonly settings: OidcSettings;
  /** A good access token unless claims or header say otherwise; `undefined` leaves a claim out. */
  token(claims?: Readonly<Record<string, unknown>>, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** The same, signed with a key that the issuer does not publish, under the published id. */
  forged(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The public key as text: what a confused verifier might take for a shared secret. */
  readonly publicKey: string;
  /** While true, discovery and keys answer 500. */
  broken: boolean;
  stop(): Promise<void>;
}

/** A tiny OpenID provider: discovery and keys over HTTP, tokens made here. */
export async function startIssuer(): Promise<Issuer> {
  const keys = await generateKeyPair('RS256', { extractable: true });
  const others = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'main', alg: 'RS256', use: 'sig' };
  const server = createServer((request, response) => {
    const body = request.url === '/keys' ? { keys: [jwk] } : { issuer: address(), jwks_uri: `${address()}/keys` };
    response.statusCode = issuer.broken ? 500 : 200;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (
    key: CryptoKey,
    claims: Readonly<Record<string, unknown>>,
    header: Partial<JWTHeaderParameters>,
  ): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const payload: JWTPayload = {
      ...{ iss: address(), aud: AUDIENCE, sub: 'worker-1', iat: now, exp: now + 300, jti: 'j1' },
      ...{ tenant: TENANT, roles: ['INTAKE_WORKER'], org: null, amr: ['pwd', 'otp'] },
      ...claims,
    };
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'main', ...header }).sign(key);
  };
  const issuer: Issuer = {
    settings: {
      issuer: address(),
      audience: AUDIENCE,
      algorithm: 'RS256',
      maxTokenAgeS: 3_600,
      jwksUrl: undefined,
    },
    token: (claims = {}, header = {}) => sign(keys.privateKey, claims, header),
    forged: (claims = {}) => sign(others.privateKey, claims, {}),
    publicKey: JSON.stringify(jwk),
    broken: false,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return issuer;
}
