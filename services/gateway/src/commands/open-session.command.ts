import { Inject, Injectable } from '@nestjs/common';
import { type CallContext, forbidden } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { isDormant, overSince, type Session, SESSION_SETTINGS } from '../domain/session';
import { deleteOverSessions, deleteSessionBySecret, insertSession, keepNewest } from '../storage/sessions.store';
import { lockSubject, noteSignIn } from '../storage/subjects.store';

export interface SignedInPerson extends Pick<Session, 'actor' | 'evidence' | 'issuedAt'> {
  /** SHA-256 of the secret that the browser will hold. */
  readonly hash: Buffer;
  /** That of the secret which it held until now. */
  readonly replaced: Buffer | undefined;
}

@Injectable()
export class OpenSessionCommand {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  /** 403 `subject.dormant` for whoever has been away too long (L22). With one session too many the oldest ends. */
  execute({ hash, replaced, ...person }: SignedInPerson, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, now }) => {
      const { sub } = person.actor;
      const activeAt = await lockSubject(db, sub);
      if (activeAt && isDormant(activeAt, now)) {
        throw forbidden('subject.dormant', `No sign-in for ${SESSION_SETTINGS.dormantDays} days.`);
      }
      await noteSignIn(db, sub, now);
      await deleteOverSessions(db, overSince(now));
      if (replaced) await deleteSessionBySecret(db, replaced);
      await insertSession(db, hash, { ...person, startedAt: now, lastSeenAt: now });
      await keepNewest(db, sub, SESSION_SETTINGS.perSubject);
    });
  }
}
