import { Inject, Injectable } from '@nestjs/common';
import { DueWorkTimer, type Platform, PLATFORM } from '#libs/host';
import { DeliverCommand } from '../commands/webhooks/deliver.command';
import { WebhooksQuery } from '../queries/webhooks/webhooks.query';

/** Tells organisations what they asked to be told. A turn is one piece of work: it tells several at once. */
@Injectable()
export class DeliverWebhooksTimer extends DueWorkTimer {
  constructor(
    @Inject(PLATFORM) platform: Platform,
    @Inject(WebhooksQuery) webhooks: WebhooksQuery,
    @Inject(DeliverCommand) deliver: DeliverCommand,
  ) {
    super(platform, {
      part: 'webhooks',
      due: async (tenant) => ((await webhooks.anyDue(tenant)) ? ['turn'] : []),
      act: (_, ctx) => deliver.execute(ctx),
    });
  }
}
