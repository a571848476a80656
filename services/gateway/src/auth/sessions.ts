import { Inject, Injectable } from '@nestjs/common';
import { type Actor, AppError, type CallContext } from '#libs/kernel';
import { EndSessionCommand } from '../commands/end-session.command';
import { NoteSessionUseCommand } from '../commands/note-session-use.command';
import { OpenSessionCommand } from '../commands/open-session.command';
import { isNoticed, isOver, type Session } from '../domain/session';
import { SessionQueries } from '../queries/sessions.query';
import type { Arrival } from './relying-party';
import { Revocations } from './revocations';
import { newSecret, readSecret } from './session-secret';
import { revokedToken } from './token-verifier';

/** What people at browsers hold between sign-in and sign-out. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(SessionQueries) private readonly queries: SessionQueries,
    @Inject(OpenSessionCommand) private readonly openSession: OpenSessionCommand,
    @Inject(NoteSessionUseCommand) private readonly noteUse: NoteSessionUseCommand,
    @Inject(EndSessionCommand) private readonly endSession: EndSessionCommand,
    @Inject(Revocations) private readonly revocations: Revocations,
  ) {}

  /**
   * Gives the new secret. It is always a new one, and what the browser held before ends: whoever knew that
   * one, or had put it there, knows nothing now.
   */
  async open({ actor, issuedAt, evidence }: Arrival, held: string | undefined, correlationId: string): Promise<string> {
    if (this.revocations.revoked(actor, issuedAt)) throw revokedToken();
    const text = newSecret(actor.tenant);
    const secret = readSecret(text);
    if (!secret) throw new Error('The new secret has not its form.');
    const replaced = held === undefined ? undefined : readSecret(held)?.hash;
    const person = { actor, issuedAt, evidence, hash: secret.hash, replaced };
    await this.openSession.execute(person, contextOf(actor, correlationId));
    return text;
  }

  /**
   * Asks the database each time, so that an end counts with the next request wherever that arrives;
   * 401 `session.ended`. Where it is `used`, the idle time begins again.
   */
  async enter(text: string, used: boolean, correlationId: string): Promise<Session> {
    const secret = readSecret(text);
    const found = secret && (await this.queries.bySecret(secret.tenant, secret.hash));
    if (!found || isOver(found.session, found.now)) throw endedSession();
    const { session, now } = found;
    if (this.revocations.revoked(session.actor, session.issuedAt)) throw endedSession();
    if (used && isNoticed(session, now)) {
      await this.noteUse.execute(session.id, contextOf(session.actor, correlationId));
    }
    return session;
  }

  async close({ id, actor }: Session, correlationId: string): Promise<void> {
    await this.endSession.execute({ sessionId: id }, contextOf(actor, correlationId));
  }
}

const contextOf = (actor: Actor, correlationId: string): CallContext => ({
  tenant: actor.tenant,
  actor,
  correlationId,
});

const endedSession = (): AppError => new AppError('forbidden', 'session.ended', 'The session has ended.', [], 401);
