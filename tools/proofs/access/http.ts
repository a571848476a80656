import { randomUUID } from 'node:crypto';

export interface Told {
  readonly status: number;
  /** The code of a problem; empty where it is none. */
  readonly code: string;
  readonly type: string;
  readonly text: string;
}

export interface Call {
  readonly method: string;
  /** Below the origin. */
  readonly path: string;
  readonly token?: string | undefined;
  /** Left out of a GET. */
  readonly body?: object;
}

const BUSY = [503, 504];
const TRIES = 4;
const WITHIN_MS = 20_000;

/** Asks once, and again where the machine had no time for it. */
export async function ask(origin: string, call: Call): Promise<Told> {
  for (let attempt = 1; ; attempt += 1) {
    const told = await askOnce(origin, call);
    if (!BUSY.includes(told.status) || attempt >= TRIES) return told;
    await new Promise((resolve) => setTimeout(resolve, 250 * attempt));
  }
}

async function askOnce(origin: string, { method, path, token, body }: Call): Promise<Told> {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(method !== 'GET' && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  const type = answer.headers.get('content-type') ?? '';
  const text = await answer.text();
  return { status: answer.status, code: type.includes('problem+json') ? codeIn(text) : '', type, text };
}

function codeIn(text: string): string {
  const { code } = JSON.parse(text) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Works through a list, so many at a time. */
export async function inLanes<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
