import type { EventEnvelope } from '#libs/contracts';
import { AppError, conflict } from '#libs/kernel';
import { describe, type Log } from './logger';

type Handle = (envelope: EventEnvelope) => Promise<void>;

/** Hands a dead letter to whoever handles this service's events. */
export class Replayer {
  private handle: Handle = () => Promise.reject(new Error('Nobody handles events yet.'));

  constructor(private readonly log: Log) {}

  use(handle: Handle): void {
    this.handle = handle;
  }

  /** 409 `dead-letter.failed-again` with the code of the failure. */
  async replay(envelope: EventEnvelope): Promise<void> {
    try {
      await this.handle(envelope);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      this.log.warn({ eventId: envelope.id, code, error: describe(error) }, 'replay failed');
      throw conflict('dead-letter.failed-again', `The event could not be handled: ${code}.`);
    }
  }
}
