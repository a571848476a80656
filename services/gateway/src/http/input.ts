import { type Actor, invalid } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';
import { checkText, parseQuery } from './body-guard';
import type { Route } from './route';
import { textOf } from './text-body';

const KEY_FORM = /^[\x21-\x7e]{8,128}$/;
const VERSION_FORM = /^(?:"([1-9]\d{0,8})"|([1-9]\d{0,8}))$/;

/** Names of the parameters in a route's path. */
export const pathNames = (path: string): readonly string[] =>
  path
    .split('/')
    .filter((part) => part.startsWith(':'))
    .map((part) => part.slice(1));

/**
 * What the answering service gets: the body (POST, PUT) or the query (GET), with the path's parameters.
 * Those come from the path only. The service checks the fields, once.
 */
export function inputOf({ method, rows }: Route, names: readonly string[], request: FastifyRequest): string {
  const query = queryOf(request.raw.url ?? '');
  if (method !== 'GET' && query !== '') throw invalid('query.not-allowed', 'This route takes no query string.');
  const body = (): object => (rows ? textOf(request) : objectOf(request.body));
  const given = method === 'GET' ? parseQuery(query) : body();
  const params = request.params as Readonly<Record<string, string>>;
  const fromPath: Record<string, string> = {};
  for (const name of names) {
    if (Object.hasOwn(given, name)) throw invalid('body.path-field', `${name} comes from the path only.`);
    fromPath[name] = checkText(params[name] ?? '');
  }
  return JSON.stringify({ ...given, ...fromPath });
}

/** R8: a change that a client may repeat carries a key. PUT is repeatable by itself. */
export function idempotencyKeyOf({ method, asks }: Route, request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) {
    if (method !== 'POST' || asks.reads === true) return undefined;
    throw invalid('idempotency.missing', 'Idempotency-Key is needed.');
  }
  if (typeof key !== 'string' || !KEY_FORM.test(key)) {
    throw invalid('idempotency.key-form', 'Idempotency-Key: 8 to 128 visible ASCII characters.');
  }
  return key;
}

/** The version that the caller decided on, `"7"` or `7`. */
export function ifMatchOf(request: FastifyRequest): number | undefined {
  const given = request.headers['if-match'];
  if (given === undefined) return undefined;
  const match = VERSION_FORM.exec(given);
  if (!match) throw invalid('if-match.form', 'If-Match: a version as an earlier answer gave it.');
  return Number(match[1] ?? match[2]);
}

/** Set by the guard; a route without it would have been refused. */
export function actorOf(request: FastifyRequest & { readonly actor?: Actor }): Actor {
  if (!request.actor) throw new Error('The guard let a request pass without an actor.');
  return request.actor;
}

const queryOf = (url: string): string => {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at + 1);
};

function objectOf(body: unknown): object {
  if (body === undefined) return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('body.not-an-object', 'The body is not a JSON object.');
  }
  return body;
}
