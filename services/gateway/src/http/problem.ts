import { HttpException } from '@nestjs/common';
import { AppError, type ErrorKind, type FieldProblem } from '#libs/kernel';
import { mendOf } from './mends';
import { titleOf } from './titles';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** RFC 9457, with a stable code and the fields to mend. Never a name, a value or the words of a bug. */
export interface Problem {
  /** `urn:tsunagi:<code>`. */
  readonly type: string;
  /** For the user, in Japanese. */
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** For developers: ids and codes only. */
  readonly detail: string;
  /** Finds this request in the logs. */
  readonly correlationId: string;
  readonly errors: readonly FieldProblem[];
}

const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
};

/** Refusals that the framework makes before any of our code sees the request. */
const FRAMEWORK: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['request.malformed', 'The request is malformed.'],
  404: ['route.not-found', 'There is no such route.'],
  408: ['request.too-slow', 'The request took too long to arrive.'],
  413: ['body.too-large', 'The body is larger than this route takes.'],
  414: ['url.too-long', 'A part of the path is too long.'],
  415: ['body.media-type', 'The body is of a media type that this route does not take.'],
  431: ['header.too-large', 'The headers are larger than 16 KiB.'],
};

/** The only place where an error becomes a status code. */
export function problemOf(error: unknown, correlationId: string): Problem {
  if (error instanceof AppError) {
    const { kind, code, message, fields, status } = error;
    return problem(status ?? STATUS_OF[kind], code, message, correlationId, fields);
  }
  const status = frameworkStatus(error);
  const known = status === undefined ? undefined : FRAMEWORK[status];
  if (status === undefined || !known) return problem(500, 'internal', 'Unexpected failure.', correlationId);
  return problem(status, known[0], known[1], correlationId);
}

/** Headers that belong to a problem of this status. */
export function problemHeaders({ status, code }: Problem): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' };
  if (status === 503 || status === 504) headers['retry-after'] = '1';
  if (status === 401) {
    headers['www-authenticate'] =
      code === 'token.missing' || code === 'session.ended'
        ? 'Bearer realm="tsunagi"'
        : 'Bearer realm="tsunagi", error="invalid_token"';
  }
  return headers;
}

function problem(
  status: number,
  code: string,
  detail: string,
  correlationId: string,
  fields: readonly FieldProblem[] = [],
): Problem {
  return {
    type: `urn:tsunagi:${code}`,
    title: titleOf(code, status),
    status,
    code,
    detail,
    correlationId,
    errors: fields.map((field) => ({ field: field.field, rule: field.rule, mend: mendOf(field) })),
  };
}

function frameworkStatus(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, name } = (error ?? {}) as { readonly statusCode?: unknown; readonly name?: unknown };
  return name === 'FastifyError' && typeof statusCode === 'number' ? statusCode : undefined;
}
