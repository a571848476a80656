import { randomUUID } from 'node:crypto';
import type { RunningSystem } from '../running-system';
import { complaintAbout } from './complaint';
import { ANYWHERE, BAD_IDS, type BadRequest, wrongFields } from './corpus';
import type { Operation } from './operations';

const ANSWER_WITHIN_MS = 10_000;

const BAD_QUERIES: readonly string[] = [
  '?limit=x',
  '?limit=-1',
  '?limit=100000',
  '?nobodyKnows=1',
  '?limit=1&limit=2',
  '?cursor=%00',
  '?tenant=990027',
];

const BAD_HEADERS: readonly BadRequest[] = [
  { name: 'no key', body: '{}', headers: { 'idempotency-key': '' } },
  { name: 'a bad key', body: '{}', headers: { 'idempotency-key': 'x' } },
  { name: 'a bad If-Match', body: '{}', headers: { 'if-match': '"x' } },
];

const BAD_TOKENS: readonly BadRequest[] = [
  { name: 'no token', body: '{}', headers: { authorization: '' } },
  { name: 'a forged token', body: '{}', headers: { authorization: 'Bearer e30.e30.x' } },
];

interface Aimed {
  readonly path: string;
  readonly request: BadRequest;
}

/** Sends wrong requests and keeps what is wrong with the answers. */
export class Attack {
  sent = 0;
  readonly failures: string[] = [];
  private readonly tokens = new Map<string, Promise<string>>();

  /** `foreign`: ids of another municipality, by the name of the path parameter. */
  constructor(
    private readonly system: RunningSystem,
    private readonly foreign: Readonly<Record<string, string>> = {},
  ) {}

  async on(operation: Operation): Promise<void> {
    for (const { path, request } of [...wrongRequests(operation), ...this.strangers(operation)]) {
      this.sent += 1;
      const complaint = await this.judge(operation, path, request);
      if (complaint !== undefined) {
        this.failures.push(`${operation.method} ${operation.path} [${request.name}]: ${complaint}`);
      }
    }
  }

  /** Sends one request and says what is wrong with the answer; undefined = refused as it has to be. */
  async judge({ method, roles }: Operation, path: string, request: BadRequest): Promise<string | undefined> {
    const token = await this.token(roles[0] ?? 'CSW');
    try {
      const answer = await fetch(`${this.system.baseUrl}${path}`, {
        method,
        headers: headersOf(method, token, request),
        ...(method !== 'GET' && { body: request.body as BodyInit }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const type = answer.headers.get('content-type') ?? '';
      return complaintAbout({ status: answer.status, type, text: await answer.text() });
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** What is another municipality's looks like what is not there, whatever else is right. */
  private strangers({ path }: Operation): readonly Aimed[] {
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
    if (names.length === 0 || !names.every((name) => name in this.foreign)) return [];
    const aimed = path.replace(/\{([^}]+)\}/g, (_, name: string) => this.foreign[name] ?? '');
    return [{ path: aimed, request: { name: 'ids of another municipality', body: '{}' } }];
  }

  private token(role: string): Promise<string> {
    const known = this.tokens.get(role);
    if (known) return known;
    const token = this.system.token(role === 'SYSTEM' ? 'CSW' : role);
    this.tokens.set(role, token);
    return token;
  }
}

function wrongRequests({ method, path, schema }: Operation): readonly Aimed[] {
  const at = (id: () => string): string => path.replace(/\{[^}]+\}/g, id);
  const right = at(() => randomUUID());
  const inside: readonly Aimed[] =
    method === 'GET'
      ? BAD_QUERIES.map((query) => ({ path: `${right}${query}`, request: { name: `query ${query}`, body: '' } }))
      : [...ANYWHERE, ...wrongFields(schema), ...BAD_HEADERS].map((request) => ({ path: right, request }));
  const ids = path.includes('{') ? BAD_IDS : [];
  return [
    ...inside,
    ...ids.map(([name, id]) => ({ path: at(() => id), request: { name: `id: ${name}`, body: '{}' } })),
    ...BAD_TOKENS.map((request) => ({ path: right, request })),
  ];
}

function headersOf(method: string, token: string, request: BadRequest): Readonly<Record<string, string>> {
  const headers = {
    authorization: `Bearer ${token}`,
    'idempotency-key': randomUUID(),
    'content-type': method === 'GET' ? '' : (request.contentType ?? 'application/json'),
    ...request.headers,
  };
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
}
