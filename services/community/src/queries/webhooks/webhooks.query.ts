import { Injectable } from '@nestjs/common';
import {
  type DeliveriesAnswer,
  type DeliveryAnswer,
  ListDeliveriesV1,
  ListWebhooksV1,
  type WebhookAnswer,
  type WebhooksAnswer,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { actingOn } from '../../domain/access';
import { OrganizationEntity } from '../../storage/organization.entity';
import { WebhookEntity } from '../../storage/webhooks/webhook.entity';
import { cutPage, pageOf } from '../page';

type Dated<T, K extends keyof T> = Omit<T, K> & { readonly [Key in K]: Date | null } & { readonly seq: string };
type WebhookRow = Dated<WebhookAnswer, 'oldSecretUntil'>;
type DeliveryRow = Dated<Omit<DeliveryAnswer, 'occurredAt'>, 'nextTryAt'> & { readonly occurredAt: Date };

@Injectable()
export class WebhooksQuery {
  constructor(private readonly reads: ReadScope) {}

  list(input: ListWebhooksV1, ctx: CallContext): Promise<WebhooksAnswer> {
    const { after, take } = pageOf(input);
    actingOn(ctx.actor, input.orgId, ListWebhooksV1.allow, 'organization');
    return this.reads.run(ctx, async ({ db, now }) => {
      await findRow(db, OrganizationEntity, input.orgId, 'organization');
      const rows: WebhookRow[] = await db.query(
        `SELECT seq, id AS "webhookId", org_id AS "orgId", version, state, url, events,
                (SELECT max(until) FROM webhook_secrets WHERE webhook_id = id AND until > $2) AS "oldSecretUntil"
           FROM webhooks WHERE org_id = $1 AND seq > $3::bigint ORDER BY seq LIMIT $4`,
        [input.orgId, now, after, take],
      );
      return cutPage(rows, take, ({ seq: _, oldSecretUntil, ...row }) => ({
        ...row,
        oldSecretUntil: oldSecretUntil?.toISOString() ?? null,
      }));
    });
  }

  deliveries(input: ListDeliveriesV1, ctx: CallContext): Promise<DeliveriesAnswer> {
    const { after, take } = pageOf(input);
    return this.reads.run(ctx, async ({ db }) => {
      const { orgId } = await findRow(db, WebhookEntity, input.webhookId, 'webhook');
      actingOn(ctx.actor, orgId, ListDeliveriesV1.allow, 'webhook');
      const rows: DeliveryRow[] = await db.query(
        `SELECT seq, id AS "deliveryId", event, state, attempts, outcome, occurred_at AS "occurredAt",
                next_try_at AS "nextTryAt"
           FROM webhook_deliveries
          WHERE webhook_id = $1 AND ($2::text IS NULL OR state = $2) AND seq > $3::bigint ORDER BY seq LIMIT $4`,
        [input.webhookId, input.state ?? null, after, take],
      );
      return cutPage(rows, take, ({ seq: _, occurredAt, nextTryAt, ...row }) => ({
        ...row,
        occurredAt: occurredAt.toISOString(),
        nextTryAt: nextTryAt?.toISOString() ?? null,
      }));
    });
  }

  /** Is there something to tell in this municipality now? */
  async anyDue(tenant: string): Promise<boolean> {
    return this.reads.run({ tenant }, async ({ db, now }) => {
      const rows: readonly unknown[] = await db.query(
        `SELECT 1 FROM webhook_deliveries WHERE state = 'PENDING' AND next_try_at <= $1 LIMIT 1`,
        [now],
      );
      return rows.length > 0;
    });
  }
}
