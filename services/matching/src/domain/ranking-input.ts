import type { MatchingProfile } from './matching-profile';
import type { Need } from './need';

/** What was asked, complete: with it, the memory of a snapshot and the settings the same answer comes again. */
export interface RankingInput {
  readonly profile: MatchingProfile;
  readonly need: Need;
  /** Null = all of the municipality. */
  readonly amongMenuIds: readonly string[] | null;
  readonly limit: number | null;
}
