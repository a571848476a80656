import { createHmac } from 'node:crypto';
import { type CustomTransportStrategy, type MessageHandler, MessagePattern, Server } from '@nestjs/microservices';
import { headers, type Msg, type Subscription } from '@nats-io/transport-node';
import type { RequestType } from '#libs/contracts';
import {
  AppError,
  type CallContext,
  type ErrorKind,
  forbidden,
  hasRole,
  invalid,
  notFound,
  type ServiceName,
  toWireError,
  unavailable,
} from '#libs/kernel';
import { databaseError, type ReadScope } from '#libs/persistence';
import { lastValueFrom, isObservable } from 'rxjs';
import type { ActorTokens } from '../actor-tokens';
import type { AuditLog, Noted } from '../audit/audit-log';
import type { BusConnection } from '../bus-connection';
import { earlierAnswer } from '../idempotency';
import { parseInput } from '../validation';
import { HEADERS } from './wire';

const REQUESTS = Symbol('requests');
const MAX_IN_FLIGHT = 256;
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const KEY_FORM = /^[\x21-\x7e]{8,128}$/;

/** Marks the method that answers a request: `(@Payload() input, @Ctx() ctx) => answer`. */
export const Answers = (request: RequestType): MethodDecorator =>
  MessagePattern(request.subject, REQUESTS as never, { request });

/** One line per request for the log and the metrics: never the body. */
export interface RequestRecord {
  readonly subject: string;
  readonly outcome: ErrorKind | 'ok' | 'bug';
  readonly code?: string;
  readonly ms: number;
  readonly correlationId: string;
  readonly error?: unknown;
}

/**
 * Answers requests over core NATS. Every request gets an answer, also what is no JSON, what nobody
 * handles and what fails. Closing takes no new requests, finishes those that run, then lets go:
 * nothing that was accepted is dropped.
 */
