/** Places for people outside the scheme; a part of the total, counted apart from it. */
export interface OutOfSystemView {
  readonly slots: number | null;
  readonly used: number | null;
  readonly held: number;
}

/** The free places of one weekly session, where a menu counts its places session by session. */
export interface SessionCapacity {
  /** `mon` … `sun`, local time. */
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly free: number;
  /** Null = none reported. */
  readonly outOfSystemFree: number | null;
}

/** What matching's ledger says of one menu. `used` holds the report and what the ledger added since. */
export interface CapacityView {
  readonly total: number | null;
  readonly used: number | null;
  /** Active holds. */
  readonly held: number;
  readonly outOfSystem: OutOfSystemView | null;
  /** A family unit takes a whole party as one place. */
  readonly unit: 'person' | 'family';
  /** Null = one capacity for all sessions. */
  readonly sessions: readonly SessionCapacity[] | null;
  /** ISO instant or day of the report; null = never reported. */
  readonly reportedAt: string | null;
  /** A report fell below what is committed: no new hold. */
  readonly overCommitted: boolean;
}
