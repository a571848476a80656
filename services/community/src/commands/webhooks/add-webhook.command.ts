import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AddWebhookV1, type WebhookSecretAnswer } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn } from '../../domain/access';
import { refuseAddress, refuseTooMany } from '../../domain/webhooks/webhook';
import { WebhookReceiver } from '../../neighbours/webhook-receiver';
import { findOrganization } from '../../storage/organizations.store';
import { newSecret } from '../../storage/webhooks/webhook-secrets.store';
import { countWebhooks, insertWebhook } from '../../storage/webhooks/webhooks.store';

@Injectable()
export class AddWebhookCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly receiver: WebhookReceiver,
  ) {}

  async execute({ orgId, url, events }: AddWebhookV1, ctx: CallContext): Promise<WebhookSecretAnswer> {
    actingOn(ctx.actor, orgId, AddWebhookV1.allow, 'organization');
    refuseAddress(url, this.receiver.loopbackToo);
    // Beside the answer that is kept for repetitions: the secret is told once.
    let secret: string | null = null;
    const acted = await this.unit.run(ctx, async ({ db, now }) => {
      await findOrganization(db, orgId);
      refuseTooMany(await countWebhooks(db, orgId));
      const id = randomUUID();
      await insertWebhook(db, { id, version: 1, orgId, state: 'ACTIVE', url, events });
      secret = await newSecret(db, id, now);
      return { id, state: 'ACTIVE', version: 1 };
    });
    return { ...acted, secret };
  }
}
