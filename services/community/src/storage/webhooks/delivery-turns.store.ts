import type { EntityManager } from 'typeorm';

/** A delivery that this process has taken for one try. */
export interface TakenDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly orgId: string;
  readonly url: string;
  readonly event: string;
  readonly subject: Readonly<Record<string, string>>;
  readonly occurredAt: Date;
  /** This try is that many. */
  readonly attempts: number;
}

interface Turn {
  readonly now: Date;
  /** When somebody else may take it, should this process die over it. */
  readonly leaseEnds: Date;
  readonly most: number;
  readonly mostPerWebhook: number;
}

/** Takes what is due, the longest due first, a few of each receiver. What another process is taking is passed over. */
export async function takeDue(
  db: EntityManager,
  { now, leaseEnds, most, mostPerWebhook }: Turn,
): Promise<readonly TakenDelivery[]> {
  const [rows] = await db.query<readonly [readonly TakenDelivery[], number]>(
    `UPDATE webhook_deliveries AS taken
        SET attempts = taken.attempts + 1, next_try_at = $2, version = taken.version + 1
       FROM webhooks
      WHERE webhooks.id = taken.webhook_id AND taken.id IN (
        SELECT id FROM webhook_deliveries WHERE state = 'PENDING' AND next_try_at <= $1 AND id IN (
          SELECT id FROM (
            SELECT id, next_try_at, row_number() OVER (PARTITION BY webhook_id ORDER BY next_try_at, seq) AS place
              FROM webhook_deliveries WHERE state = 'PENDING' AND next_try_at <= $1
          ) AS due WHERE place <= $4 ORDER BY next_try_at LIMIT $3
        ) FOR UPDATE SKIP LOCKED
      )
     RETURNING taken.id, webhook_id AS "webhookId", org_id AS "orgId", url, event, subject, occurred_at AS "occurredAt", attempts`,
    [now, leaseEnds, most, mostPerWebhook],
  );
  return rows;
}

/** How a try went. */
export interface TryResult {
  readonly id: string;
  readonly attempts: number;
  readonly state: 'PENDING' | 'DELIVERED' | 'DEAD';
  readonly outcome: string;
  readonly nextTryAt: Date | null;
}

/** Writes down how tries went; one whose delivery somebody has taken meanwhile counts no more. */
export async function keepResults(db: EntityManager, results: readonly TryResult[]): Promise<void> {
  const rows = results.map(({ nextTryAt, ...rest }) => ({ ...rest, next_try_at: nextTryAt }));
  await db.query(
    `UPDATE webhook_deliveries AS known
        SET state = told.state, outcome = told.outcome, next_try_at = told.next_try_at, version = known.version + 1
       FROM jsonb_to_recordset($1::jsonb)
            AS told (id uuid, attempts int, state text, outcome text, next_try_at timestamptz)
      WHERE known.id = told.id AND known.attempts = told.attempts AND known.state = 'PENDING'`,
    [JSON.stringify(rows)],
  );
}
