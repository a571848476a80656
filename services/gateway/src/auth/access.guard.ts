import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ALLOW, PUBLIC } from '#libs/host';
import { type Actor, forbidden, hasRole, type Role } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';
import { Revocations } from './revocations';
import { invalidToken, missingToken, revokedToken, TokenVerifier } from './token-verifier';

export interface SignedIn {
  actor?: Actor;
}

type Marks = readonly Role[] | 'everybody' | undefined;

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * Who may come in. What says neither `@Allow` nor `@Public` is refused: 403 `route.unguarded`.
 * 401 without a good token, 403 `role.refused` for a role that the route does not name.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly known = new WeakMap<object, Marks>();

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier,
    @Inject(Revocations) private readonly revocations: Revocations,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Requests over the bus carry an actor token, which the bus's own door verifies.
    if (context.getType() !== 'http') return true;
    const allow = this.marksOf(context);
    if (allow === 'everybody') return true;
    if (!allow) throw forbidden('route.unguarded', 'This route says not who may use it.');
    const request = context.switchToHttp().getRequest<FastifyRequest & SignedIn>();
    const actor = await this.actorOf(request.headers.authorization);
    if (!hasRole(actor, ...allow)) throw forbidden('role.refused', 'This is not for this role.');
    request.actor = actor;
    return true;
  }

  /** What a handler is marked with. Marks are made with the code and do not change. */
  private marksOf(context: ExecutionContext): Marks {
    const handler = context.getHandler();
    if (this.known.has(handler)) return this.known.get(handler);
    const places = [handler, context.getClass()];
    const everybody = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places) === true;
    const marks = everybody
      ? 'everybody'
      : this.reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOW, places);
    this.known.set(handler, marks);
    return marks;
  }

  private async actorOf(authorization: string | undefined): Promise<Actor> {
    if (authorization === undefined) throw missingToken();
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw invalidToken();
    const { actor, issuedAt } = await this.tokens.verify(token);
    if (this.revocations.revoked(actor, issuedAt)) throw revokedToken();
    return actor;
  }
}
