import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';

/** A burst is ended by its own clock; this only ends one that hangs. */
const LONGEST_S = 60;

/** A request that is sent again and again. A POST gets a key of its own every time. */
export interface Shot {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Access tokens of several people; connections share them out. */
  readonly tokens: readonly string[];
  readonly body?: object;
}

export interface Burst {
  /** Good answers a second. */
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly answered: number;
}

/** Sends for `ms` milliseconds over `connections` connections, each waiting for its answer. Any refusal is an error. */
export async function burst(baseUrl: string, shot: Shot, connections: number, ms: number): Promise<Burst> {
  const times: number[] = [];
  const refused: number[] = [];
  const began = performance.now();
  const { errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url: `${baseUrl}${shot.path}`, connections, duration: LONGEST_S, requests: requestsOf(shot) };
    const instance = autocannon(options, (error: unknown, result) => {
      if (error) reject(error instanceof Error ? error : new Error('The load failed.'));
      else resolve(result);
    });
    instance.on('response', (_client, status, _bytes, time) => {
      if (status < 300) times.push(time);
      else refused.push(status);
    });
    setTimeout(() => (instance as unknown as { stop(): void }).stop(), ms);
  });
  const seconds = (performance.now() - began) / 1000;
  if (refused.length + errors + timeouts > 0 || times.length === 0) {
    const counts = `${times.length} good, ${refused.length} refused (${refused[0]}), ${errors + timeouts} lost`;
    throw new Error(`${shot.method} ${shot.path}: ${counts}.`);
  }
  times.sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p50: at(times, 0.5), p99: at(times, 0.99), answered: times.length };
}

const requestsOf = (shot: Shot): autocannon.Request[] => shot.tokens.map((token) => requestOf(shot, token));

function requestOf({ method, path, body }: Shot, token: string): autocannon.Request {
  const headers = { authorization: `Bearer ${token}` };
  if (method === 'GET') return { method, path, headers };
  return {
    ...{ method, path, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) },
    setupRequest: (request) => ({ ...request, headers: { ...request.headers, 'idempotency-key': randomUUID() } }),
  };
}

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
