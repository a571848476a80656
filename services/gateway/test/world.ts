import { serviceUnderTest, type ServiceWorld } from '#libs/testing';
import { parseInput } from '#libs/messaging';
import type { AddressInfo } from 'node:net';
import { hostRequestsOf, type RequestType } from '#libs/contracts';
import { SERVICES } from '#libs/kernel';
import { gatewayWith } from '../src/gateway.module';
import type { SignInSettings } from '../src/auth/relying-party';
import type { OidcSettings } from '../src/auth/token-verifier';
import type { Problem } from '../src/http/problem';
import type { Table } from '../src/http/tables';
import { type Issuer, startIssuer } from './issuer';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly problem: Problem;
}

interface Sending {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is where it is text or bytes, else as JSON. */
  readonly body?: unknown;
}

export interface GatewayWorld {
  readonly world: ServiceWorld;
  readonly issuer: Issuer;
  readonly port: number;
  send(path: string, sending?: Sending): Promise<Answer>;
  /** Another service's answer, after the check of the input that it would make. */
  answers<R extends RequestType>(request: R, answer: (input: InstanceType<R>) => object): void;
  /** All inner services answer that they are ready. */
  everybodyReady(): void;
  stop(): Promise<void>;
}

/** Where browsers find the gateway, as far as it knows: a proxy could stand there. */
export const PUBLIC_URL = 'http://localhost:3999';

const SIGN_IN: SignInSettings = {
  clientId: 'tsunagi-console',
  clientSecret: undefined,
  scope: 'openid api',
  publicUrl: PUBLIC_URL,
  backChannelUrl: undefined,
  secureCookies: false,
};

interface GatewayOptions {
  /** Another provider than the tiny one. */
  readonly oidc?: OidcSettings;
  readonly signIn?: Partial<SignInSettings>;
  readonly replicas?: number;
}

/** A real gateway on real servers with these routes; the services behind it are played on the real bus. */
export async function startGateway(tables: readonly Table[], options: GatewayOptions = {}): Promise<GatewayWorld> {
  const issuer = await startIssuer();
  const { replicas = 1, oidc = issuer.settings } = options;
  const auditAnchors = { file: undefined, everyS: 3_600 };
  const config = { oidc, auditAnchors, signIn: { ...SIGN_IN, ...options.signIn } };
  const world = await serviceUnderTest(gatewayWith(tables), { config, replicas });
  const first = world.services[0];
  if (!first) throw new Error('There is no gateway.');
  const { port } = first.app.getHttpServer().address() as AddressInfo;
  const answers: GatewayWorld['answers'] = (request, answer) => {
    world.neighbour(request, (input) => answer(parseInput(request, input) as never) as never);
  };
  return {
    world,
    issuer,
    port,
    answers,
    send: (path, sending = {}) => send(`http://127.0.0.1:${port}${path}`, sending),
    everybodyReady: () => {
      for (const service of SERVICES.filter((name) => name !== 'gateway')) {
        answers(hostRequestsOf(service).ping, () => ({ ready: true }));
      }
    },
    stop: async () => {
      await world.stop();
      await issuer.stop();
    },
  };
}

async function send(url: string, sending: Sending): Promise<Answer> {
  const { method = 'GET', body } = sending;
  const response = await fetch(url, { method, headers: headersOf(sending), ...bodyOf(body) });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body: parsed, problem: parsed as Problem };
}

const headersOf = ({ token, key, body, headers }: Sending): Record<string, string> => ({
  ...(token !== undefined && { authorization: `Bearer ${token}` }),
  ...(key !== undefined && { 'idempotency-key': key }),
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...headers,
});

function bodyOf(body: unknown): { readonly body?: string | Uint8Array<ArrayBuffer> } {
  if (body === undefined) return {};
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  return { body: raw ? (body as string) : JSON.stringify(body) };
}
