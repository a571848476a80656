import { type Actor, AppError, isRole, unavailable } from '#libs/kernel';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Evidence } from '../domain/mfa';

export interface OidcSettings {
  /** Exactly as it stands in the tokens' `iss`. */
  readonly issuer: string;
  readonly audience: string;
  /** The one algorithm that tokens are signed with. */
  readonly algorithm: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
  /** A token older than this is refused, whatever its `exp` says. Seconds. */
  readonly maxTokenAgeS: number;
  /** Where the provider's keys are, if its discovery document cannot be read from here. */
  readonly jwksUrl: string | undefined;
}

export interface VerifiedToken {
  readonly actor: Actor;
  readonly evidence: Evidence;
  /** The provider says that a machine had this token for itself. Nobody can ask it for a second factor. */
  readonly machine: boolean;
  /** Seconds since 1970. */
  readonly issuedAt: number;
}

type RemoteKeys = ReturnType<typeof createRemoteJWKSet>;

const SKEW_S = 5;
const FETCH_MS = 3_000;
const KEPT_TOKENS = 5_000;

/**
 * Says on whose behalf a bearer token speaks. Issuer, audience, algorithm and `typ` are fixed;
 * anything else is refused with 401 `token.invalid` or `token.expired`, and with 503
 * `sign-in.unavailable` while the provider's keys cannot be had.
 */
export class TokenVerifier {
  private keys: Promise<RemoteKeys> | undefined;
  private readonly known = new Map<string, VerifiedToken & { readonly until: number }>();
  private everReached = false;

  constructor(private readonly settings: OidcSettings) {}

  async verify(token: string): Promise<VerifiedToken> {
    const known = this.known.get(token);
    if (known && known.until > Date.now()) return known;
    const payload = await this.check(token);
    const issuedAt = payload.iat ?? 0;
    const until = Math.min(payload.exp ?? 0, issuedAt + this.settings.maxTokenAgeS) * 1000;
    const machine = payload['machine'] === true;
    const verified = { actor: actorOf(payload), evidence: evidenceOf(payload), machine, issuedAt, until };
    if (this.known.size >= KEPT_TOKENS) this.known.clear();
    this.known.set(token, verified);
    return verified;
  }

  /** True once the provider's keys could be read. Tries again where they could not. */
  async reach(): Promise<boolean> {
    if (!this.everReached) {
      const keys = await this.remoteKeys();
      if (!keys.fresh) await keys.reload();
      this.everReached = true;
    }
    return true;
  }

  private async check(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithm, maxTokenAgeS } = this.settings;
    try {
      const { payload } = await jwtVerify(token, this.keyFor, {
        issuer,
        audience,
        algorithms: [algorithm],
        typ: 'at+jwt',
        maxTokenAge: maxTokenAgeS,
        clockTolerance: SKEW_S,
        requiredClaims: ['sub', 'iat', 'exp', 'tenant', 'roles'],
      });
      return payload;
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (error instanceof errors.JWTExpired) throw refused('token.expired', 'The token has expired.');
      throw invalidToken();
    }
  }

  private readonly keyFor: JWTVerifyGetKey = async (header, token) => {
    try {
      return await (
        await this.remoteKeys()
      )(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      throw unavailable('sign-in.unavailable', 'The keys of the OpenID provider cannot be read.');
    }
  };

  private remoteKeys(): Promise<RemoteKeys> {
    this.keys ??= this.discover().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async discover(): Promise<RemoteKeys> {
    const url = this.settings.jwksUrl ?? (await this.discoveredUrl());
    return createRemoteJWKSet(new URL(url), { timeoutDuration: FETCH_MS, cooldownDuration: 10_000 });
  }

  private async discoveredUrl(): Promise<string> {
    const { issuer } = this.settings;
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(FETCH_MS),
      redirect: 'error',
    });
    const found = (await response.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
    if (found.issuer !== issuer || typeof found.jwks_uri !== 'string') {
      throw new Error('The discovery document is not that of the issuer.');
    }
    return found.jwks_uri;
  }
}

/** SYSTEM is for services among themselves and never comes from outside. */
function actorOf({ sub, tenant, roles, org }: JWTPayload): Actor {
  const granted = Array.isArray(roles) ? [...new Set(roles.filter(isRole))] : [];
  const orgId = org ?? null;
  if (!isPerson(sub) || !isTenant(tenant) || !isOrganisation(orgId)) throw invalidToken();
  if (granted.length === 0 || granted.includes('SYSTEM')) throw invalidToken();
  return { sub, tenant, roles: granted, orgId };
}

/** From an access token (RFC 9068) or an ID token. */
export const evidenceOf = ({ acr, amr }: Readonly<Record<string, unknown>>): Evidence => ({
  acr: typeof acr === 'string' ? acr : null,
  amr: Array.isArray(amr) ? amr.filter((method) => typeof method === 'string') : [],
});

const isPerson = (sub: unknown): sub is string =>
  typeof sub === 'string' && /^[\x21-\x7e]{1,255}$/.test(sub) && !sub.startsWith('system:');
const isTenant = (tenant: unknown): tenant is string => typeof tenant === 'string' && /^\d{6}$/.test(tenant);
const isOrganisation = (org: unknown): org is string | null =>
  org === null || (typeof org === 'string' && /^[\x21-\x7e]{1,64}$/.test(org));

const refused = (code: string, message: string): AppError => new AppError('forbidden', code, message, [], 401);
export const invalidToken = (): AppError => refused('token.invalid', 'The token was refused.');
export const missingToken = (): AppError => refused('token.missing', 'A bearer token is needed.');
export const revokedToken = (): AppError => refused('token.revoked', 'The token has been revoked.');
