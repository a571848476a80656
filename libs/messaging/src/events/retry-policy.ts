import { AppError } from '#libs/kernel';

export type Verdict = { readonly kind: 'retry'; readonly delayMs: number } | { readonly kind: 'dead-letter' };

/** After this many deliveries an event is kept as a dead letter, so that it does not circle for ever. */
const MAX_DELIVERIES = 8;
/** An event may overtake its cause by a little; longer than this it has none. */
const MAX_WAITS_FOR_CAUSE = 5;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 300_000;

/**
 * What to do with an event whose handling failed: refused for what it says → dead letter at once;
 * its cause is missing → wait a few times; anything else → wait longer each time, then dead letter.
 * An outage of the database or of another service is no fault of the event and is waited out.
 */
export function afterFailure(error: unknown, deliveries: number): Verdict {
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (deliveries - 1), LONGEST_DELAY_MS);
  const kind = error instanceof AppError ? error.kind : 'bug';
  switch (kind) {
    case 'invalid':
    case 'forbidden':
    case 'conflict':
      return { kind: 'dead-letter' };
    case 'not-found':
      return deliveries >= MAX_WAITS_FOR_CAUSE ? { kind: 'dead-letter' } : { kind: 'retry', delayMs };
    case 'unavailable':
      return { kind: 'retry', delayMs: Math.min(delayMs, 10_000) };
    case 'bug':
      return deliveries >= MAX_DELIVERIES ? { kind: 'dead-letter' } : { kind: 'retry', delayMs };
  }
}
