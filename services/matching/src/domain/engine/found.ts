import { type ExclusionCode } from '../eligibility';
import { type MatchingProfile } from '../matching-profile';
import { type RowLook } from '../menu-look';
import { type Need } from '../need';
import { type Score } from '../scoring';
import { type Settings } from '../settings';

/** One need of one person on one day. */
export interface Request {
  readonly profile: MatchingProfile;
  readonly need: Need;
  readonly settings: Settings;
  /** Local day, `YYYY-MM-DD`. */
  readonly today: string;
}

/** How much of the answer is wanted. Counts are always over everything in reach. */
export interface Wanted {
  /** Candidates, and places to tell about, at most. */
  readonly limit: number;
  /** Excluded places that came nearest, at most. */
  readonly misses: number;
  /** Judge these menus only, however far; unknown ids are left out. */
  readonly among?: readonly string[];
  /** Metres past the person's limit that are still judged one by one; 0 unless said. */
  readonly beyond?: number;
}

/** A row that is named in an answer. */
export interface NamedRow {
  readonly menuId: string;
  readonly orgId: string;
  /** Every broken rule in the order of judgement; empty = a candidate. */
  readonly codes: readonly ExclusionCode[];
  /** People whom its organisation carries for us. */
  readonly load: number;
}

/** A row with all that was found out about it. */
export interface FoundRow extends NamedRow {
  /** What the place earns, also where a rule is broken; null for a place under review. */
  readonly score: Score | null;
  /** Null for a place under review, which is never held against a person. */
  readonly look: RowLook | null;
}

/** What `decide` has to know of all rows in reach. */
export interface Tally {
  readonly anyFits: boolean;
  readonly anyFailsOnlyScope: boolean;
  readonly anyFailsOnlyGuardian: boolean;
  /** A blanket exclusion hides a place that serves the purpose. */
  readonly hidesBehindExclusion: boolean;
}

export interface Found {
  /** Best first. */
  readonly candidates: readonly FoundRow[];
  /** Fewest broken rules first, then by id. */
  readonly excluded: readonly NamedRow[];
  /** Places that may be told about without a name, by id; none where something is proposed. */
  readonly told: readonly NamedRow[];
  /** Rows in reach that each rule keeps out; a row counts under each of its codes. */
  readonly counts: Partial<Record<ExclusionCode, number>>;
  /** Rows that were judged: in reach, or named. */
  readonly compared: number;
  /** Rows that are simply too far, not judged one by one. */
  readonly outOfReach: number;
  readonly tally: Tally;
}
