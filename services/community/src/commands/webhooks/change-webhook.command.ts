import { Injectable } from '@nestjs/common';
import { type Acted, EndWebhookV1, ReplaceWebhookV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../../domain/access';
import { refuseAddress, refuseEnded } from '../../domain/webhooks/webhook';
import { WebhookReceiver } from '../../neighbours/webhook-receiver';
import { finishTasks } from '../../storage/tasks.store';
import type { WebhookEntity } from '../../storage/webhooks/webhook.entity';
import { dropPending, lockWebhook, updateWebhook } from '../../storage/webhooks/webhooks.store';

/** Where and of what an organisation is told: changed, or told no more. */
@Injectable()
export class ChangeWebhookCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly receiver: WebhookReceiver,
  ) {}

  replace({ webhookId, url, events }: ReplaceWebhookV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const row = await openWebhook(db, webhookId, ctx);
      refuseAddress(url, this.receiver.loopbackToo);
      return { id: row.id, state: row.state, version: await updateWebhook(db, row, { url, events }) };
    });
  }

  end({ webhookId }: EndWebhookV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const row = await openWebhook(db, webhookId, ctx);
      await dropPending(db, row.id);
      await finishTasks(db, row.id, ['webhook_dead']);
      return { id: row.id, state: 'ENDED', version: await updateWebhook(db, row, { state: 'ENDED' }) };
    });
  }
}

async function openWebhook(db: Tx['db'], webhookId: string, ctx: CallContext): Promise<WebhookEntity> {
  const row = await lockWebhook(db, webhookId);
  actingOn(ctx.actor, row.orgId, EndWebhookV1.allow, 'webhook');
  refuseStale('webhook', row.version, ctx.expectedVersion);
  refuseEnded(row.state);
  return row;
}
