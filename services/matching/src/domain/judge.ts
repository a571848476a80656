import { type CapacityView } from './capacity-view';
import { type ExclusionCode } from './eligibility';
import { Places } from './engine/places';
import { judged } from './engine/search';
import { textIds } from './engine/text-ids';
import { type MatchingProfile } from './matching-profile';
import { type MenuFacts } from './menu-facts';
import { type MenuLook } from './menu-look';
import { type Need } from './need';
import { requestView } from './request-view';
import { type Score } from './scoring';
import { type Settings } from './settings';

/** One person's need, one menu, and what is known of both at one moment. */
export interface Pair {
  readonly profile: MatchingProfile;
  readonly need: Need;
  readonly menu: MenuFacts;
  /** Null = nothing reported. */
  readonly capacity: CapacityView | null;
  readonly settings: Settings;
  /** Local day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** `look` and `score` are null for a place under review, which is never held against a person. */
export interface Judgement {
  /** Every rule that is broken, in the order of judgement; empty = may be proposed. */
  readonly codes: readonly ExclusionCode[];
  readonly look: MenuLook | null;
  /** What the place would earn, also where a rule is broken. */
  readonly score: Score | null;
}

/** Judges one pair by the same rules as a whole ranking. Pure; a missing fact is never an error. */
export function judgeOne({ profile, need, menu, capacity, settings, today }: Pair): Judgement {
  const places = Places.build([menu], textIds([menu.menuId, menu.resourceId, menu.orgId]));
  places.learnCapacity(menu.menuId, capacity, 0);
  const row = judged(places, requestView(profile, need, settings, today), menu.menuId);
  const look = row?.look ?? null;
  return { codes: row?.codes ?? [], look: look === null ? null : { ...look, menu }, score: row?.score ?? null };
}
