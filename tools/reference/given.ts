import type { CapacityView } from '../../services/matching/src/domain/capacity-view';
import type { MatchingProfile } from '../../services/matching/src/domain/matching-profile';
import type { MenuFacts } from '../../services/matching/src/domain/menu-facts';
import type { Need } from '../../services/matching/src/domain/need';
import type { Settings } from '../../services/matching/src/domain/settings';

/** A menu as the reference sees it: what is said of it, what the ledger says, and where it is. */
export interface ReferencePlace {
  readonly menu: MenuFacts;
  readonly capacity: CapacityView | null;
  readonly load: number;
}

/** Who looks for what, on which day, under which settings. */
export interface ReferenceRequest {
  readonly profile: MatchingProfile;
  readonly need: Need;
  readonly settings: Settings;
  /** Local day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Metres from the search point; null = unknown. The measuring of the stored grid is given, it is no rule. */
export type Metres = (menu: MenuFacts) => number | null;

/** One pair to judge. */
export interface Pair extends ReferenceRequest {
  readonly menu: MenuFacts;
  readonly capacity: CapacityView | null;
  readonly metres: number | null;
}

export const has = (list: readonly string[] | null | undefined, code: string): boolean => (list ?? []).includes(code);

/** How many of the wanted codes are in the list. */
export const countIn = (wanted: readonly string[], list: readonly string[] | null | undefined): number =>
  wanted.filter((code) => has(list, code)).length;
