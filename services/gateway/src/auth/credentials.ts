import { type Actor, AppError, invalid } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';
import type { Evidence } from '../domain/mfa';
import type { Session } from '../domain/session';
import type { Browsers } from './browsers';
import { cookieValues } from './cookies';
import type { Revocations } from './revocations';
import { checkSameOrigin } from './same-origin';
import type { Sessions } from './sessions';
import { invalidToken, missingToken, revokedToken, type TokenVerifier } from './token-verifier';

/** Who asks, and how that was shown. */
export interface Caller {
  readonly actor: Actor;
  readonly evidence: Evidence;
  readonly machine: boolean;
  /** Of a browser; undefined where a bearer token was shown. */
  readonly session: Session | undefined;
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** Makes a caller of a bearer token or of a session's cookie. Both at once is refused: 400 `credentials.two`. */
export class Credentials {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly browsers: Browsers,
  ) {}

  /** `used`: the request puts off the end of the session. */
  async callerOf(request: Pick<FastifyRequest, 'headers' | 'method' | 'id'>, used: boolean): Promise<Caller> {
    const { authorization, cookie } = request.headers;
    const secrets = cookieValues(cookie, this.browsers.cookies.session);
    if (secrets.length === 0) return this.bearer(authorization);
    if (authorization !== undefined) throw invalid('credentials.two', 'Either a bearer token or a session.');
    checkSameOrigin(request, this.browsers.origin);
    const [secret = '', ...more] = secrets;
    if (more.length > 0) throw invalid('credentials.two', 'The session is given twice.');
    const session = await this.sessions.enter(secret, used, request.id);
    return { actor: session.actor, evidence: session.evidence, machine: false, session };
  }

  private async bearer(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) throw missingToken();
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw invalidToken();
    const { actor, evidence, machine, issuedAt } = await this.tokens.verify(token);
    if (this.revocations.revoked(actor, issuedAt)) throw revokedToken();
    return { actor, evidence, machine, session: undefined };
  }
}

export const mfaRequired = (): AppError =>
  new AppError('forbidden', 'mfa.required', 'This role needs a second factor.', [
    {
      field: 'signIn',
      rule: 'mfa',
      mend: '二要素認証(認証アプリ、セキュリティキー、ICカード)でサインインし直してください',
    },
  ]);
