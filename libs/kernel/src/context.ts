import type { Actor } from './actor';

/**
 * What makes an act happen at most once. `key`: a client may repeat a request (R8).
 * `event`: the bus may deliver again (R2). Without it nothing is remembered (timers, reads).
 */
export type Once =
  | { readonly kind: 'key'; readonly key: string; readonly fingerprint: string }
  | { readonly kind: 'event'; readonly consumer: string; readonly eventId: string };

/** The record of one request. Whoever writes its effects writes the entry with them, and says so. */
export interface AuditNote {
  /** The entry, once the answer is known. */
  readonly entry: (answer: object) => object;
  /** Whether it is committed. */
  readonly kept: boolean;
  /** It was committed. */
  keep(): void;
}

/** Who acts, for which municipality, as part of which call. Given to every command and query. */
export interface CallContext {
  readonly tenant: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly once?: Once;
  /** `If-Match`: the version the caller decided on. */
  readonly expectedVersion?: number;
  /** Of a request; what services do by themselves follows from requests or is told by events. */
  readonly audit?: AuditNote;
}
