import type { RequestType, Shape } from '#libs/contracts';

export const API_PREFIX = '/api/v1';

export type Method = 'GET' | 'POST' | 'PUT';

/**
 * One route of the public API. Path parameters are fields of the request and are taken from the path;
 * the rest of the request comes from the body (POST, PUT) or the query (GET). Who may use it stands in
 * the request (`allow`); what comes back stands there too (`answer`).
 */
export interface Route {
  readonly method: Method;
  /** Below /api/v1, e.g. `/cases/:caseRef/triage`. */
  readonly path: string;
  readonly asks: RequestType;
  /** One Japanese sentence for the API's readers. */
  readonly summary: string;
  /** 200 for reads and steps, 201 where something new comes into being. */
  readonly status: 200 | 201;
  /** It takes a file, in chunks of the request's `bytes`. */
  readonly file?: true;
  /** It takes rows instead of fields (CSV, lines of JSON, a list): the request's `text` and `mediaType`. */
  readonly rows?: Shape;
  /** What comes back is part of a CSV file. */
  readonly csv?: true;
}

export const read = (path: string, asks: RequestType, summary: string): Route => ({
  method: 'GET',
  path,
  asks,
  summary,
  status: 200,
});
/** Something new: answers 201. */
export const create = (path: string, asks: RequestType, summary: string): Route => ({
  method: 'POST',
  path,
  asks,
  summary,
  status: 201,
});
/** A step of something that exists: answers 200. */
export const step = (path: string, asks: RequestType, summary: string): Route => ({
  method: 'POST',
  path,
  asks,
  summary,
  status: 200,
});
/** Replaces a fact as a whole; repeating it changes nothing. */
export const put = (path: string, asks: RequestType, summary: string): Route => ({
  method: 'PUT',
  path,
  asks,
  summary,
  status: 200,
});
/** Rows in one body: each gets its own answer. */
export const rowsOf = (path: string, asks: RequestType, rows: Shape, summary: string): Route => ({
  method: 'POST',
  path,
  asks,
  summary,
  status: 200,
  rows,
});
