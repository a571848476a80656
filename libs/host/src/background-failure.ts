import { describe, type Log } from './logger';
import type { Metrics } from './metrics';

/** Tells operators that something failed which nobody asked for, and which is tried again. `part`: which. */
export const failing =
  ({ metrics, log }: { readonly metrics: Metrics; readonly log: Log }, part: string) =>
  (error: unknown): void => {
    metrics.background.inc({ part });
    log.warn({ part, error: describe(error) }, 'background failure');
  };
