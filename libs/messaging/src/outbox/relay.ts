import type { EventEnvelope } from '#libs/contracts';
import type { DataSource, QueryRunner } from 'typeorm';
import type { BusConnection } from '../bus-connection';
import { PolledLoop } from '../polled-loop';
import { crashPoint, isBroken } from '../sabotage';

const BATCH = 500;
const RELAY_LOCK = 7_467_202;

interface WaitingRow {
  readonly seq: string;
  readonly id: string;
  readonly tenant: string;
  readonly subject: string;
  readonly correlation_id: string;
  readonly occurred_at: Date;
  readonly aggregate_id: string;
  readonly data: object;
}

/**
 * Carries committed events from the outbox to JetStream, at least once and in order per aggregate.
 * One relay per service is active at a time (transaction-scoped advisory lock). A row is marked
 * after the server's acknowledgement; a crash before that publishes it again under the same message id.
 */
export class OutboxRelay {
  private readonly loop: PolledLoop;
  private cursor = '0';

  constructor(
    private readonly source: DataSource,
    private readonly bus: BusConnection,
    private readonly onError: (error: unknown) => void,
  ) {
    this.loop = new PolledLoop(() => this.drainOnce(), onError);
  }

  start(): void {
    this.loop.start();
  }

  nudge(): void {
    this.loop.nudge();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Publishes one batch. True where the batch was full: more may wait. */
  private async drainOnce(): Promise<boolean> {
    if (!this.bus.isUp) return false;
    const runner = this.source.createQueryRunner();
    try {
      await runner.connect();
      await runner.startTransaction();
      const rows = await this.take(runner);
      const sent = rows.length > 0 ? await this.publish(rows) : [];
      crashPoint('relay.before-mark');
      if (sent.length > 0) {
        await runner.query(
          'UPDATE outbox SET published_at = now() WHERE seq = ANY($1::bigint[]) AND published_at IS NULL',
          [sent],
        );
      }
      crashPoint('relay.before-commit');
      await runner.commitTransaction();
      this.cursor = sent.at(-1) ?? this.cursor;
      return rows.length === BATCH && sent.length === rows.length;
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release().catch(() => undefined);
    }
  }

  private async take(runner: QueryRunner): Promise<readonly WaitingRow[]> {
    const lock = await runner.manager.query<
      {
        mine: boolean;
      }[]
    >('SELECT pg_try_advisory_xact_lock($1) AS mine', [RELAY_LOCK]);
    if (lock[0]?.mine !== true) return [];
    const fields = 'seq, id, tenant, subject, correlation_id, occurred_at, aggregate_id, data';
    if (isBroken('CURSOR_RELAY')) {
      return await runner.manager.query<WaitingRow[]>(
        `SELECT ${fields} FROM outbox WHERE seq > $1 ORDER BY seq LIMIT ${BATCH}`,
        [this.cursor],
      );
    }
    return await runner.manager.query<WaitingRow[]>(
      `SELECT ${fields} FROM outbox WHERE published_at IS NULL ORDER BY seq LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    );
  }

  /** Sends in order without waiting in between; gives the rows up to the first that was not acknowledged. */
  private async publish(rows: readonly WaitingRow[]): Promise<readonly string[]> {
    crashPoint('relay.before-publish');
    const pending = rows.map((row) => publishEnvelope(this.bus, envelopeOf(row)));
    crashPoint('relay.before-puback');
    const results = await Promise.allSettled(pending);
    const failed = results.findIndex(({ status }) => status === 'rejected');
    const failure = results[failed];
    if (failure?.status === 'rejected') this.onError(failure.reason);
    return rows.slice(0, failed === -1 ? rows.length : failed).map(({ seq }) => seq);
  }
}

/** Gives an event to JetStream; the message id lets the server drop a quick repetition. */
export async function publishEnvelope(bus: BusConnection, envelope: EventEnvelope): Promise<void> {
  await bus.js.publish(envelope.subject, JSON.stringify(envelope), { msgID: envelope.id, timeout: 4_000, retries: 1 });
}

const envelopeOf = (row: WaitingRow): EventEnvelope => ({
  id: row.id,
  subject: row.subject,
  tenant: row.tenant,
  correlationId: row.correlation_id,
  occurredAt: row.occurred_at.toISOString(),
  aggregateId: row.aggregate_id,
  data: row.data,
});
