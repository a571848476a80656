import type { Actor } from './actor';

/**
 * What makes an act happen at most once. `key`: a client may repeat a request (R8).
 * `event`: the bus may deliver again (R2). Without it nothing is remembered (timers, reads).
 */
export type Once =
  | { readonly kind: 'key'; readonly key: string; readonly fingerprint: string }
  | { readonly kind: 'event'; readonly consumer: string; readonly eventId: string };

/** Who acts, for which municipality, as part of which call. Given to every command and query. */
export interface CallContext {
  readonly tenant: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly once?: Once;
  /** `If-Match`: the version the caller decided on. */
  readonly expectedVersion?: number;
}
