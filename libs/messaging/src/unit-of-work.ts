import { randomUUID } from 'node:crypto';
import type { EventEnvelope, EventType, Versioned } from '#libs/contracts';
import { AppError, type CallContext, conflict, localDay } from '#libs/kernel';
import { inTransaction, isRetryable, sqlState } from '#libs/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import { crashPoint, isBroken } from './sabotage';

/** What a use case may do while its transaction is open. */
export interface Tx {
  readonly db: EntityManager;
  /** Domain time, the same for the whole unit of work. */
  readonly now: Date;
  /** Local day of `now` in the municipality's zone. */
  readonly today: string;
  /** Says that something happened; heard by others once this transaction is committed, and never otherwise. */
  publish<T extends object & Versioned>(event: EventType<T>, data: T): Promise<void>;
  /** A followed table changed: after the commit the memory of every replica looks at once, not at its next poll. */
  wakeReplicas(): void;
}

/** The event was handled before: nothing was done this time. */
export class AlreadyHandled extends Error {}

/** Where a unit of work hands over what has to happen outside the database. */
export interface AfterCommit {
  /** Wakes relay and followers of this service, in whichever replica they run. */
  nudge(): void;
  /** Only for the DUAL_WRITE control. */
  publishNow(envelope: EventEnvelope): Promise<void>;
}

/**
 * The only way to write, and with `tx.publish` the only way to speak. One transaction holds the
 * effects, the events and the record that makes the act happen once: after a crash at any point
 * either all of it is there or nothing.
 */
export class UnitOfWork {
  constructor(
    private readonly source: DataSource,
    private readonly after: AfterCommit,
  ) {}

  /**
   * Runs `work` once per `ctx.once`. A repeated request gets the answer of the first (`work` is not
   * run again); the same key with another body is refused (422 `idempotency.other-body`); a key whose
   * first request is still running is refused (409 `idempotency.in-flight`).
   * A repeated event throws AlreadyHandled. Serialization failures are tried three times.
   */
  async run<T extends object | void>(ctx: CallContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(ctx, work);
      } catch (error) {
        if (!isRetryable(error) || attempt >= 3) throw retriesSpent(error);
      }
    }
  }

  private async once<T extends object | void>(ctx: CallContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    crashPoint('unit.before-begin');
    let spoke = false;
    const result = await inTransaction(this.source, ctx.tenant, 'READ WRITE', async ({ db, now }) => {
      const earlier = await claim(db, ctx);
      if (earlier !== undefined) return earlier as T;
      const tx: Tx = {
        db,
        now,
        today: localDay(now),
        publish: async (event, data) => {
          spoke = true;
          await this.write(db, envelopeOf(event, data, ctx, now));
        },
        wakeReplicas: () => {
          spoke = true;
        },
      };
      const answer = await work(tx);
      crashPoint('unit.after-effects');
      await keepAnswer(db, ctx, answer);
      crashPoint(ctx.once?.kind === 'event' ? 'consumer.before-commit' : 'unit.before-commit');
      return answer;
    });
    crashPoint('unit.after-commit');
    if (spoke) this.after.nudge();
    return result;
  }

  private async write(db: EntityManager, envelope: EventEnvelope): Promise<void> {
    if (isBroken('DUAL_WRITE')) return this.after.publishNow(envelope);
    await db.query(
      `INSERT INTO outbox (id, tenant, subject, correlation_id, occurred_at, aggregate_id, data)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        envelope.id,
        envelope.tenant,
        envelope.subject,
        envelope.correlationId,
        envelope.occurredAt,
        envelope.aggregateId,
        envelope.data,
      ],
    );
  }
}

function envelopeOf<T extends object>(event: EventType<T>, data: T, ctx: CallContext, now: Date): EventEnvelope {
  const aggregateId = (data as Record<string, unknown>)[event.aggregate];
  if (typeof aggregateId !== 'string') throw new Error(`${event.subject} does not name its ${event.aggregate}.`);
  const { tenant, correlationId } = ctx;
  return {
    id: randomUUID(),
    subject: event.subject,
    tenant,
    correlationId,
    occurredAt: now.toISOString(),
    aggregateId,
    data,
  };
}

/** Takes the key or the event for this transaction; gives the answer of an earlier one that had it. */
async function claim(db: EntityManager, { once, actor }: CallContext): Promise<object | undefined> {
  if (!once) return undefined;
  if (once.kind === 'event') {
    if (isBroken('NO_INBOX')) return undefined;
    const inserted = await db.query<readonly unknown[]>(
      'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING event_id',
      [once.consumer, once.eventId],
    );
    if (inserted.length === 0) throw new AlreadyHandled();
    return undefined;
  }
  if (await takeKey(db, actor.sub, once.key, once.fingerprint)) return undefined;
  return answerOf(db, actor.sub, once.key, once.fingerprint);
}

async function takeKey(db: EntityManager, sub: string, key: string, fingerprint: string): Promise<boolean> {
  try {
    const inserted = await db.query<readonly unknown[]>(
      `INSERT INTO idempotency_keys (sub, key, fingerprint) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING key`,
      [sub, key, fingerprint],
    );
    return inserted.length > 0;
  } catch (error) {
    if (sqlState(error) === '55P03')
      throw conflict('idempotency.in-flight', 'The first request with this key is still running.');
    throw error;
  }
}

/** The answer that a finished request with this key got. Undefined where the key was never used. */
export async function answerOf(
  db: EntityManager,
  sub: string,
  key: string,
  fingerprint: string,
): Promise<object | undefined> {
  const rows = await db.query<readonly { readonly fingerprint: string; readonly answer: object | null }[]>(
    'SELECT fingerprint, answer FROM idempotency_keys WHERE sub = $1 AND key = $2',
    [sub, key],
  );
  const row = rows[0];
  if (!row) return undefined;
  if (row.fingerprint !== fingerprint) {
    throw new AppError('invalid', 'idempotency.other-body', 'This key was used for another request.', [], 422);
  }
  return row.answer ?? {};
}

async function keepAnswer(db: EntityManager, { once, actor }: CallContext, answer: object | void): Promise<void> {
  if (once?.kind !== 'key') return;
  await db.query('UPDATE idempotency_keys SET answer = $3 WHERE sub = $1 AND key = $2', [
    actor.sub,
    once.key,
    answer ?? {},
  ]);
}

function retriesSpent(error: unknown): unknown {
  if (!isRetryable(error)) return error;
  return new AppError('unavailable', 'database.contended', 'Too many changes at once.');
}
