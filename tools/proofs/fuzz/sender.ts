import { randomUUID } from 'node:crypto';
import { kept } from '../../api';
import type { RunningSystem } from '../../running-system';
import { pause } from '../proof';
import type { Answer } from './judge';
import type { Sent } from './requests';

const GIVES_UP_MS = 20_000;
const ATTEMPTS = 4;
const BUSY = [503, 504];

/** Sends requests as a client would: what was too busy is asked again under the same key. */
export class Sender {
  /** Answers that said «too busy». */
  busy = 0;
  private people = 0;
  private readonly tokens = new Map<string, () => Promise<string>>();

  constructor(
    private readonly system: Pick<RunningSystem, 'token'>,
    private readonly baseUrl: string,
  ) {}

  async send(sent: Sent): Promise<Answer> {
    let headers = headersOf(sent, await this.token(sent.role));
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.once(sent, headers);
      const revoked = answer.status === 401 && answer.text.includes('"token.revoked"');
      if ((!revoked && !BUSY.includes(answer.status)) || attempt >= ATTEMPTS) return answer;
      if (revoked) {
        headers = headersOf(sent, await this.anotherToken(sent.role));
      } else {
        this.busy += 1;
        await pause(300 * attempt);
      }
    }
  }

  private async once({ method, path, body }: Sent, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const began = performance.now();
    const answer = await fetch(`${this.baseUrl}${path}`, {
      ...{ method, headers, redirect: 'manual', signal: AbortSignal.timeout(GIVES_UP_MS) },
      ...(body === undefined ? {} : { body: body as BodyInit }),
    });
    const bytes = await answer.arrayBuffer();
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      text: new TextDecoder().decode(bytes),
      correlationId: answer.headers.get('x-correlation-id') ?? '',
      ms: performance.now() - began,
    };
  }

  private token(role: string): Promise<string> {
    const known = this.tokens.get(role) ?? kept(() => this.system.token(role));
    this.tokens.set(role, known);
    return known();
  }

  /** Some request has revoked who we were: somebody else of the same role goes on. */
  private anotherToken(role: string): Promise<string> {
    const as = String((this.people += 1));
    this.tokens.set(
      role,
      kept(() => this.system.token(role, { as })),
    );
    return this.token(role);
  }
}

function headersOf({ method, headers }: Sent, token: string): Readonly<Record<string, string>> {
  const all = {
    authorization: `Bearer ${token}`,
    ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
    ...headers,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as a command for a shell, with a token from `npm run token`. */
export function curlOf(baseUrl: string, { method, path, role, headers, body }: Sent): string {
  const shown = Object.entries(headers).filter(([, value]) => value !== '');
  const words = [
    `curl -sS -i -X ${method} ${quoted(`${baseUrl}${path}`)}`,
    ...('authorization' in headers ? [] : [`-H "authorization: Bearer $(npm run -s token -- ${role})"`]),
    ...(method === 'GET' || 'idempotency-key' in headers ? [] : [`-H "idempotency-key: $(uuidgen)"`]),
    ...shown.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
  ];
  if (body === undefined) return words.join(' ');
  if (typeof body === 'string') return [...words, `--data-binary ${quoted(body)}`].join(' ');
  return `base64 -d <<< ${Buffer.from(body).toString('base64')} | ${[...words, '--data-binary @-'].join(' ')}`;
}
