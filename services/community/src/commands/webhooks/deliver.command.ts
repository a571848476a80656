import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import settings from '../../domain/webhooks/webhook-settings.json';
import { isTaken, waitAfter } from '../../domain/webhooks/webhook';
import { type Message, WebhookReceiver } from '../../neighbours/webhook-receiver';
import { openTask } from '../../storage/tasks.store';
import { keepResults, takeDue, type TakenDelivery, type TryResult } from '../../storage/webhooks/delivery-turns.store';
import { validSecrets } from '../../storage/webhooks/webhook-secrets.store';

const MINUTE_MS = 60_000;

/**
 * One turn of telling. What is due is taken for a while, told outside of any transaction, and what came of it is written
 * down. A process that dies between gives its deliveries back when their time is over: told twice then, never lost.
 */
@Injectable()
export class DeliverCommand {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly receiver: WebhookReceiver,
  ) {}

  async execute(ctx: CallContext): Promise<void> {
    const { taken, secrets } = await this.unit.run(ctx, async ({ db, now }) => {
      const leaseEnds = new Date(now.getTime() + settings.leaseSeconds * 1_000);
      const turn = { now, leaseEnds, most: settings.perTurn, mostPerWebhook: settings.perWebhookAndTurn };
      const due = await takeDue(db, turn);
      return {
        taken: due,
        secrets: await validSecrets(
          db,
          due.map(({ webhookId }) => webhookId),
          now,
        ),
      };
    });
    if (taken.length === 0) return;
    const outcomes = await this.tellAll(taken.map((one) => messageOf(one, secrets.get(one.webhookId) ?? [])));
    await this.keep(taken, outcomes, ctx);
  }

  /** A few at once, so that one that does not answer keeps few waiting. */
  private async tellAll(messages: readonly Message[]): Promise<readonly string[]> {
    const outcomes: string[] = [];
    const waiting = messages.map((message, index) => ({ message, index }));
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        outcomes[next.index] = await this.receiver.tell(next.message);
      }
    };
    await Promise.all(Array.from({ length: settings.atOnce }, lane));
    return outcomes;
  }

  private keep(taken: readonly TakenDelivery[], outcomes: readonly string[], ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, now, today }) => {
      const results = taken.map((one, index) => resultOf(one, outcomes[index] ?? 'unreachable', now));
      await keepResults(db, results);
      for (const [index, { webhookId, orgId }] of taken.entries()) {
        if (results[index]?.state !== 'DEAD') continue;
        const causeVersion = Math.floor(now.getTime() / MINUTE_MS);
        await openTask(db, { kind: 'webhook_dead', orgId, subjectId: webhookId, causeVersion, openedOn: today });
      }
    });
  }
}

function messageOf({ id, event, subject, url, occurredAt }: TakenDelivery, secrets: readonly string[]): Message {
  const body = JSON.stringify({ id, event, occurredAt: occurredAt.toISOString(), subject });
  return { deliveryId: id, event, url, body, secrets };
}

function resultOf({ id, attempts }: TakenDelivery, outcome: string, now: Date): TryResult {
  if (isTaken(outcome)) return { id, attempts, state: 'DELIVERED', outcome, nextTryAt: null };
  const wait = waitAfter(attempts, Math.random());
  if (wait === null) return { id, attempts, state: 'DEAD', outcome, nextTryAt: null };
  return { id, attempts, state: 'PENDING', outcome, nextTryAt: new Date(now.getTime() + wait * 1_000) };
}
