import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { say } from '../../say';
import { type FloorSettings, READERS, Refused, SUBJECTS, UUID, WORKERS } from './settings';
import { accessTokens, actorSigner, type FloorActor } from './tokens';

const DEADLINE_MS = 5_000;
const KEEP_ALIVE_MS = 65_000;
const MAX_BODY_BYTES = 65_536;
const PATH = '/api/v1/match-requests';

interface Ask {
  readonly subject: string;
  readonly allow: readonly string[];
  readonly body: string;
  readonly status: number;
  readonly key: string | undefined;
}

/** A gateway as one writes it by hand: two routes over node:http, the bus, nothing else. */
export async function runGateway(settings: FloorSettings, bus: NatsConnection): Promise<void> {
  const verify = accessTokens(settings);
  const sign = await actorSigner(settings);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const correlationId = randomUUID();
    const began = performance.now();
    let status = 500;
    try {
      const actor = await verify(bearerOf(request));
      const asked = await askOf(request);
      if (!asked.allow.some((role) => actor.roles.includes(role))) throw new Refused(403, 'role.refused');
      const bytes = await ask(asked, actor, correlationId);
      ({ status } = asked);
      send(response, status, bytes, correlationId, settings.headers);
    } catch (error) {
      const refused = error instanceof Refused ? error : new Refused(503, 'unavailable');
      ({ status } = refused);
      send(response, status, Buffer.from(JSON.stringify({ code: refused.code })), correlationId, settings.headers);
    }
    tell(request.method ?? '', status, began, correlationId);
  }

  async function ask({ subject, body, key }: Ask, actor: FloorActor, correlationId: string): Promise<Uint8Array> {
    const hdrs = headers();
    hdrs.set('Actor', await sign(actor));
    hdrs.set('Correlation', correlationId);
    hdrs.set('Deadline', String(Date.now() + DEADLINE_MS));
    if (key !== undefined) hdrs.set('Key', key);
    const reply = await bus.request(subject, body, { timeout: DEADLINE_MS, headers: hdrs });
    const refused = reply.headers?.get('Refused');
    if (refused !== undefined && refused !== '') throw new Refused(Number(refused), 'refused');
    return reply.data;
  }

  const server = createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(settings.port, '127.0.0.1');
}

const tell = (method: string, status: number, began: number, correlationId: string): void =>
  say(JSON.stringify({ time: new Date().toISOString(), method, status, ms: performance.now() - began, correlationId }));

function bearerOf({ headers: { authorization } }: IncomingMessage): string {
  if (authorization?.startsWith('Bearer ') !== true) throw new Refused(401, 'token.missing');
  return authorization.slice(7);
}

async function askOf(request: IncomingMessage): Promise<Ask> {
  const { method, url = '' } = request;
  if (method === 'POST' && url === PATH) {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(key)) throw new Refused(400, 'idempotency.missing');
    const body = await bodyOf(request);
    return { subject: SUBJECTS.open, allow: WORKERS, body: JSON.stringify(body), status: 201, key };
  }
  const id = url.startsWith(`${PATH}/`) ? url.slice(PATH.length + 1) : '';
  if (method !== 'GET' || !UUID.test(id)) throw new Refused(404, 'route.not-found');
  const body = JSON.stringify({ matchRequestId: id });
  return { subject: SUBJECTS.read, allow: READERS, body, status: 200, key: undefined };
}

async function bodyOf(request: IncomingMessage): Promise<object> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Refused(413, 'body.too-large');
    chunks.push(chunk);
  }
  const body = parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof body !== 'object' || body === null) throw new Refused(400, 'body.not-an-object');
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refused(400, 'body.not-json');
  }
}

function send(
  response: ServerResponse,
  status: number,
  bytes: Uint8Array,
  correlationId: string,
  always: FloorSettings['headers'],
): void {
  response.writeHead(status, {
    ...always,
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'x-correlation-id': correlationId,
  });
  response.end(bytes);
}
