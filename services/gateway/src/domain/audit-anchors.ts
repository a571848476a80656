import type { ServiceName } from '#libs/kernel';

/** How the heads of all chains are kept. */
export interface AuditAnchorsSettings {
  /** Where they are written too, outside of every database; one signed line each. */
  readonly file: string | undefined;
  /** Seconds, 1 to 3,600. */
  readonly everyS: number;
}

/** Where a chain stands. */
export interface Head {
  readonly position: number;
  readonly hash: string;
}

/** A chain that is not what it was when its head was kept. */
export interface BrokenChain {
  readonly service: ServiceName;
  readonly anchored: number;
  readonly position: number;
}

/** A head that went back, or has another hash at the same place. */
export const isBroken = (last: Head, now: Head): boolean =>
  now.position < last.position || (now.position === last.position && now.hash !== last.hash);
