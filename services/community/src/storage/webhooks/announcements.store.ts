import type { EntityManager } from 'typeorm';

/** Something that an organisation may want to know. */
interface Announcement {
  readonly orgId: string;
  readonly event: string;
  /** Ids only. */
  readonly subject: Readonly<Record<string, string>>;
  /** What caused it: the same cause is told once. */
  readonly cause: string;
}

/** To be told to every receiver of the organisation that asked for it, once this transaction is committed. */
export async function announce(db: EntityManager, { orgId, event, subject, cause }: Announcement): Promise<void> {
  await db.query(
    `INSERT INTO webhook_deliveries (id, version, webhook_id, event, subject, cause, state, attempts, next_try_at, occurred_at)
     SELECT gen_random_uuid(), 1, id, $2::text, $3::jsonb, $4, 'PENDING', 0, moment, moment
       FROM webhooks,
            (SELECT now() + coalesce((SELECT clock_offset FROM tenants
              WHERE tenant = current_setting('tsunagi.tenant')), '0') AS moment) AS domain
      WHERE org_id = $1 AND state = 'ACTIVE' AND events ? $2::text
     ON CONFLICT (webhook_id, event, cause) DO NOTHING`,
    [orgId, event, JSON.stringify(subject), cause],
  );
}
