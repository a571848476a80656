import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { type CustomTransportStrategy, EventPattern, type MessageHandler, Server } from '@nestjs/microservices';
import type { EventEnvelope, EventType } from '#libs/contracts';
import { AppError, type CallContext, invalid, type ServiceName, systemActor } from '#libs/kernel';
import { databaseError } from '#libs/persistence';
import { isObservable, lastValueFrom } from 'rxjs';
import type { BusConnection } from '../bus-connection';
import { crashPoint, isBroken } from '../sabotage';
import { durableOf, speakerOf, streamOf } from '../topology';
import { AlreadyHandled, type UnitOfWork } from '../unit-of-work';
import { parseFact } from '../validation';
import type { DeadLetters } from './dead-letters';
import { InOrder } from './in-order';
import { Backlog } from './backlog';
import { afterFailure } from './retry-policy';

const JETSTREAM = Symbol('jetstream');
const MAX_IN_FLIGHT = 64;
const RETRY_PULL_MS = 500;

/** Marks the method that hears an event: `(@Payload() data, @Ctx() ctx) => Promise<void>`. */
export const Hears =
  (event: EventType): MethodDecorator =>
  (target, key, descriptor) => {
    HEARD.set(target.constructor, [...(HEARD.get(target.constructor) ?? []), event]);
    EventPattern(event.subject, JETSTREAM as never, { event })(target, key, descriptor as never);
  };

const HEARD = new Map<unknown, readonly EventType[]>();

/** The events that a controller class hears: for the provision step and the documents. */
export const heardBy = (controller: unknown): readonly EventType[] => HEARD.get(controller) ?? [];

/** One line per event for the log and the metrics: never the data. */
export interface EventRecord {
  readonly subject: string;
  readonly eventId: string;
  readonly correlationId: string;
  readonly outcome: 'handled' | 'repeated' | 'retry' | 'dead-letter';
  readonly deliveries: number;
  readonly ms: number;
  readonly code?: string;
  readonly error?: unknown;
}

/**
 * Hears events from JetStream. A handler's effects and its inbox row are one transaction, and only
 * then the message is acknowledged: a crash anywhere delivers it again, and the inbox drops it.
 * Events of one aggregate are handled one after the other, others side by side, 64 at most.
 */
