import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  MaxLength,
  Min,
} from 'class-validator';
import type { Role } from '#libs/kernel';
import { Acted } from '../answers';
import { AreParts } from '../parts';
import { IsId, IsInstant, MayBeLeftOut, OrUnknown } from '../rules';
import { CommunityPage } from './requests';

const EDITORS: readonly Role[] = ['REGISTRY_EDITOR', 'COMMUNITY_COORDINATOR'];
const READERS: readonly Role[] = [...EDITORS, 'PROVIDER_STAFF'];

/** What an organisation may be told of. Ids only: whom it is about is read after signing in. */
export const WEBHOOK_EVENTS = [
  'inquiry.arrived',
  'menu.over_committed',
  'availability.update_due',
  'host_assessment.due',
] as const;
type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
export const WEBHOOK_STATES = ['ACTIVE', 'ENDED'] as const;
export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'DEAD'] as const;

/** Where to tell an organisation, and of what. */
class WebhookDescription {
  /** https; without credentials and fragment, on port 443 or 8443. */
  @IsString() @MaxLength(500) url!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(WEBHOOK_EVENTS.length)
  @ArrayUnique()
  @IsIn(WEBHOOK_EVENTS, { each: true })
  events!: WebhookEvent[];
}

/** The secret is told here and never again; a repetition of the request does not tell it. */
export class WebhookSecretAnswer extends Acted {
  /** Key of the HMAC, as text. */
  @OrUnknown() @IsString() secret!: string | null;
}

/**
 * Asks to be told. Messages are signed (`Tsunagi-Signature: t=…,v1=…`, HMAC-SHA256 over time, a dot and the body), may come more
 * than once (`Tsunagi-Delivery` is the same then) and in any order. 404 `organization.not-found`, 400 `webhook.url`,
 * 409 `webhook.too-many`.
 */
export class AddWebhookV1 extends WebhookDescription {
  static readonly subject = 'rpc.community.add-webhook.v1';
  static readonly answer = WebhookSecretAnswer;
  static readonly allow = EDITORS;
  @IsId() orgId!: string;
}

/** Replaces address and events. 404 `webhook.not-found`, 400 `webhook.url`, 409 `webhook.ended`. */
export class ReplaceWebhookV1 extends WebhookDescription {
  static readonly subject = 'rpc.community.replace-webhook.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  @IsId() webhookId!: string;
}

/** A new secret; the one before signs as well for a day. 404 `webhook.not-found`, 409 `webhook.ended`. */
export class RotateWebhookSecretV1 {
  static readonly subject = 'rpc.community.rotate-webhook-secret.v1';
  static readonly answer = WebhookSecretAnswer;
  static readonly allow = EDITORS;
  @IsId() webhookId!: string;
}

/** Nothing is told any more, nothing is tried again. 404 `webhook.not-found`, 409 `webhook.ended`. */
export class EndWebhookV1 {
  static readonly subject = 'rpc.community.end-webhook.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  @IsId() webhookId!: string;
}

export class WebhookAnswer {
  @IsId() webhookId!: string;
  @IsId() orgId!: string;
  @IsInt() @Min(1) version!: number;
  @IsIn(WEBHOOK_STATES) state!: (typeof WEBHOOK_STATES)[number];
  @IsString() url!: string;
  @IsIn(WEBHOOK_EVENTS, { each: true }) events!: WebhookEvent[];
  /** Until when the secret before signs as well; null = there is one secret. */
  @OrUnknown() @IsInstant() oldSecretUntil!: string | null;
}

export class WebhooksAnswer {
  @AreParts(() => WebhookAnswer, 100) items!: WebhookAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** Where an organisation is told. 404 `organization.not-found`. */
export class ListWebhooksV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-webhooks.v1';
  static readonly answer = WebhooksAnswer;
  static readonly allow = READERS;
  static readonly reads = true;
  @IsId() orgId!: string;
}

export class DeliveryAnswer {
  /** The same in every try: what came twice is known by it. */
  @IsId() deliveryId!: string;
  @IsIn(WEBHOOK_EVENTS) event!: WebhookEvent;
  @IsIn(DELIVERY_STATES) state!: (typeof DELIVERY_STATES)[number];
  @IsInt() @Min(0) attempts!: number;
  /** How the last try went: an HTTP status, or `timeout`, `refused-address`, `unreachable`; null before the first. */
  @OrUnknown() @IsString() outcome!: string | null;
  @IsInstant() occurredAt!: string;
  @OrUnknown() @IsInstant() nextTryAt!: string | null;
}

export class DeliveriesAnswer {
  @AreParts(() => DeliveryAnswer, 100) items!: DeliveryAnswer[];
  @OrUnknown() @IsString() @MaxLength(64) nextCursor!: string | null;
}

/** What was to be told, oldest first. 404 `webhook.not-found`. */
export class ListDeliveriesV1 extends CommunityPage {
  static readonly subject = 'rpc.community.list-webhook-deliveries.v1';
  static readonly answer = DeliveriesAnswer;
  static readonly allow = READERS;
  static readonly reads = true;
  @IsId() webhookId!: string;
  @MayBeLeftOut() @IsIn(DELIVERY_STATES) state?: (typeof DELIVERY_STATES)[number];
}

/** Tells it again, from the first try on. 404 `webhook.not-found`, `delivery.not-found`, 409 `webhook.ended`, `delivery.pending`. */
export class ReplayDeliveryV1 {
  static readonly subject = 'rpc.community.replay-webhook-delivery.v1';
  static readonly answer = Acted;
  static readonly allow = EDITORS;
  @IsId() webhookId!: string;
  @IsId() deliveryId!: string;
}
