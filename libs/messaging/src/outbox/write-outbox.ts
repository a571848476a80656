import { randomUUID } from 'node:crypto';
import type { EventEnvelope, EventType } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { listOf, type Write } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { isBroken } from '../sabotage';

/** Where a unit of work hands over what has to happen outside the database. */
export interface AfterCommit {
  /** Wakes relay and followers of this service, in whichever replica they run. */
  nudge(): void;
  /** Only for the DUAL_WRITE control. */
  publishNow(envelope: EventEnvelope): Promise<void>;
}

export function envelopeOf<T extends object>(
  event: EventType<T>,
  data: T,
  { tenant, correlationId }: CallContext,
  now: Date,
): EventEnvelope {
  const aggregateId = (data as Record<string, unknown>)[event.aggregate];
  if (typeof aggregateId !== 'string') throw new Error(`${event.subject} does not name its ${event.aggregate}.`);
  const id = randomUUID();
  return { id, subject: event.subject, tenant, correlationId, occurredAt: now.toISOString(), aggregateId, data };
}

/** Events of one transaction, in their order. Published at once under the control DUAL_WRITE, and then not written. */
export async function outboxWrites(after: AfterCommit, envelopes: readonly EventEnvelope[]): Promise<readonly Write[]> {
  if (isBroken('DUAL_WRITE')) {
    for (const envelope of envelopes) await after.publishNow(envelope);
    return [];
  }
  const [first] = envelopes;
  if (first === undefined) return [];
  // One transaction belongs to one municipality and has one time.
  const sql = `INSERT INTO outbox (tenant, occurred_at, id, subject, correlation_id, aggregate_id, data)
     SELECT $1, $2::timestamptz, * FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::json[])`;
  const params = [
    first.tenant,
    first.occurredAt,
    listOf(envelopes.map(({ id }) => id)),
    envelopes.map(({ subject }) => subject),
    envelopes.map(({ correlationId }) => correlationId),
    envelopes.map(({ aggregateId }) => aggregateId),
    envelopes.map(({ data }) => JSON.stringify(data)),
  ];
  return [{ sql, params }];
}

/** As `outboxWrites`, at once. */
export async function writeOutbox(
  db: EntityManager,
  after: AfterCommit,
  envelopes: readonly EventEnvelope[],
): Promise<void> {
  for (const { sql, params } of await outboxWrites(after, envelopes)) await db.query(sql, [...params]);
}
