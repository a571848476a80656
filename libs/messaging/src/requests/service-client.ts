import {
  headers,
  type Msg,
  type MsgHdrs,
  NoRespondersError,
  RequestError,
  TimeoutError,
} from '@nats-io/transport-node';
import type { AnswerOf, RequestType } from '#libs/contracts';
import { AppError, type CallContext, fromWireError, type ServiceName, unavailable, type WireError } from '#libs/kernel';
import type { ActorTokens } from '../actor-tokens';
import type { BusConnection } from '../bus-connection';
import { isBroken } from '../sabotage';
import { HEADERS } from './wire';

const DEADLINE_MS = 5_000;
const RETRY_MS = 100;
const UTF8 = new TextDecoder();

export interface AskOptions {
  /** All of it: waiting for a service that restarts, the request, the answer. Default 5,000 ms. */
  readonly deadlineMs?: number;
  readonly idempotencyKey?: string | undefined;
  readonly ifMatch?: number | undefined;
}

/**
 * Asks another service. There is always an answer within the deadline: the service's own, or
 * `unavailable` (503, or 504 where the request was sent and nothing came back).
 * Where nobody listens yet the request is sent again: it cannot have been received.
 */
export class ServiceClient {
  private readonly first = new Map<string, Uint8Array>();

  constructor(
    private readonly bus: BusConnection,
    private readonly tokens: ActorTokens,
  ) {}

  async ask<R extends RequestType>(
    request: R,
    input: InstanceType<R>,
    ctx: Pick<CallContext, 'actor' | 'correlationId'>,
    options: AskOptions = {},
  ): Promise<AnswerOf<R>> {
    const bytes = await this.kept(request, JSON.stringify(input), ctx, options);
    return JSON.parse(UTF8.decode(bytes)) as AnswerOf<R>;
  }

  /** Broken on purpose it gives the first answer for ever: nobody would hear that a permission was taken back. */
  private async kept(...asked: Parameters<ServiceClient['askRaw']>): Promise<Uint8Array> {
    const [request, body] = asked;
    if (!isBroken('KEEP_CONSENT') || request.reads !== true) return this.askRaw(...asked);
    const key = `${request.subject} ${body}`;
    const answer = this.first.get(key) ?? (await this.askRaw(...asked));
    this.first.set(key, answer);
    return answer;
  }

  /** The answer's bytes as they came, for a caller that only passes them on. */
  async askRaw(
    request: RequestType,
    body: string,
    ctx: Pick<CallContext, 'actor' | 'correlationId'>,
    options: AskOptions = {},
  ): Promise<Uint8Array> {
    const service = request.subject.split('.')[1] as ServiceName;
    const until = Date.now() + (options.deadlineMs ?? DEADLINE_MS);
    const hdrs = headers();
    hdrs.set(HEADERS.actor, await this.tokens.sign(ctx.actor, service));
    hdrs.set(HEADERS.correlation, ctx.correlationId);
    hdrs.set(HEADERS.deadline, String(until));
    if (options.idempotencyKey !== undefined) hdrs.set(HEADERS.key, options.idempotencyKey);
    if (options.ifMatch !== undefined) hdrs.set(HEADERS.version, String(options.ifMatch));
    return readAnswer(await this.deliver(request.subject, body, hdrs, until, service));
  }

  private async deliver(
    subject: string,
    body: string,
    hdrs: MsgHdrs,
    until: number,
    service: ServiceName,
  ): Promise<Msg> {
    for (;;) {
      if (!this.bus.isUp) throw unavailable('bus.down', 'The message bus is not reachable.');
      const left = until - Date.now();
      if (left <= 0) throw noAnswer(service);
      try {
        return await this.bus.nats.request(subject, body, { timeout: left, headers: hdrs });
      } catch (error) {
        if (!isNobodyThere(error)) throw error instanceof TimeoutError ? noAnswer(service) : unreachable(service);
        if (until - Date.now() <= RETRY_MS) throw unreachable(service);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}

const isNobodyThere = (error: unknown): boolean =>
  error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders());

const unreachable = (service: ServiceName): AppError =>
  unavailable(`${service}.unreachable`, `The service ${service} is not reachable.`);

const noAnswer = (service: ServiceName): AppError =>
  new AppError('unavailable', `${service}.no-answer`, `The service ${service} did not answer in time.`, [], 504);

function readAnswer(message: Msg): Uint8Array {
  if (!message.headers?.has(HEADERS.error)) return message.data;
  throw fromWireError(message.json<WireError>());
}
