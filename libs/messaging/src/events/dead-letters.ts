import type { EventEnvelope } from '#libs/contracts';
import { notFound, type ServiceName } from '#libs/kernel';
import type { DataSource } from 'typeorm';

export interface DeadLetter {
  readonly id: string;
  readonly eventId: string;
  readonly subject: string;
  readonly code: string;
  readonly deliveries: number;
  readonly createdAt: string;
}

interface Buried {
  readonly consumer: ServiceName;
  readonly message: string;
  readonly stream: number;
  readonly envelope: EventEnvelope | undefined;
  readonly code: string;
  readonly deliveries: number;
}

/** Events that could not be handled: kept with the reason, to be replayed or discarded by a human. */
export class DeadLetters {
  constructor(private readonly source: DataSource) {}

  async keep({ consumer, message, stream, envelope, code, deliveries }: Buried): Promise<void> {
    await this.source.query(
      `INSERT INTO dead_letters (consumer, event_id, subject, tenant, code, deliveries, envelope)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (consumer, event_id) DO UPDATE SET code = $5, deliveries = $6, state = 'WAITING', settled_at = NULL`,
      [
        consumer,
        envelope?.id ?? `${message}#${stream}`,
        message,
        envelope?.tenant ?? '',
        code,
        deliveries,
        envelope ?? null,
      ],
    );
  }

  /** Those of one municipality that wait, oldest first, 100 at most. */
  async waiting(tenant: string): Promise<readonly DeadLetter[]> {
    return await this.source.query<readonly DeadLetter[]>(
      `SELECT id, event_id AS "eventId", subject, code, deliveries,
              to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "createdAt"
         FROM dead_letters WHERE state = 'WAITING' AND tenant IN ($1, '') ORDER BY created_at, id LIMIT 100`,
      [tenant],
    );
  }

  async count(): Promise<number> {
    const rows = await this.source.query<
      {
        n: number;
      }[]
    >(`SELECT count(*)::int AS n FROM dead_letters WHERE state = 'WAITING'`);
    return rows[0]?.n ?? 0;
  }

  /** Handles it again; it stays waiting where that fails. */
  async replay(tenant: string, id: string, handle: (envelope: EventEnvelope) => Promise<void>): Promise<void> {
    const envelope = await this.load(tenant, id);
    await handle(envelope);
    await this.settle(tenant, id, 'REPLAYED');
  }

  async discard(tenant: string, id: string): Promise<void> {
    if ((await this.settle(tenant, id, 'DISCARDED')) === 0) throw notFound('dead-letter');
  }

  private async load(tenant: string, id: string): Promise<EventEnvelope> {
    const rows = await this.source.query<{ envelope: EventEnvelope }[]>(
      `SELECT envelope FROM dead_letters WHERE id = $1 AND tenant = $2 AND state = 'WAITING' AND envelope IS NOT NULL`,
      [id, tenant],
    );
    const row = rows[0];
    if (!row) throw notFound('dead-letter');
    return row.envelope;
  }

  private async settle(tenant: string, id: string, state: 'REPLAYED' | 'DISCARDED'): Promise<number> {
    const [, changed] = await this.source.query<[unknown, number]>(
      `UPDATE dead_letters SET state = $3, settled_at = now()
        WHERE id = $1 AND tenant IN ($2, '') AND state = 'WAITING'`,
      [id, tenant, state],
    );
    return changed;
  }
}
