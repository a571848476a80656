import { Refusal } from '../say';
import { accountOfRole, DEMO_ACCOUNTS } from './demo-accounts';

export interface TokenOptions {
  /** Six-digit municipality code; the system's first one by default. */
  readonly tenant?: string;
  /** Organisation the token speaks for; the account's own by default. */
  readonly org?: string;
  /** Tells apart people of one role: the subject becomes `<account>:<as>`. */
  readonly as?: string;
  /** How they signed in, separated by spaces; with two factors by default. */
  readonly amr?: string;
}

export interface TokenSource {
  readonly issuer: string;
  readonly clientSecret: string;
}

/** An access token of the demo account of this role, by client credentials. Valid for an hour. */
export async function fetchToken(source: TokenSource, role: string, options: TokenOptions = {}): Promise<string> {
  const account = accountOfRole(role.toUpperCase().replaceAll('-', '_'));
  if (!account) {
    throw new Refusal(`There is no role "${role}". Roles: ${DEMO_ACCOUNTS.map((known) => known.role).join(' ')}`);
  }
  const answer = await fetch(`${source.issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${account.id}:${source.clientSecret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api', ...options }),
    signal: AbortSignal.timeout(10_000),
  });
  const body = (await answer.json()) as { readonly access_token?: string; readonly error_description?: string };
  if (body.access_token === undefined) {
    throw new Error(`The OpenID provider gave no token: ${body.error_description ?? answer.status}`);
  }
  return body.access_token;
}
