import type { MatchingProfile } from './matching-profile';
import type { Need } from './need';

/** What was asked, complete: with it, the memory of a snapshot and the settings the same answer comes again. */
export interface RankingInput {
  readonly profile: MatchingProfile;
  readonly need: Need;
  /** Menus whose host said no in this request: they are not proposed again. Empty where the question is another. */
  readonly hostDeclinedMenuIds: readonly string[];
  /** Null = all of the municipality. */
  readonly amongMenuIds: readonly string[] | null;
  readonly limit: number | null;
}
