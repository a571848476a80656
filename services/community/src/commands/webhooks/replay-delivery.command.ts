import { Injectable } from '@nestjs/common';
import { type Acted, ReplayDeliveryV1 } from '#libs/contracts';
import { type CallContext, conflict, notFound } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../../domain/access';
import { refuseEnded } from '../../domain/webhooks/webhook';
import { finishTasks } from '../../storage/tasks.store';
import { hasDead, lockDelivery, lockWebhook, updateDelivery } from '../../storage/webhooks/webhooks.store';

@Injectable()
export class ReplayDeliveryCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ webhookId, deliveryId }: ReplayDeliveryV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, now }) => {
      const webhook = await lockWebhook(db, webhookId);
      actingOn(ctx.actor, webhook.orgId, ReplayDeliveryV1.allow, 'webhook');
      refuseEnded(webhook.state);
      const row = await lockDelivery(db, deliveryId);
      if (row.webhookId !== webhook.id) throw notFound('delivery');
      refuseStale('delivery', row.version, ctx.expectedVersion);
      if (row.state === 'PENDING') throw conflict('delivery.pending', 'It is on its way.');
      const version = await updateDelivery(db, row, { state: 'PENDING', attempts: 0, nextTryAt: now, outcome: null });
      if (!(await hasDead(db, webhook.id))) await finishTasks(db, webhook.id, ['webhook_dead']);
      return { id: row.id, state: 'PENDING', version };
    });
  }
}
