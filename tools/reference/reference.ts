import { secondOf } from './days';
import { excludesWithoutReason, isInactive, isOpenPlace, joinsFromHome, needsName } from './facts';
import { countIn, type Metres, type Pair, type ReferencePlace, type ReferenceRequest } from './given';
import { type Points, POINTS, pointsFor, type PointsBook } from './points';
import { codesFor, RULES, type RuleBook, type RuleCode } from './rules';

export type ReferenceOutcome = 'proposal' | 'blocked_consent' | 'develop_resource' | 'needs_human_review';

/** The rules by which the reference judges; a control hands in a wrong one. */
export interface Books {
  readonly rules: RuleBook;
  readonly points: PointsBook;
}

export const RIGHT: Books = { rules: RULES, points: POINTS };

/** One place as the reference judged it. */
export interface JudgedPlace {
  readonly menuId: string;
  readonly codes: readonly (RuleCode | 'CONSENT_MISSING')[];
  /** Null for a place under review, which is never held against a person. */
  readonly points: Points | null;
  /** Too far and nothing else to say of it: not judged one by one. */
  readonly outOfReach: boolean;
}

export interface ReferenceAnswer {
  readonly outcome: ReferenceOutcome;
  /** All that may be proposed, best first. */
  readonly candidates: readonly JudgedPlace[];
  /** All that are in reach and kept out, fewest rules first, then by id. */
  readonly excluded: readonly JudgedPlace[];
  /** Menus to tell about without a name although nothing is proposed, by id. */
  readonly information: readonly string[];
  /** Of everything in reach, how many each rule keeps out. */
  readonly counts: Readonly<Record<string, number>>;
  readonly compared: number;
  readonly outOfReach: number;
  /** Every place by itself, also those out of reach. */
  readonly judged: readonly JudgedPlace[];
}

interface Judged extends JudgedPlace {
  readonly pair: Pair;
  readonly reported: number;
  readonly way: number;
  readonly load: number;
}

/** Which places suit this person, in plain objects and one rule after the other: what the engine has to equal. */
export function match(
  request: ReferenceRequest,
  places: readonly ReferencePlace[],
  metres: Metres,
  books: Books = RIGHT,
): ReferenceAnswer {
  const loads = loadsOf(places);
  const all = places.map((place) => judged(request, place, metres(place.menu), loads, books));
  const near = all.filter(({ outOfReach }) => !outOfReach);
  const fitting = near.filter(({ codes }) => codes.length === 0).sort(byMerit);
  const outcome = outcomeOf(request, near);
  const proposes = outcome === 'proposal';
  const kept = outcome === 'blocked_consent' ? near.map(withoutConsent) : near;
  return {
    outcome,
    candidates: proposes ? fitting : [],
    excluded: kept.filter(({ codes }) => codes.length > 0).sort(byMisses),
    information: proposes
      ? []
      : near
          .filter(mayBeTold)
          .map(({ menuId }) => menuId)
          .sort(),
    counts: countsOf(kept),
    compared: near.length,
    outOfReach: all.length - near.length,
    judged: all,
  };
}

/** What one organisation carries for us is what all its menus carry. */
function loadsOf(places: readonly ReferencePlace[]): ReadonlyMap<string, number> {
  const loads = new Map<string, number>();
  for (const { menu, load } of places) loads.set(menu.orgId, (loads.get(menu.orgId) ?? 0) + load);
  return loads;
}

function judged(
  request: ReferenceRequest,
  { menu, capacity }: ReferencePlace,
  metres: number | null,
  loads: ReadonlyMap<string, number>,
  { rules, points }: Books,
): Judged {
  const pair: Pair = { ...request, menu, capacity, metres };
  const codes = codesFor(pair, rules);
  return {
    menuId: menu.menuId,
    codes,
    points: excludesWithoutReason(pair) ? null : pointsFor(pair, points),
    outOfReach: isOutOfReach(pair),
    pair,
    reported: secondOf(capacity?.reportedAt) ?? Number.NEGATIVE_INFINITY,
    way: wayOf(pair),
    load: loads.get(menu.orgId) ?? 0,
  };
}

/** Without the person's yes nothing is compared in anybody's name. */
const withoutConsent = (place: Judged): Judged => ({ ...place, codes: ['CONSENT_MISSING'] });

/** Beyond the person's limit, and no pick-up, taking part from home, review or hidden address makes it worth a look. */
function isOutOfReach({ menu, need, metres, ...rest }: Pair): boolean {
  const limit = need.maxDistanceMeters;
  if (limit == null || metres === null || metres <= limit) return false;
  const offersHome = menu.modes?.includes('remote') === true;
  if (menu.addressConfidential === true) return false;
  return !offersHome && menu.pickup !== true && !excludesWithoutReason({ menu, need, metres, ...rest });
}

/** For ties: from home there is no way to go; a confidential or unknown place is as far as can be. */
function wayOf(pair: Pair): number {
  if (joinsFromHome(pair)) return 0;
  return pair.menu.addressConfidential === true ? Number.POSITIVE_INFINITY : (pair.metres ?? Number.POSITIVE_INFINITY);
}

const inOrder = (a: number | string, b: number | string): number => (a === b ? 0 : a < b ? -1 : 1);

function byMerit(a: Judged, b: Judged): number {
  return (
    inOrder(b.points?.total ?? 0, a.points?.total ?? 0) ||
    inOrder(b.reported, a.reported) ||
    inOrder(a.way, b.way) ||
    inOrder(a.load, b.load) ||
    inOrder(a.menuId, b.menuId)
  );
}

const byMisses = (a: Judged, b: Judged): number =>
  inOrder(a.codes.length, b.codes.length) || inOrder(a.menuId, b.menuId);

function countsOf(near: readonly Judged[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { codes } of near) for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** matching.md 3.4: what becomes of the request, the first that holds. */
function outcomeOf(request: ReferenceRequest, near: readonly Judged[]): ReferenceOutcome {
  if (request.profile.consent?.matching !== 'granted') return 'blocked_consent';
  if (guardianRefused(request)) return 'needs_human_review';
  if (near.some(({ codes }) => codes.length === 0)) return 'proposal';
  const waitsForGuardian = near.some(({ codes }) => codes.join() === 'GUARDIAN_CONSENT_MISSING');
  return waitsForGuardian || near.some(hidesBehindExclusion) ? 'needs_human_review' : 'develop_resource';
}

function guardianRefused({ profile, settings }: ReferenceRequest): boolean {
  const isChild = profile.age == null || profile.age < settings.guardianAge;
  return isChild && profile.consent?.guardian === 'refused';
}

/** A place that is there and would serve the purpose, were it not for a blanket exclusion. */
function hidesBehindExclusion({ pair }: Judged): boolean {
  if (!excludesWithoutReason(pair) || isInactive(pair)) return false;
  const wanted = pair.need.primaryPurposes ?? [];
  return wanted.length === 0 || pair.menu.purposes == null || countIn(wanted, pair.menu.purposes) > 0;
}

/** Suits without a name, or is open and answers a side wish while only the main purpose is missing. */
function mayBeTold({ codes, pair }: Judged): boolean {
  if (needsName(pair)) return false;
  if (codes.length === 0) return true;
  const sideWish = countIn(pair.need.secondaryPurposes ?? [], pair.menu.purposes) > 0;
  return codes.join() === 'PURPOSE_MISMATCH' && isOpenPlace(pair) && sideWish;
}
