import { type Part, type Platform, PLATFORM } from '#libs/host';
import { AddWebhookCommand } from '../commands/webhooks/add-webhook.command';
import { AnnounceInquiryCommand } from '../commands/webhooks/announce-inquiry.command';
import { ChangeWebhookCommand } from '../commands/webhooks/change-webhook.command';
import { DeliverCommand } from '../commands/webhooks/deliver.command';
import { ReplayDeliveryCommand } from '../commands/webhooks/replay-delivery.command';
import { RotateSecretCommand } from '../commands/webhooks/rotate-secret.command';
import { WebhookRequests } from '../messages/webhooks/webhooks.requests';
import { WebhookReceiver } from '../neighbours/webhook-receiver';
import { WebhooksQuery } from '../queries/webhooks/webhooks.query';
import { DeliveryEntity } from '../storage/webhooks/delivery.entity';
import { WebhookEntity } from '../storage/webhooks/webhook.entity';
import { DeliverWebhooksTimer } from '../timers/deliver-webhooks.timer';

/** Telling organisations, by ids only, that somebody asks for them or that something is due. */
export const WEBHOOKS: Part = {
  doors: [WebhookRequests],
  providers: [
    {
      provide: WebhookReceiver,
      useFactory: ({ config }: Platform) => new WebhookReceiver(config.mode !== 'production'),
      inject: [PLATFORM],
    },
    AddWebhookCommand,
    ChangeWebhookCommand,
    RotateSecretCommand,
    ReplayDeliveryCommand,
    DeliverCommand,
    AnnounceInquiryCommand,
    WebhooksQuery,
    DeliverWebhooksTimer,
  ],
  tables: [WebhookEntity, DeliveryEntity],
  migrations: [],
};
