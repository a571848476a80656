import { randomUUID } from 'node:crypto';
import { type Actor, forbidden, isRole, type ServiceName } from '#libs/kernel';
import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';

const LIFETIME_S = 60;
/** A token is used again for this long, so that a busy caller does not sign for every request. */
const REUSE_MS = 20_000;
const TYP = 'tsunagi-actor+jwt';

type Verified = Actor & { readonly exp: number };

/**
 * Says to another service on whose behalf a request is made: at most 60 s, one audience, EdDSA.
 * The gateway's key speaks for people and machines; any other key for the role SYSTEM only.
 */
export class ActorTokens {
  private readonly signed = new Map<string, { readonly token: string; readonly until: number }>();
  private readonly seen = new Map<string, Verified>();
  private readonly trusted: ReturnType<typeof createLocalJWKSet>;

  private constructor(
    private readonly service: ServiceName,
    private readonly key: Awaited<ReturnType<typeof importJWK>>,
    trusted: JSONWebKeySet,
  ) {
    this.trusted = createLocalJWKSet(trusted);
  }

  static async create(service: ServiceName, privateKey: JWK, trusted: JSONWebKeySet): Promise<ActorTokens> {
    return new ActorTokens(service, await importJWK(privateKey, 'EdDSA'), trusted);
  }

  async sign(actor: Actor, audience: ServiceName): Promise<string> {
    const cacheKey = `${audience} ${JSON.stringify([actor.sub, actor.roles, actor.orgId, actor.tenant])}`;
    const known = this.signed.get(cacheKey);
    if (known && known.until > Date.now()) return known.token;
    const token = await new SignJWT({ roles: actor.roles, org: actor.orgId, tenant: actor.tenant })
      .setProtectedHeader({ alg: 'EdDSA', typ: TYP, kid: this.service })
      .setIssuer(this.service)
      .setSubject(actor.sub)
      .setAudience(audience)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_S}s`)
      .sign(this.key);
    if (this.signed.size > 5_000) this.signed.clear();
    this.signed.set(cacheKey, { token, until: Date.now() + REUSE_MS });
    return token;
  }

  /** The actor, or 403 `actor.refused` for anything forged, expired or meant for another service. */
  async verify(token: string): Promise<Actor> {
    const known = this.seen.get(token);
    if (known && known.exp * 1000 > Date.now()) return known;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.trusted, {
        algorithms: ['EdDSA'],
        typ: TYP,
        audience: this.service,
        clockTolerance: 5,
        maxTokenAge: LIFETIME_S + 5,
        requiredClaims: ['sub', 'iat', 'exp', 'jti', 'tenant', 'roles'],
      });
      if (payload.iss !== protectedHeader.kid) throw new Error('issuer and key differ');
      if (payload.aud !== this.service) throw new Error('for others too');
      const actor = { ...readClaims(payload), exp: endOf(payload) };
      if (!maySay(payload, actor)) throw new Error('not for this key');
      if (this.seen.size > 5_000) this.seen.clear();
      this.seen.set(token, actor);
      return actor;
    } catch {
      throw forbidden('actor.refused', 'The actor token was refused.');
    }
  }
}

function readClaims(payload: JWTPayload): Actor {
  const { sub, roles, org, tenant } = payload;
  const orgId = org ?? null;
  const known = Array.isArray(roles) ? roles.filter(isRole) : [];
  if (typeof sub !== 'string' || !isTenant(tenant) || !isOrganisation(orgId) || known.length === 0) {
    throw new Error('claims missing');
  }
  return { sub, tenant, roles: known, orgId };
}

/** Seconds since 1970; both claims are there by now. */
function endOf({ iat = 0, exp = 0 }: JWTPayload): number {
  if (exp - iat > LIFETIME_S) throw new Error('lasts too long');
  return exp;
}

/** A service speaks for itself: as SYSTEM and nothing else, under its own name. For people the gateway speaks. */
function maySay({ iss, roles }: JWTPayload, { sub, orgId }: Actor): boolean {
  const said = roles as readonly unknown[];
  if (!said.includes('SYSTEM')) return iss === 'gateway' && !sub.startsWith('system:');
  return said.every((role) => role === 'SYSTEM') && sub === `system:${iss ?? ''}` && orgId === null;
}

const isTenant = (tenant: unknown): tenant is string => typeof tenant === 'string' && /^\d{6}$/.test(tenant);
const isOrganisation = (org: unknown): org is string | null =>
  org === null || (typeof org === 'string' && /^[\x21-\x7e]{1,64}$/.test(org));
