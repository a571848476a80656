import type { EventType, Versioned } from '#libs/contracts';
import { type CallContext, conflict, localDay } from '#libs/kernel';
import { inTransaction, isRetryable, type Scope, sqlState } from '#libs/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import { entriesWrite } from './audit/audit-log';
import { GroupCommit, type GroupWork } from './group-commit';
import type { GroupMember } from './group-queue';
import { answerOf, retriesSpent } from './idempotency';
import { type AfterCommit, envelopeOf, writeOutbox } from './outbox/write-outbox';
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
  /** As `publish` for many of one kind, in their order and one statement. */
  publishAll<T extends object & Versioned>(event: EventType<T>, data: readonly T[]): Promise<void>;
  /** A followed table changed: after the commit the memory of every replica looks at once, not at its next poll. */
  wakeReplicas(): void;
}

/** The event was handled before: nothing was done this time. */
export class AlreadyHandled extends Error {}

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
    let noted = false;
    const effects = async ({ db, now, send }: Scope, earlier: object | undefined): Promise<T> => {
      if (earlier !== undefined) return earlier as T;
      const tx: Tx = {
        db,
        now,
        today: localDay(now),
        publish: async (event, data) => {
          spoke = true;
          await writeOutbox(db, this.after, [envelopeOf(event, data, ctx, now)]);
        },
        publishAll: async (event, data) => {
          spoke = true;
          await writeOutbox(
            db,
            this.after,
            data.map((one) => envelopeOf(event, one, ctx, now)),
          );
        },
        wakeReplicas: () => {
          spoke = true;
        },
      };
      const answer = await work(tx);
      crashPoint('unit.after-effects');
      keepAnswer(send, ctx, answer);
      noted = noteAct(send, ctx, answer);
      crashPoint(ctx.once?.kind === 'event' ? 'consumer.before-commit' : 'unit.before-commit');
      return answer;
    };
    const result = await inTransaction(this.source, ctx.tenant, 'READ WRITE', effects, (db) => claim(db, ctx));
    crashPoint('unit.after-commit');
    if (noted) ctx.audit?.keep();
    if (spoke) this.after.nudge();
    return result;
  }

  /** Many acts on the same rows at once, decided together in few transactions. */
  group<W extends GroupMember, L, T extends object>(work: GroupWork<W, L, T>): GroupCommit<W, L, T> {
    return new GroupCommit(this.source, this.after, work);
  }
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

/** Who did what is written with the effects, or there are none. */
function noteAct(send: Scope['send'], { audit }: CallContext, answer: object | void): boolean {
  if (audit === undefined || audit.kept) return false;
  const { sql, params } = entriesWrite([audit.entry(answer ?? {})]);
  send(sql, params);
  return true;
}

function keepAnswer(send: Scope['send'], { once, actor }: CallContext, answer: object | void): void {
  if (once?.kind !== 'key') return;
  send('UPDATE idempotency_keys SET answer = $3 WHERE sub = $1 AND key = $2', [actor.sub, once.key, answer ?? {}]);
}
