import { Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { Allow, Public } from '#libs/host';
import { invalid, ROLES } from '#libs/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../auth/access.guard';
import { cookieValues } from '../auth/cookies';
import { AboutOwnSession } from '../auth/own-session';
import { RelyingParty } from '../auth/relying-party';
import { Sessions } from '../auth/sessions';
import { BROWSERS, type Browsers } from '../auth/browsers';
import { lacksFactor, MFA_POLICY } from '../domain/mfa';
import { idleEnd, lastEnd } from '../domain/session';
import { parseQuery } from './body-guard';
import { returnPathOf } from './return-path';

const EVERYBODY_SIGNED_IN = ROLES.filter((role) => role !== 'SYSTEM');

/** The way in and out for people at browsers. */
@Controller('auth')
export class SignInController {
  constructor(
    @Inject(RelyingParty) private readonly relyingParty: RelyingParty,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(BROWSERS) private readonly browsers: Browsers,
  ) {}

  @Get('sign-in')
  @Public()
  @HttpCode(303)
  async signIn(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { to = '/', ...others } = parseQuery(queryOf(request));
    if (Object.keys(others).length > 0) throw invalid('query.unknown', 'Only `to` can be given.');
    const { url, sealed } = await this.relyingParty.begin(returnPathOf(to, this.browsers.origin));
    reply.headers({ location: url, 'set-cookie': this.browsers.cookies.setAttempt(sealed) });
    return '';
  }

  /**
   * A page and not a redirect: the browser would take a redirect for a part of the way that began at the provider,
   * and would not send the new cookie along.
   */
  @Get('callback')
  @Public()
  @Header('Content-Type', 'text/html; charset=utf-8')
  async callback(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { cookies } = this.browsers;
    const { cookie } = request.headers;
    const [sealed, ...others] = cookieValues(cookie, cookies.attempt);
    // Whatever comes of it, this sign-in is over. A second `Set-Cookie` stands beside the first.
    reply.header('set-cookie', cookies.clear(cookies.attempt));
    const arrival = await this.relyingParty.finish(queryOf(request), others.length === 0 ? sealed : undefined);
    const [held] = cookieValues(cookie, cookies.session);
    const secret = await this.sessions.open(arrival, held, request.id);
    reply.header('set-cookie', cookies.setSession(secret));
    return page(arrival.to);
  }

  @Get('me')
  @Allow(...EVERYBODY_SIGNED_IN)
  @AboutOwnSession()
  me(@Req() request: FastifyRequest & SignedIn): object {
    const { actor, evidence, machine, session } = callerOf(request);
    return {
      sub: actor.sub,
      tenant: actor.tenant,
      roles: actor.roles,
      orgId: actor.orgId,
      secondFactorMissing: !machine && lacksFactor(actor.roles, evidence, MFA_POLICY),
      session: session ? { idleEndsAt: idleEnd(session), endsAt: lastEnd(session) } : null,
    };
  }

  @Post('sign-out')
  @Allow(...EVERYBODY_SIGNED_IN)
  @AboutOwnSession()
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest & SignedIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { session } = callerOf(request);
    if (!session) throw invalid('session.missing', 'A bearer token has no session.');
    await this.sessions.close(session, request.id);
    const { cookies } = this.browsers;
    reply.headers({
      'set-cookie': cookies.clear(cookies.session),
      'clear-site-data': '"cache", "cookies", "storage"',
    });
  }
}

function callerOf({ caller }: SignedIn): NonNullable<SignedIn['caller']> {
  if (!caller) throw new Error('The guard let a request pass without a caller.');
  return caller;
}

function queryOf({ raw }: FastifyRequest): string {
  const url = raw.url ?? '';
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at + 1);
}

/** `to` has passed `returnPathOf`: of what HTML reads, only `&` is left in it. */
function page(to: string): string {
  const href = to.replaceAll('&', '&amp;');
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=${href}">
<title>サインインしました</title>
</head>
<body>
<p>サインインしました。<a href="${href}">つづける</a></p>
</body>
</html>
`;
}
