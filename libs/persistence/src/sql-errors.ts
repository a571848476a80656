import { AppError, conflict, invalid, unavailable } from '#libs/kernel';

/** Every SQLSTATE has a digit; EPIPE is none. */
const STATE = /^(?=.*\d)[0-9A-Z]{5}$/;

/** SQLSTATE of a driver error, or undefined for what is none. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown; driverError?: { code?: unknown } } | null)?.code ?? driverCode(error);
  return typeof code === 'string' && STATE.test(code) ? code : undefined;
}

const driverCode = (error: unknown): unknown =>
  (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;

/** Serialization failures and deadlocks: the same work may succeed at once. */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(sqlState(error) ?? '');

const CONNECTION =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected|not queryable/i;

const MEANINGS: readonly (readonly [RegExp, (state: string) => AppError])[] = [
  [/^22|^54001/, (state) => invalid('value-refused', `The database refused a value (${state}).`)],
  [/^23505/, () => conflict('already-exists', 'It exists already.')],
  [/^23503/, () => conflict('reference-missing', 'Something it refers to does not exist.')],
  [/^55P03/, () => unavailable('database.locked', 'Somebody else is changing it.')],
  [/^(?:53|57|08|25P03)/, (state) => unavailable('database.unreachable', `The database is not available (${state}).`)],
];

/** What a database failure means to a caller. The driver's own words stay behind: they may quote values. */
export function databaseError(error: unknown): unknown {
  if (error instanceof AppError || isRetryable(error)) return error;
  const state = sqlState(error);
  if (state !== undefined) return MEANINGS.find(([states]) => states.test(state))?.[1](state) ?? error;
  return isConnectionLoss(error) ? unavailable('database.unreachable', 'The database does not answer.') : error;
}

function isConnectionLoss(error: unknown): boolean {
  return error instanceof Error && CONNECTION.test(`${(error as { code?: string }).code ?? ''} ${error.message}`);
}
