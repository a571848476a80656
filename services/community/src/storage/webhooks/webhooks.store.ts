import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { DeliveryEntity } from './delivery.entity';
import { WebhookEntity } from './webhook.entity';

export const insertWebhook = (db: EntityManager, row: WebhookEntity): Promise<void> =>
  insertRow(db, WebhookEntity, row);

export const lockWebhook = (db: EntityManager, webhookId: string): Promise<WebhookEntity> =>
  lockRow(db, WebhookEntity, webhookId, 'webhook');

/** Changes a locked webhook, with no change only its version. Returns the new version. */
export const updateWebhook = (
  db: EntityManager,
  row: WebhookEntity,
  change: Partial<Pick<WebhookEntity, 'state' | 'url' | 'events'>>,
): Promise<number> => updateRow(db, WebhookEntity, row, change, 'webhook');

/** Locks the organisation, so that two cannot be entered at once beyond the limit. */
export async function countWebhooks(db: EntityManager, orgId: string): Promise<number> {
  await db.query('SELECT id FROM organizations WHERE id = $1 FOR UPDATE', [orgId]);
  const [row]: readonly { readonly n: number }[] = await db.query(
    `SELECT count(*)::int AS n FROM webhooks WHERE org_id = $1 AND state = 'ACTIVE'`,
    [orgId],
  );
  return row?.n ?? 0;
}

export const lockDelivery = (db: EntityManager, deliveryId: string): Promise<DeliveryEntity> =>
  lockRow(db, DeliveryEntity, deliveryId, 'delivery');

export const updateDelivery = (
  db: EntityManager,
  row: DeliveryEntity,
  change: Partial<Pick<DeliveryEntity, 'state' | 'attempts' | 'nextTryAt' | 'outcome'>>,
): Promise<number> => updateRow(db, DeliveryEntity, row, change, 'delivery');

/** What has not been told is told no more. */
export async function dropPending(db: EntityManager, webhookId: string): Promise<void> {
  await db.query(
    `UPDATE webhook_deliveries SET state = 'DEAD', next_try_at = NULL, version = version + 1
      WHERE webhook_id = $1 AND state = 'PENDING'`,
    [webhookId],
  );
}

export async function hasDead(db: EntityManager, webhookId: string): Promise<boolean> {
  const rows: readonly unknown[] = await db.query(
    `SELECT 1 FROM webhook_deliveries WHERE webhook_id = $1 AND state = 'DEAD' LIMIT 1`,
    [webhookId],
  );
  return rows.length > 0;
}
