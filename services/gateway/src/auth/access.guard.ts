import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ALLOW, PUBLIC } from '#libs/host';
import { type Actor, forbidden, hasRole, type Role } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';
import { lacksFactor, MFA_POLICY } from '../domain/mfa';
import { type Caller, Credentials, mfaRequired } from './credentials';
import { OWN_SESSION } from './own-session';

export interface SignedIn {
  actor?: Actor;
  caller?: Caller;
}

interface Marks {
  readonly allow: readonly Role[] | 'everybody' | undefined;
  readonly ownSession: boolean;
}

/**
 * Who may come in. What says neither `@Allow` nor `@Public` is refused: 403 `route.unguarded`.
 * 401 without a good token or session, 403 `role.refused` for a role that the route does not name,
 * 403 `mfa.required` where the role demands more than what was shown at the sign-in.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly known = new WeakMap<object, Marks>();

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Credentials) private readonly credentials: Credentials,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Requests over the bus carry an actor token, which the bus's own door verifies.
    if (context.getType() !== 'http') return true;
    const { allow, ownSession } = this.marksOf(context);
    if (allow === 'everybody') return true;
    if (!allow) throw forbidden('route.unguarded', 'This route says not who may use it.');
    const request = context.switchToHttp().getRequest<FastifyRequest & SignedIn>();
    const caller = await this.credentials.callerOf(request, !ownSession);
    const { actor, evidence, machine } = caller;
    if (!hasRole(actor, ...allow)) throw forbidden('role.refused', 'This is not for this role.');
    if (!ownSession && !machine && lacksFactor(actor.roles, evidence, MFA_POLICY)) throw mfaRequired();
    request.actor = actor;
    request.caller = caller;
    return true;
  }

  /** What a handler is marked with. Marks are made with the code and do not change. */
  private marksOf(context: ExecutionContext): Marks {
    const handler = context.getHandler();
    const known = this.known.get(handler);
    if (known) return known;
    const places = [handler, context.getClass()];
    const mark = <T>(name: string): T | undefined => this.reflector.getAllAndOverride<T | undefined>(name, places);
    const marks: Marks = {
      allow: mark<boolean>(PUBLIC) === true ? 'everybody' : mark<readonly Role[]>(ALLOW),
      ownSession: mark<boolean>(OWN_SESSION) === true,
    };
    this.known.set(handler, marks);
    return marks;
  }
}
