import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { request as askHttp, type RequestOptions } from 'node:http';
import { request as askHttps } from 'node:https';
import ipaddr from 'ipaddr.js';
import settings from '../domain/webhooks/webhook-settings.json';
import { signatureOf } from './webhook-signature';

/** Something to be told. */
export interface Message {
  readonly deliveryId: string;
  readonly event: string;
  readonly url: string;
  /** As it is sent and signed. */
  readonly body: string;
  /** Newest first. */
  readonly secrets: readonly string[];
}

type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

const inPublic: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * Whoever an organisation named to be told: somebody else's server, that is. It is connected to at exactly the address
 * that was looked at, and only if that is a public one: a name may lead into our own network, or do so a moment later.
 * Redirects are not followed, and what it answers but its status is not read.
 */
export class WebhookReceiver {
  /** `loopbackToo`: this machine itself may be told (development and tests). */
  constructor(
    readonly loopbackToo: boolean,
    private readonly resolve: Resolve = inPublic,
    private readonly timeoutMs = settings.timeoutMs,
  ) {}

  /** The HTTP status, or `refused-address`, `unreachable`, `timeout`. Never throws. */
  async tell(message: Message): Promise<string> {
    const late = new Promise<string>((resolve) => {
      setTimeout(() => resolve('timeout'), this.timeoutMs).unref();
    });
    return Promise.race([this.told(message).catch(() => 'unreachable'), late]);
  }

  private async told(message: Message): Promise<string> {
    const url = new URL(message.url);
    const found = await this.resolve(url.hostname.replace(/^\[|\]$/g, ''));
    const [first] = found;
    // One that may not be reached spoils all: which of them is taken must not be a matter of luck.
    if (!first || !found.every(({ address }) => this.mayReach(address))) return 'refused-address';
    return post(url, first, message, this.timeoutMs);
  }

  private mayReach(address: string): boolean {
    const range = ipaddr.process(address).range();
    if (range === 'loopback') return this.loopbackToo;
    return range === 'unicast' && !settings.neverReached.includes(address);
  }
}

function post(url: URL, to: LookupAddress, message: Message, timeoutMs: number): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    lookup: (_hostname, { all }, found) => (all === true ? found(null, [to]) : found(null, to.address, to.family)),
    signal: AbortSignal.timeout(timeoutMs),
    maxHeaderSize: 8 * 1024,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(message.body),
      'user-agent': 'Tsunagi',
      'tsunagi-event': message.event,
      'tsunagi-delivery': message.deliveryId,
      'tsunagi-signature': signatureOf(message.body, seconds, message.secrets),
    },
  };
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? askHttps : askHttp)(url, options);
    request.on('response', (response) => {
      resolve(String(response.statusCode));
      response.destroy();
    });
    request.on('error', ({ name }) =>
      resolve(name === 'AbortError' || name === 'TimeoutError' ? 'timeout' : 'unreachable'),
    );
    request.end(message.body);
  });
}
