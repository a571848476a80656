import { ConfigReader, readServiceConfig, type ServiceConfig } from '#libs/host';
import type { SignInSettings } from './auth/relying-party';
import type { OidcSettings } from './auth/token-verifier';
import type { AuditAnchorsSettings } from './domain/audit-anchors';

/** Settings of the gateway beyond those of every service. */
export interface GatewayConfig extends ServiceConfig {
  readonly oidc: OidcSettings;
  readonly signIn: SignInSettings;
  readonly auditAnchors: AuditAnchorsSettings;
}

const ALGORITHMS: readonly OidcSettings['algorithm'][] = ['RS256', 'PS256', 'ES256', 'EdDSA'];

export function readConfig(): GatewayConfig {
  const config = readServiceConfig('gateway', process.env, 'TSUNAGI_HTTP_PORT');
  return Object.freeze({
    ...config,
    oidc: readOidc(process.env),
    signIn: readSignIn(process.env, config.mode),
    auditAnchors: readAuditAnchors(process.env),
  });
}

function readAuditAnchors(env: Readonly<Record<string, string | undefined>>): AuditAnchorsSettings {
  const read = new ConfigReader(env);
  const settings = {
    file: read.optional('TSUNAGI_AUDIT_ANCHORS_FILE'),
    everyS: read.integer('TSUNAGI_AUDIT_ANCHORS_EVERY_S', 1, 3_600, 60),
  };
  read.finish();
  return settings;
}

function readOidc(env: Readonly<Record<string, string | undefined>>): OidcSettings {
  const read = new ConfigReader(env);
  const algorithm = ALGORITHMS.find((name) => name === read.text('TSUNAGI_OIDC_ALG', 'RS256'));
  if (!algorithm) read.refuse(`TSUNAGI_OIDC_ALG must be one of ${ALGORITHMS.join(', ')}.`);
  const settings = {
    issuer: read.text('TSUNAGI_OIDC_ISSUER'),
    audience: read.text('TSUNAGI_OIDC_AUDIENCE'),
    algorithm: algorithm ?? 'RS256',
    maxTokenAgeS: read.integer('TSUNAGI_OIDC_MAX_TOKEN_AGE_S', 60, 86_400, 3_600),
    jwksUrl: read.optional('TSUNAGI_OIDC_JWKS_URL'),
  };
  for (const url of [settings.issuer, settings.jwksUrl]) {
    if (url !== undefined && url !== '' && !URL.canParse(url)) read.refuse('An OIDC address is no URL.');
  }
  read.finish();
  return settings;
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export function readSignIn(
  env: Readonly<Record<string, string | undefined>>,
  mode: ServiceConfig['mode'],
): SignInSettings {
  const read = new ConfigReader(env);
  const url = readPublicUrl(read);
  const backChannelUrl = read.optional('TSUNAGI_OIDC_BACKCHANNEL_URL');
  if (backChannelUrl !== undefined && !URL.canParse(backChannelUrl)) {
    read.refuse('TSUNAGI_OIDC_BACKCHANNEL_URL is no URL.');
  }
  const settings = {
    clientId: read.text('TSUNAGI_OIDC_CLIENT_ID', 'tsunagi-console'),
    clientSecret: read.optional('TSUNAGI_OIDC_CLIENT_SECRET'),
    scope: read.text('TSUNAGI_OIDC_SCOPE', 'openid api'),
    publicUrl: url.origin,
    backChannelUrl,
    // In production they are never plain: browsers take `Secure` from the own machine too.
    secureCookies: mode === 'production' || url.protocol === 'https:',
  };
  read.finish();
  return settings;
}

/** A session over plain http could be read on the way: it is for the own machine only. */
function readPublicUrl(read: ConfigReader): URL {
  const given = read.text('TSUNAGI_PUBLIC_URL');
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url) {
    if (given !== '') read.refuse('TSUNAGI_PUBLIC_URL must be scheme, host and port only.');
    return new URL('https://invalid');
  }
  if (url.origin !== given.replace(/\/$/, '')) read.refuse('TSUNAGI_PUBLIC_URL must be scheme, host and port only.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))) {
    read.refuse('TSUNAGI_PUBLIC_URL must be https; http is for the own machine.');
  }
  return url;
}
