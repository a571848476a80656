/**
 * The five ways in which the system says no. The kind decides everything at the edge:
 * the HTTP status in the gateway, and ack, retry or dead letter in a consumer.
 */
export type ErrorKind = 'invalid' | 'forbidden' | 'not-found' | 'conflict' | 'unavailable';

/** One field that is wrong: where, which rule, and how to mend it (Japanese, for the user). */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly mend: string;
}

/**
 * A refusal that a caller can act on. `code` is stable and part of the API.
 * `message` carries ids and codes only: never a name, an address or free text.
 */
export class AppError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldProblem[] = [],
    /** HTTP status where the kind's own does not say it exactly (409 → 412, 422). */
    readonly status?: number,
  ) {
    super(message);
    this.name = 'AppError';
  }
}

export const invalid = (code: string, message: string, fields: readonly FieldProblem[] = []): AppError =>
  new AppError('invalid', code, message, fields);
export const forbidden = (code: string, message: string): AppError => new AppError('forbidden', code, message);
/** Not there and not yours look the same: an id must not reveal that a person is known to us. */
export const notFound = (thing: string): AppError =>
  new AppError('not-found', `${thing}.not-found`, `No such ${thing}.`);
export const conflict = (code: string, message: string): AppError => new AppError('conflict', code, message);
export const unavailable = (code: string, message: string): AppError => new AppError('unavailable', code, message);
/** The caller decided on an older version of the thing (`If-Match`). */
export const staleVersion = (thing: string, current: number): AppError =>
  new AppError('conflict', 'stale-version', `${thing} is at version ${current}.`, [], 412);

/** How an error travels between services: nothing in it but codes and ids. */
export interface WireError {
  readonly kind: ErrorKind | 'bug';
  readonly code: string;
  readonly message: string;
  readonly fields: readonly FieldProblem[];
  readonly status?: number;
}

export function toWireError(error: unknown): WireError {
  if (!(error instanceof AppError)) {
    return { kind: 'bug', code: 'internal', message: 'Unexpected failure.', fields: [] };
  }
  const { kind, code, message, fields, status } = error;
  return status === undefined ? { kind, code, message, fields } : { kind, code, message, fields, status };
}

export function fromWireError(error: WireError): Error {
  if (error.kind === 'bug') return new Error(error.message);
  return new AppError(error.kind, error.code, error.message, error.fields, error.status);
}
