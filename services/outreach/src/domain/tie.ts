/** What is known of a placement while person and host are followed up. */
interface Tie {
  /** Version of the placement's event heard last. */
  readonly heardVersion: number;
}

export type TieState = 'FOLLOWED' | 'AFTERCARE' | 'SETTLED' | 'ENDED';

/** Events may come twice or late: what is not newer than what was heard changes nothing. */
export const isNews = (tie: Tie | undefined, version: number): boolean =>
  tie === undefined || version > tie.heardVersion;

/**
 * Somebody who has died is not asked how it goes. A first day after the day on which the death was heard
 * shows that the death was recorded by mistake.
 */
export const outlives = (startedOn: string, deathHeardOn: string | null): boolean =>
  deathHeardOn === null || startedOn > deathHeardOn;
