import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

export type Log = Logger;

const BUFFER_BYTES = 4_096;
/** What a kill may take of the log. An end in order, and one by an error, write it all. */
const FLUSH_MS = 20;

/** One JSON object a line on standard output. Fields are chosen by the caller: ids, codes, figures. */
export function createLog(service: string, instance: string, level: string): Log {
  // A system call per line costs more than the line: what is said within a moment is written together.
  const output = pino.destination({ dest: 1, sync: false, minLength: BUFFER_BYTES, periodicFlush: FLUSH_MS });
  return pino({ level, base: { service, instance }, timestamp: pino.stdTimeFunctions.isoTime }, output);
}

/** Nest's own words: only what is wrong is worth a line. */
export function nestLogger(log: Log): LoggerService {
  return {
    log: () => undefined,
    error: (message: unknown, stack?: unknown) => {
      log.error({ detail: String(message), stack: typeof stack === 'string' ? stack : undefined }, 'nest');
    },
    warn: (message: unknown) => {
      log.warn({ detail: String(message) }, 'nest');
    },
  };
}

/** An unexpected error without its message's values: name, SQLSTATE or code, and where it came from. */
export function describe(error: unknown): {
  readonly name: string;
  readonly code?: string;
  readonly at?: string;
  readonly detail?: string;
} {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const fromDatabase =
    error.name === 'QueryFailedError' || typeof (error as { severity?: unknown }).severity === 'string';
  return {
    name: error.name,
    ...(typeof code === 'string' && { code }),
    // A database error quotes values in its message: only its code is written down.
    ...(!fromDatabase && { detail: error.message.slice(0, 300) }),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.includes('    at '))
      .slice(0, 4)
      .join(' | '),
  };
}
