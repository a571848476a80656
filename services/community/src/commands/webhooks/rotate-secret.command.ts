import { Injectable } from '@nestjs/common';
import { RotateWebhookSecretV1, type WebhookSecretAnswer } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../../domain/access';
import { refuseEnded } from '../../domain/webhooks/webhook';
import settings from '../../domain/webhooks/webhook-settings.json';
import { newSecret } from '../../storage/webhooks/webhook-secrets.store';
import { lockWebhook, updateWebhook } from '../../storage/webhooks/webhooks.store';

const HOUR_MS = 3_600_000;

@Injectable()
export class RotateSecretCommand {
  constructor(private readonly unit: UnitOfWork) {}

  async execute({ webhookId }: RotateWebhookSecretV1, ctx: CallContext): Promise<WebhookSecretAnswer> {
    // Beside the answer that is kept for repetitions: the secret is told once.
    let secret: string | null = null;
    const acted = await this.unit.run(ctx, async ({ db, now }) => {
      const row = await lockWebhook(db, webhookId);
      actingOn(ctx.actor, row.orgId, RotateWebhookSecretV1.allow, 'webhook');
      refuseStale('webhook', row.version, ctx.expectedVersion);
      refuseEnded(row.state);
      secret = await newSecret(db, row.id, new Date(now.getTime() + settings.oldSecretHours * HOUR_MS));
      return { id: row.id, state: row.state, version: await updateWebhook(db, row, {}) };
    });
    return { ...acted, secret };
  }
}