export class RequestStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = REQUESTS;
  private subscription: Subscription | undefined;
  private inFlight = 0;
  private draining = false;
  private onIdle: () => void = () => undefined;

  constructor(
    private readonly service: ServiceName,
    private readonly bus: BusConnection,
    private readonly tokens: ActorTokens,
    private readonly reads: ReadScope,
    private readonly fingerprintKey: Buffer,
    private readonly audit: AuditLog,
    private readonly record: (record: RequestRecord) => void,
    /** Resolves when the service knows enough to answer. */
    private readonly mayOpen: () => Promise<void>,
  ) {
    super();
  }

  /** Until it may open nobody is heard: callers learn at once that there is no one, and another replica answers. */
  listen(ready: (error?: unknown) => void): void {
    this.mayOpen().then(() => {
      if (!this.draining) this.open();
      ready();
    }, ready);
  }

  private open(): void {
    this.subscription = this.bus.nats.subscribe(`rpc.${this.service}.>`, {
      queue: this.service,
      callback: (error, message) => {
        if (!error && isToInbox(message)) void this.answer(message);
      },
    });
  }

  /** Stops hearing requests and waits for those that run, at most `limitMs`. */
  async drain(limitMs = 6_000): Promise<void> {
    if (this.draining) return;
    this.draining = true;
    await this.subscription?.drain().catch(() => undefined);
    if (this.inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  close(): Promise<void> {
    return this.drain();
  }

  override on(): void {
    throw new Error('Requests have no lifecycle events.');
  }

  override unwrap<T>(): T {
    return this.bus.nats as T;
  }

  private async answer(message: Msg): Promise<void> {
    const started = performance.now();
    const correlationId = header(message, HEADERS.correlation);
    this.inFlight += 1;
    let outcome: Pick<RequestRecord, 'outcome' | 'code' | 'error'> = { outcome: 'ok' };
    try {
      const result = await this.handle(message, correlationId);
      message.respond(JSON.stringify(result ?? {}));
    } catch (caught) {
      const error = databaseError(caught);
      const wire = toWireError(error);
      const hdrs = headers();
      hdrs.set(HEADERS.error, wire.kind);
      message.respond(JSON.stringify(wire), { headers: hdrs });
      outcome = { outcome: wire.kind, code: wire.code, ...(wire.kind === 'bug' && { error }) };
    } finally {
      this.inFlight -= 1;
      if (this.inFlight === 0) this.onIdle();
      this.record({ subject: message.subject, ms: performance.now() - started, correlationId, ...outcome });
    }
  }

  private async handle(message: Msg, correlationId: string): Promise<unknown> {
    const handler = this.messageHandlers.get(message.subject);
    const request = (handler?.extras as { request?: RequestType } | undefined)?.request;
    if (!handler || !request) throw notFound('request');
    this.refuseWhatIsTooMuch(message);
    const actor = await this.tokens.verify(header(message, HEADERS.actor));
    if (!hasRole(actor, ...request.allow)) throw forbidden('role.refused', 'This is not for this role.');
    const input = parseInput(request, parseJson(message));
    const audit = this.audit.begin(request, input, actor, correlationId);
    const ctx = { ...this.contextOf(message, request, correlationId, actor), audit };
    return this.noted(audit, async () => {
      const earlier = await this.earlierAnswer(ctx);
      if (earlier !== undefined) return { answer: earlier, decision: 'repeated' };
      return { answer: await invoke(handler, input, ctx), decision: 'shown' };
    });
  }

  /** An answer leaves when it is noted what it shows to whom, and a refusal likewise. */
  private async noted(
    audit: Noted,
    decide: () => Promise<{ readonly answer: unknown; readonly decision: 'shown' | 'repeated' }>,
  ): Promise<unknown> {
    try {
      const { answer, decision } = await decide();
      await this.audit.shown(audit, answer ?? {}, decision);
      return answer;
    } catch (error) {
      await this.audit.refused(audit, databaseError(error));
      throw error;
    }
  }

  private refuseWhatIsTooMuch(message: Msg): void {
    if (this.inFlight > MAX_IN_FLIGHT) throw unavailable('service.busy', 'Too many requests at once.');
    const late = Number(header(message, HEADERS.deadline)) < Date.now();
    if (late) throw unavailable('deadline.passed', 'The caller has stopped waiting.');
  }

  private contextOf(
    message: Msg,
    request: RequestType,
    correlationId: string,
    actor: CallContext['actor'],
  ): CallContext {
    const key = header(message, HEADERS.key);
    const ifMatch = header(message, HEADERS.version);
    if (key !== '' && !KEY_FORM.test(key)) {
      throw invalid('idempotency.key-form', 'Idempotency-Key: 8 to 128 visible ASCII characters.');
    }
    return {
      tenant: actor.tenant,
      actor,
      correlationId,
      // A read is recorded at most, never kept: its answer may be words about a person.
      ...(key !== '' &&
        request.reads !== true && {
          once: { kind: 'key' as const, key, fingerprint: this.fingerprint(request.subject, message.data) },
        }),
      ...(ifMatch !== '' && { expectedVersion: Number(ifMatch) }),
    };
  }

  /** Keyed, so that nobody can try bodies against a stored fingerprint. */
  private fingerprint(subject: string, body: Uint8Array): string {
    return createHmac('sha256', this.fingerprintKey)
      .update(subject)
      .update('\n')
      .update(canonical(body))
      .digest('base64url');
  }

  /** A repeated request is answered before anything else is asked: consent may have changed since. */
  private async earlierAnswer({ once, actor, tenant }: CallContext): Promise<object | undefined> {
    if (once?.kind !== 'key') return undefined;
    return earlierAnswer(this.reads, tenant, { sub: actor.sub, ...once });
  }
}

/** An answer goes to an inbox and nowhere else: nobody can have it written where only we may write. */
const isToInbox = ({ reply }: Msg): boolean => reply?.startsWith('_INBOX_') === true;

const header = (message: Msg, name: string): string => message.headers?.get(name) ?? '';

async function invoke(handler: MessageHandler, input: object, ctx: CallContext): Promise<unknown> {
  const result: unknown = await handler(input, ctx);
  return isObservable(result) ? lastValueFrom(result, { defaultValue: {} }) : result;
}

function parseJson(message: Msg): unknown {
  try {
    return JSON.parse(UTF8.decode(message.data));
  } catch {
    throw new AppError('invalid', 'body.not-json', 'The body is not JSON.');
  }
}

/** The same fields in another order are the same request. */
function canonical(body: Uint8Array): string {
  return JSON.stringify(sorted(JSON.parse(UTF8.decode(body))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
