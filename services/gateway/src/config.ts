import { ConfigReader, readServiceConfig, type ServiceConfig } from '#libs/host';
import type { OidcSettings } from './auth/token-verifier';

/** Settings of the gateway beyond those of every service. */
export interface GatewayConfig extends ServiceConfig {
  readonly oidc: OidcSettings;
}

const ALGORITHMS: readonly OidcSettings['algorithm'][] = ['RS256', 'PS256', 'ES256', 'EdDSA'];

export const readConfig = (): GatewayConfig =>
  Object.freeze({ ...readServiceConfig('gateway', process.env, 'TSUNAGI_HTTP_PORT'), oidc: readOidc(process.env) });

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