export class JetStreamStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = JETSTREAM;
  private readonly order = new InOrder(MAX_IN_FLIGHT);
  private readonly pulls: Promise<void>[] = [];
  private readonly open = new Set<ConsumerMessages>();
  private readonly backlog: Backlog;
  private stopping = false;

  constructor(
    private readonly service: ServiceName,
    private readonly bus: BusConnection,
    private readonly unit: UnitOfWork,
    private readonly deadLetters: DeadLetters,
    private readonly record: (record: EventRecord) => void,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
    this.backlog = new Backlog(service, bus, onError);
  }

  get subjects(): readonly string[] {
    return [...this.messageHandlers.keys()];
  }

  listen(ready: () => void): void {
    for (const speaker of this.speakers) this.pulls.push(this.pull(speaker));
    ready();
  }

  /**
   * Resolves when everything is handled that was in the streams when this service began to listen. Only
   * then does it know what it may do: a permission may have been taken back while it was away.
   */
  async caughtUp(): Promise<void> {
    if (!isBroken('SERVE_BEFORE_BACKLOG')) await this.backlog.workedOff(this.speakers);
  }

  private get speakers(): readonly ServiceName[] {
    return [...new Set(this.subjects.map(speakerOf))];
  }

  /** Takes no new messages and finishes those that are being handled. What was not begun is delivered again. */
  async close(): Promise<void> {
    this.stopping = true;
    this.backlog.giveUp();
    for (const messages of this.open) messages.stop();
    await Promise.all(this.pulls);
    await this.order.idle();
  }

  override on(): void {
    throw new Error('Events have no lifecycle events.');
  }

  override unwrap<T>(): T {
    return this.bus.nats as T;
  }

  /** Handles an envelope again that is kept as a dead letter. Throws what the handler throws. */
  async replay(envelope: EventEnvelope): Promise<void> {
    await this.order.run(envelope.aggregateId, () => this.apply(envelope));
  }

  /** Keeps pulling: a stream or consumer that is away, or a server that restarts, is waited for. */
  private async pull(speaker: ServiceName): Promise<void> {
    while (!this.stopping) {
      try {
        const consumer = await this.bus.js.consumers.get(streamOf(speaker), durableOf(this.service, speaker));
        const messages = await consumer.consume({
          max_messages: MAX_IN_FLIGHT * 2,
          expires: 10_000,
          idle_heartbeat: 2_000,
          abort_on_missing_resource: true,
        });
        this.open.add(messages);
        try {
          for await (const message of messages) {
            if (this.stopping) break;
            await this.take(message);
          }
        } finally {
          this.open.delete(messages);
        }
      } catch (error) {
        this.onError(error);
      }
      if (!this.stopping) await new Promise((resolve) => setTimeout(resolve, RETRY_PULL_MS));
    }
  }

  /** Waits for a free place, not for the handling. */
  private async take(message: JsMsg): Promise<void> {
    crashPoint('consumer.after-delivery');
    const envelope = readEnvelope(message);
    await this.order.start(envelope?.aggregateId ?? message.subject, () => this.deliver(message, envelope));
  }

  private async deliver(message: JsMsg, envelope: EventEnvelope | undefined): Promise<void> {
    const started = performance.now();
    const deliveries = message.info.deliveryCount;
    let result: Pick<EventRecord, 'outcome' | 'code' | 'error'>;
    try {
      if (!envelope) throw invalid('event.unreadable', 'The message is no event.');
      const repeated = await this.apply(envelope);
      crashPoint('consumer.after-commit');
      const acked = message.ackAck();
      crashPoint('consumer.during-ack');
      await acked;
      result = { outcome: repeated ? 'repeated' : 'handled' };
    } catch (error) {
      result = await this.fail(message, envelope, databaseError(error), deliveries).catch((failure: unknown) => {
        this.onError(failure);
        return { outcome: 'retry' as const, error: failure };
      });
    }
    this.backlog.handled(message, result.outcome === 'retry' && !this.endsPermission(message.subject));
    this.record({
      subject: message.subject,
      eventId: envelope?.id ?? '',
      correlationId: envelope?.correlationId ?? '',
      deliveries,
      ms: performance.now() - started,
      ...result,
    });
  }

  private endsPermission(subject: string): boolean {
    const handler = this.messageHandlers.get(subject);
    return handler !== undefined && eventOf(handler).endsPermission === true;
  }

  /** Runs the handler. True where the event had been handled before. */
  private async apply(envelope: EventEnvelope): Promise<boolean> {
    const handler = this.messageHandlers.get(envelope.subject);
    const ctx = this.contextOf(envelope);
    if (!handler) {
      return false;
    }
    // Broken on purpose: whoever keeps consent does not hear that it was taken back either.
    if (isBroken('KEEP_CONSENT') && this.endsPermission(envelope.subject)) return false;
    let used = false;
    const watched: CallContext = Object.defineProperty({ ...ctx }, 'once', {
      enumerable: true,
      get: () => {
        used = true;
        return ctx.once;
      },
    });
    try {
      await invoke(handler, parseFact(eventOf(handler), envelope.data), watched);
      // A handler that had nothing to do wrote nothing: the event is remembered all the same.
      if (!used) await this.unit.run(ctx, () => Promise.resolve());
      return false;
    } catch (error) {
      if (error instanceof AlreadyHandled) return true;
      throw error;
    }
  }

  private contextOf({ tenant, correlationId, id }: EventEnvelope): CallContext {
    return {
      tenant,
      actor: systemActor(this.service, tenant),
      correlationId,
      once: { kind: 'event', consumer: this.service, eventId: id },
    };
  }

  private async fail(
    message: JsMsg,
    envelope: EventEnvelope | undefined,
    error: unknown,
    deliveries: number,
  ): Promise<Pick<EventRecord, 'outcome' | 'code' | 'error'>> {
    const verdict = afterFailure(error, deliveries);
    const code = error instanceof AppError ? error.code : 'internal';
    const about = { code, ...(!(error instanceof AppError) && { error }) };
    if (verdict.kind === 'retry') {
      message.nak(verdict.delayMs);
      return { outcome: 'retry', ...about };
    }
    await this.deadLetters.keep({
      consumer: this.service,
      message: message.subject,
      stream: message.info.streamSequence,
      envelope,
      code,
      deliveries,
    });
    message.term(code);
    return { outcome: 'dead-letter', ...about };
  }
}

const eventOf = (handler: MessageHandler): EventType => (handler.extras as { event: EventType }).event;

async function invoke(handler: MessageHandler, data: object, ctx: CallContext): Promise<void> {
  const result: unknown = await handler(data, ctx);
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}

function readEnvelope(message: JsMsg): EventEnvelope | undefined {
  try {
    const envelope = message.json<Partial<EventEnvelope>>();
    const complete =
      typeof envelope.id === 'string' &&
      typeof envelope.tenant === 'string' &&
      envelope.subject === message.subject &&
      typeof envelope.aggregateId === 'string' &&
      typeof envelope.data === 'object';
    return complete ? (envelope as EventEnvelope) : undefined;
  } catch {
    return undefined;
  }
}
