import { type Actor, type AppError, forbidden, invalid, unavailable } from '#libs/kernel';
import * as oidc from 'openid-client';
import { SESSION_SETTINGS } from '../domain/session';
import type { Evidence } from '../domain/mfa';
import type { Attempt, AttemptSeal } from './attempt-seal';
import { evidenceOf, type OidcSettings, type TokenVerifier } from './token-verifier';

export interface SignInSettings {
  /** How the provider knows the gateway. */
  readonly clientId: string;
  /** Where the provider demands one besides PKCE. */
  readonly clientSecret: string | undefined;
  /** What is asked for; must bring an access token for our audience. */
  readonly scope: string;
  /** Origin under which browsers reach the gateway. */
  readonly publicUrl: string;
  /** The issuer as the gateway reaches it, where that is another address than browsers use. */
  readonly backChannelUrl: string | undefined;
  /** False for plain http on the own machine only. */
  readonly secureCookies: boolean;
}

/** Somebody whom the provider has sent back to us. */
export interface Arrival {
  readonly actor: Actor;
  readonly evidence: Evidence;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly to: string;
}

export const CALLBACK = '/auth/callback';

const FETCH_S = 5;

/** Signs people in at the OpenID provider: authorization code with PKCE, `state` and `nonce`. */
export class RelyingParty {
  private known: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly settings: SignInSettings,
    private readonly provider: OidcSettings,
    private readonly tokens: TokenVerifier,
    private readonly seal: AttemptSeal,
  ) {}

  /** Where the browser has to go, and what it has to bring back. 503 `sign-in.unavailable`. */
  async begin(to: string): Promise<{ readonly url: string; readonly sealed: string }> {
    const config = await this.configuration();
    const attempt: Attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      to,
    };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.callback,
      scope: this.settings.scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      // Whoever sits down at an open computer is asked, whatever the provider remembers.
      prompt: 'login',
      max_age: String(SESSION_SETTINGS.authenticationAgeSeconds),
    });
    return { url: url.href, sealed: await this.seal.seal(attempt) };
  }

  /**
   * Takes what the provider sent back by the browser. 400 `sign-in.expired` without its beginning,
   * 400 `sign-in.invalid` where something does not fit, 403 `sign-in.refused` where the provider says no.
   */
  async finish(query: string, sealed: string | undefined): Promise<Arrival> {
    const attempt = sealed === undefined ? undefined : await this.seal.open(sealed);
    if (!attempt) throw invalid('sign-in.expired', 'This sign-in was not begun here, or too long ago.');
    const config = await this.configuration();
    const answer = await this.exchange(config, query, attempt);
    const claims = answer.claims();
    const { actor, issuedAt } = await this.tokens.verify(answer.access_token);
    if (!claims || claims.sub !== actor.sub) throw notFitting();
    return { actor, issuedAt, evidence: evidenceOf(claims), to: attempt.to };
  }

  private get callback(): string {
    return `${this.settings.publicUrl}${CALLBACK}`;
  }

  private async exchange(config: oidc.Configuration, query: string, { state, nonce, verifier }: Attempt) {
    try {
      return await oidc.authorizationCodeGrant(config, new URL(`${this.callback}?${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        maxAge: SESSION_SETTINGS.authenticationAgeSeconds,
        idTokenExpected: true,
      });
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private configuration(): Promise<oidc.Configuration> {
    this.known ??= this.discover().catch(() => {
      this.known = undefined;
      throw away();
    });
    return this.known;
  }

  private discover(): Promise<oidc.Configuration> {
    const { clientId, clientSecret, backChannelUrl } = this.settings;
    const { issuer, algorithm } = this.provider;
    const plain = [issuer, backChannelUrl ?? issuer].some((url) => url.startsWith('http:'));
    return oidc.discovery(
      new URL(issuer),
      clientId,
      { id_token_signed_response_alg: algorithm },
      clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret),
      {
        timeout: FETCH_S,
        // The signature of the ID token is checked although it comes from the provider itself.
        execute: [oidc.enableNonRepudiationChecks, ...(plain ? [oidc.allowInsecureRequests] : [])],
        ...(backChannelUrl !== undefined && { [oidc.customFetch]: backChannel(issuer, backChannelUrl) }),
      },
    );
  }
}

/** Asks the same thing at the other address. */
const backChannel =
  (issuer: string, own: string): oidc.CustomFetch =>
  (url, options) =>
    fetch(url.startsWith(issuer) ? `${own}${url.slice(issuer.length)}` : url, options as RequestInit);

/** The provider's words stay here: they may name somebody. */
function refusalOf(error: unknown): AppError {
  if (error instanceof oidc.AuthorizationResponseError) {
    return error.error === 'temporarily_unavailable' || error.error === 'server_error'
      ? away()
      : forbidden('sign-in.refused', 'The OpenID provider let nobody in.');
  }
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500 ? away() : notFitting();
  // Without a code it is something else that went wrong on the way.
  const code = error instanceof oidc.ClientError ? error.code : undefined;
  return code === undefined || SILENT.has(code) ? away() : notFitting();
}

/** No answer, or none that is about us. */
const SILENT: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

const away = (): AppError => unavailable('sign-in.unavailable', 'The OpenID provider cannot be reached.');
const notFitting = (): AppError => invalid('sign-in.invalid', 'The answer of the OpenID provider does not fit.');
