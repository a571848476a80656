import { randomUUID } from 'node:crypto';

/** A refusal of the API: what it said in its problem document. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly problem: object,
    call: string,
  ) {
    super(`${call}: ${status} ${code}`);
  }
}

export interface Acted {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

/** The public API as one caller sees it. Every POST has a key of its own and is sent again where the answer got lost. */
export class Api {
  constructor(
    readonly baseUrl: string,
    private readonly token: () => Promise<string>,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T = Acted>(path: string, body: object = {}): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  put<T = Acted>(path: string, body: object): Promise<T> {
    return this.call<T>('PUT', path, body);
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const key = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(`${this.baseUrl}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await this.token()}`,
          'idempotency-key': key,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      });
      if (answer.ok) return (await answer.json()) as T;
      if (answer.status !== 503 || attempt >= 5) throw await problemOf(answer, `${method} ${path}`);
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}

async function problemOf(answer: Response, call: string): Promise<ApiProblem> {
  const problem = (await answer.json().catch(() => ({}))) as { readonly code?: string; readonly errors?: unknown };
  const fields = problem.errors === undefined ? '' : ` ${JSON.stringify(problem.errors)}`;
  return new ApiProblem(answer.status, problem.code ?? 'unknown', problem, `${call}${fields}`);
}

/** Asks for a token once and again shortly before it ends. */
export function kept(fetchToken: () => Promise<string>, lastsMs = 50 * 60_000): () => Promise<string> {
  let token: Promise<string> | undefined;
  let until = 0;
  return () => {
    if (!token || Date.now() > until) {
      token = fetchToken();
      until = Date.now() + lastsMs;
    }
    return token;
  };
}

/** Client credentials of any provider: `TSUNAGI_CLIENT_ID`, `TSUNAGI_CLIENT_SECRET`, `TSUNAGI_TOKEN_URL`. */
export function clientFromEnvironment(): (() => Promise<string>) | undefined {
  const { TSUNAGI_CLIENT_ID: id, TSUNAGI_CLIENT_SECRET: secret, TSUNAGI_TOKEN_URL: url } = process.env;
  if (id === undefined || secret === undefined || url === undefined) return undefined;
  return kept(async () => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: process.env['TSUNAGI_CLIENT_SCOPE'] ?? 'api',
      }),
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`No token from TSUNAGI_TOKEN_URL (${answer.status}).`);
    return token;
  }, 4 * 60_000);
}
