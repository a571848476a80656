import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AddWebhookV1,
  type DeliveriesAnswer,
  EndWebhookV1,
  ListDeliveriesV1,
  ListWebhooksV1,
  ReplaceWebhookV1,
  ReplayDeliveryV1,
  RotateWebhookSecretV1,
  type WebhooksAnswer,
  type WebhookSecretAnswer,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AddWebhookCommand } from '../../commands/webhooks/add-webhook.command';
import { ChangeWebhookCommand } from '../../commands/webhooks/change-webhook.command';
import { ReplayDeliveryCommand } from '../../commands/webhooks/replay-delivery.command';
import { RotateSecretCommand } from '../../commands/webhooks/rotate-secret.command';
import { WebhooksQuery } from '../../queries/webhooks/webhooks.query';

/** Where organisations want to be told. */
@Controller()
export class WebhookRequests {
  constructor(
    private readonly addWebhook: AddWebhookCommand,
    private readonly change: ChangeWebhookCommand,
    private readonly rotateSecret: RotateSecretCommand,
    private readonly replayDelivery: ReplayDeliveryCommand,
    private readonly webhooks: WebhooksQuery,
  ) {}

  @Answers(AddWebhookV1)
  add(@Payload() input: AddWebhookV1, @Ctx() ctx: CallContext): Promise<WebhookSecretAnswer> {
    return this.addWebhook.execute(input, ctx);
  }

  @Answers(ReplaceWebhookV1)
  replace(@Payload() input: ReplaceWebhookV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.change.replace(input, ctx);
  }

  @Answers(RotateWebhookSecretV1)
  rotate(@Payload() input: RotateWebhookSecretV1, @Ctx() ctx: CallContext): Promise<WebhookSecretAnswer> {
    return this.rotateSecret.execute(input, ctx);
  }

  @Answers(EndWebhookV1)
  end(@Payload() input: EndWebhookV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.change.end(input, ctx);
  }

  @Answers(ListWebhooksV1)
  list(@Payload() input: ListWebhooksV1, @Ctx() ctx: CallContext): Promise<WebhooksAnswer> {
    return this.webhooks.list(input, ctx);
  }

  @Answers(ListDeliveriesV1)
  deliveries(@Payload() input: ListDeliveriesV1, @Ctx() ctx: CallContext): Promise<DeliveriesAnswer> {
    return this.webhooks.deliveries(input, ctx);
  }

  @Answers(ReplayDeliveryV1)
  replay(@Payload() input: ReplayDeliveryV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.replayDelivery.execute(input, ctx);
  }
}
