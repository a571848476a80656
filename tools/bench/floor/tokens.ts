import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, createRemoteJWKSet, importJWK, jwtVerify, SignJWT } from 'jose';
import { FLOOR_SERVICE, type FloorSettings, Refused } from './settings';

export interface FloorActor {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly orgId: string | null;
  readonly tenant: string;
}

interface Kept<T> {
  readonly value: T;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const TYP = 'tsunagi-actor+jwt';

/** The checks of an access token that the gateway makes, kept until the token ends. */
export function accessTokens({ issuer, audience }: FloorSettings): (token: string) => Promise<FloorActor> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  return kept(async (token) => {
    const { payload } = await jwtVerify(token, keys, {
      ...{ issuer, audience, algorithms: ['RS256'], typ: 'at+jwt', maxTokenAge: 3_600, clockTolerance: 5 },
      requiredClaims: ['sub', 'iat', 'exp', 'tenant', 'roles'],
    });
    return { value: actorOf(payload), until: (payload.exp ?? 0) * 1000 };
  });
}

/** The checks of an actor token that a service makes, kept until the token ends. */
export function actorTokens({ trustedKeys }: FloorSettings): (token: string) => Promise<FloorActor> {
  const keys = createLocalJWKSet(trustedKeys);
  return kept(async (token) => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      ...{ algorithms: ['EdDSA'], typ: TYP, audience: FLOOR_SERVICE, clockTolerance: 5, maxTokenAge: 65 },
      requiredClaims: ['sub', 'iat', 'exp', 'jti', 'tenant', 'roles'],
    });
    if (payload.iss !== 'gateway' || protectedHeader.kid !== 'gateway') throw new Error('not the gateway');
    return { value: actorOf(payload), until: (payload.exp ?? 0) * 1000 };
  });
}

/** Signs for an actor, and says the same again for twenty seconds. */
export async function actorSigner({ signingKey }: FloorSettings): Promise<(actor: FloorActor) => Promise<string>> {
  const key = await importJWK(signingKey, 'EdDSA');
  const known = new Map<string, Kept<string>>();
  return async (actor) => {
    const name = JSON.stringify(actor);
    const have = known.get(name);
    if (have && have.until > Date.now()) return have.value;
    const value = await new SignJWT({ roles: actor.roles, org: actor.orgId, tenant: actor.tenant })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYP, kid: 'gateway' })
      .setIssuer('gateway')
      .setSubject(actor.sub)
      .setAudience(FLOOR_SERVICE)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(key);
    known.set(name, { value, until: Date.now() + 20_000 });
    return value;
  };
}

function kept<T>(verify: (token: string) => Promise<Kept<T>>): (token: string) => Promise<T> {
  const known = new Map<string, Kept<T>>();
  return async (token) => {
    const have = known.get(token);
    if (have && have.until > Date.now()) return have.value;
    const fresh = await verify(token).catch(() => {
      throw new Refused(401, 'token.invalid');
    });
    if (known.size > 5_000) known.clear();
    known.set(token, fresh);
    return fresh.value;
  };
}

function actorOf({ sub, tenant, roles, org }: Readonly<Record<string, unknown>>): FloorActor {
  if (typeof sub !== 'string' || typeof tenant !== 'string' || !/^\d{6}$/.test(tenant)) throw new Error('claims');
  if (!Array.isArray(roles) || roles.length === 0) throw new Error('roles');
  return { sub, tenant, roles: roles as readonly string[], orgId: typeof org === 'string' ? org : null };
}
