import { Inject, Injectable } from '@nestjs/common';
import type { ReadSessionsV1, SessionList } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import { idleEnd, isOver, lastEnd } from '../domain/session';
import { FIND_SESSION, readSession, type SessionRead, sessionsOf } from '../storage/sessions.store';

@Injectable()
export class SessionQueries {
  constructor(@Inject(ReadScope) private readonly reads: ReadScope) {}

  /** By the hash of the secret that the browser holds. */
  async bySecret(tenant: string, hash: Buffer): Promise<SessionRead | undefined> {
    const [row] = await this.reads.one<Parameters<typeof readSession>[0]>({ tenant }, FIND_SESSION, [hash]);
    return row && readSession(row);
  }

  /** Those of one subject that go on, newest first. */
  ofSubject({ sub }: ReadSessionsV1, ctx: CallContext): Promise<SessionList> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const sessions = await sessionsOf(db, sub);
      return {
        items: sessions
          .filter((session) => !isOver(session, now))
          .map((session) => ({
            id: session.id,
            roles: [...session.actor.roles],
            orgId: session.actor.orgId,
            startedAt: session.startedAt.toISOString(),
            lastSeenAt: session.lastSeenAt.toISOString(),
            idleEndsAt: idleEnd(session).toISOString(),
            endsAt: lastEnd(session).toISOString(),
          })),
      };
    });
  }
}
