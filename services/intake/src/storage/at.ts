import type { EntityManager } from 'typeorm';

/** A unit of work as far as stores look at it: its transaction, and the moment at which it happens. */
export interface At {
  readonly db: EntityManager;
  readonly now: Date;
  /** The local day of `now`. */
  readonly today: string;
}
