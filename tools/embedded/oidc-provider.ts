import { readFileSync } from 'node:fs';
import type { Configuration, JWKS, KoaContextWithOIDC, default as ProviderClass } from 'oidc-provider';
import { DEMO_ACCOUNTS } from './demo-accounts';
import { readJson } from './files';

/** Resource indicator of the public API; tokens for it carry the audience below. */
const API_RESOURCE = 'urn:tsunagi:api';
const API_SCOPE = 'api';
const TOKEN_SECONDS = 3_600;
/** Said of everybody who does not say otherwise: that they signed in is as invented as they are. */
export const TWO_FACTORS: readonly string[] = ['pwd', 'otp'];
const CONSOLE_CLIENT = 'tsunagi-console';

export interface OidcSettings {
  readonly port: number;
  readonly issuer: string;
  /** `aud` of access tokens. */
  readonly audience: string;
  /** Private JWKS. */
  readonly keysFile: string;
  readonly clientSecret: string;
  readonly cookieKey: string;
  /** Municipalities that tokens can be had for; the first is the default. */
  readonly tenants: readonly string[];
  /** Where the console's sign-in may return to. */
  readonly redirectUris: readonly string[];
  /** Organisation of an account, by account id. Written when the organisations are known; read at each token. */
  readonly organisationsFile: string;
}

/** Claims that the gateway makes an actor of. Names are never among them. */
interface ActorClaims {
  readonly [claim: string]: unknown;
  readonly tenant: string;
  readonly roles: readonly string[];
  readonly org: string | null;
  /** How somebody signed in (RFC 8176). */
  readonly amr: readonly string[];
}

/**
 * The OpenID provider of the one-command start: demo accounts, sign-in by choosing one. It believes
 * whoever reaches it, so it listens on the loopback address only and is no part of a deployment.
 *
 * For scripts and tests the token endpoint takes four more parameters with client credentials:
 * `tenant` (one of the settings), `org` (organisation id), `as` (tells apart people of one role) and `amr`
 * (how they signed in, separated by spaces).
 */
export async function createProvider(settings: OidcSettings): Promise<ProviderClass> {
  // oidc-provider is an ES module and noisy about being used without https and a database.
  const { default: Provider } = await import('oidc-provider');
  return new Provider(settings.issuer, configuration(settings));
}

function configuration(settings: OidcSettings): Configuration {
  return {
    jwks: JSON.parse(readFileSync(settings.keysFile, 'utf8')) as JWKS,
    cookies: { keys: [settings.cookieKey] },
    clients: [...demoClients(settings), consoleClient(settings)],
    responseTypes: ['code'],
    scopes: ['openid', 'offline_access'],
    ttl: {
      AccessToken: TOKEN_SECONDS,
      ClientCredentials: TOKEN_SECONDS,
      Grant: 86_400,
      IdToken: TOKEN_SECONDS,
      Interaction: 3_600,
      Session: 86_400,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API_RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: API_SCOPE,
          audience: settings.audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_SECONDS,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    loadExistingGrant: grantEverything,
    claims: { openid: ['sub', 'amr'] },
    extraTokenClaims: (ctx, token) => claimsOf(settings, ctx, accountIdOf(token)),
    formats: {
      customizers: {
        jwt: (ctx, _token, jwt) => {
          const as = parameter(ctx, 'as');
          const { payload } = jwt as { readonly payload: { sub?: string } };
          if (as !== undefined) payload.sub = `${payload.sub}:${as}`;
        },
      },
    },
  };
}

const demoClients = ({ clientSecret }: OidcSettings): NonNullable<Configuration['clients']> =>
  DEMO_ACCOUNTS.map(({ id }) => ({
    client_id: id,
    client_secret: clientSecret,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  }));

const consoleClient = ({ redirectUris }: OidcSettings): NonNullable<Configuration['clients']>[number] => ({
  client_id: CONSOLE_CLIENT,
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [...redirectUris],
});

/** Everyone here is invented: there is nobody to ask for permission. */
async function grantEverything(ctx: KoaContextWithOIDC): Promise<InstanceType<ProviderClass['Grant']> | undefined> {
  const { client, session, provider } = ctx.oidc;
  const accountId = session?.accountId;
  if (!client || !session || accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  if (known !== undefined) {
    const grant = await provider.Grant.find(known);
    if (grant) return grant;
  }
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(API_RESOURCE, API_SCOPE);
  await grant.save();
  return grant;
}

function claimsOf(settings: OidcSettings, ctx: KoaContextWithOIDC, accountId: string): ActorClaims {
  const account = DEMO_ACCOUNTS.find(({ id }) => id === accountId);
  const organisations = readJson<Readonly<Record<string, string>>>(settings.organisationsFile) ?? {};
  const tenant = parameter(ctx, 'tenant');
  return {
    tenant: tenant !== undefined && settings.tenants.includes(tenant) ? tenant : (settings.tenants[0] ?? ''),
    roles: account ? [account.role] : [],
    org: parameter(ctx, 'org') ?? organisations[accountId] ?? null,
    amr: methodsOf(ctx),
  };
}

const methodsOf = (ctx: KoaContextWithOIDC): readonly string[] =>
  parameter(ctx, 'amr')?.split(' ') ?? ctx.oidc.entities.AuthorizationCode?.amr ?? TWO_FACTORS;

const accountIdOf = (token: object): string => {
  const { accountId, clientId } = token as { readonly accountId?: string; readonly clientId?: string };
  return accountId ?? clientId ?? '';
};

/** A parameter of our own, with client credentials only: nobody who signs in may choose who they are. */
function parameter(ctx: KoaContextWithOIDC, name: 'tenant' | 'org' | 'as' | 'amr'): string | undefined {
  const body = ctx.oidc.body ?? {};
  const value = body['grant_type'] === 'client_credentials' ? body[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
