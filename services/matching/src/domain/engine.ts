import { type CapacityView } from './capacity-view';
import { type ExclusionCode } from './eligibility';
import { type Found, type FoundRow, type NamedRow, type Request } from './engine/found';
import { Places } from './engine/places';
import { searchFor } from './engine/search';
import { textIds } from './engine/text-ids';
import { excludedJa, INFORMATION_JA, requestJa, suitsJa } from './explain-ja';
import { explanationOf, type CandidateCode, type RequestCode } from './explanation';
import { daysSince } from './local-days';
import { type MatchingProfile } from './matching-profile';
import { activityOf, isOpenPlace, type MenuFacts } from './menu-facts';
import { type MenuLook } from './menu-look';
import { type Need } from './need';
import { decide, type Outcome } from './outcome';
import { requestView, type RequestView } from './request-view';
import { type ScoreTerm } from './scoring';
import { type Settings } from './settings';
import { questionsFor, type Question } from './unknowns';

export interface RankInput {
  readonly profile: MatchingProfile;
  readonly need: Need;
  /** One entry a menu, in any order: the answer does not depend on it. */
  readonly menus: readonly MenuFacts[];
  /** Matching's own ledger; null = nothing reported. */
  readonly capacityOf: (menuId: string) => CapacityView | null;
  /** How much an organisation carries already, in placements; breaks ties so that no host is worn out. */
  readonly loadOf: (orgId: string) => number;
  readonly settings: Settings;
  /** Local day, `YYYY-MM-DD`, and instant of the domain clock. */
  readonly today: string;
  readonly now: string;
}

export interface RankedCandidate {
  readonly menuId: string;
  readonly rank: number;
  /** Thousandths of a point. */
  readonly score: number;
  readonly terms: readonly ScoreTerm[];
  readonly explanation: readonly CandidateCode[];
  readonly reasonsJa: readonly string[];
  /** What the answer rests on. `distanceMeters` is null where unknown, remote or confidential. */
  readonly basis: {
    readonly capacityReportedAt: string | null;
    readonly hostAssessedOn: string | null;
    readonly distanceMeters: number | null;
  };
  readonly toAsk: readonly Question[];
  /** Show 「開催を確認」: nobody has confirmed the place for a long time. */
  readonly confirmOpening: boolean;
}

export interface ExcludedMenu {
  readonly menuId: string;
  readonly codes: readonly ExclusionCode[];
  readonly reasonsJa: readonly string[];
}

export interface InformationMenu {
  readonly menuId: string;
  readonly reasonsJa: readonly string[];
  readonly confirmOpening: boolean;
}

export interface RankResult {
  readonly outcome: Outcome;
  readonly candidates: readonly RankedCandidate[];
  /** The nearest misses first: fewest broken rules, then by id. */
  readonly excluded: readonly ExcludedMenu[];
  /** Open places to tell about without a name although nothing is proposed; in no order of merit. */
  readonly information: readonly InformationMenu[];
  /** Places in reach that each rule keeps out; a place counts under each of its codes. */
  readonly counts: Partial<Record<ExclusionCode, number>>;
  /** Places that were judged one by one. */
  readonly compared: number;
  /** Places that are simply too far. */
  readonly outOfReach: number;
  readonly requestExplanation: readonly RequestCode[];
  readonly requestReasonsJa: readonly string[];
  readonly settingsVersion: string;
  readonly rankedAt: string;
}

/** Facts of a place that is shown; null where nothing is known of it any more: then it is left out. */
export type FactsOf = (menuId: string) => MenuFacts | null;

/** Metres that may be shown: none where there is no way to go or none may be known. */
function metresToShow({ menu, remote, distance }: MenuLook): number | null {
  return remote || menu.addressConfidential === true ? null : distance;
}

function shouldConfirmOpening({ today, settings }: RequestView, menu: MenuFacts): boolean {
  if (activityOf(menu) === 'needs_confirmation') return true;
  if (!isOpenPlace(menu)) return false;
  const age = daysSince(menu.lastConfirmedOn, today);
  return age === null || age > settings.openConfirmDays;
}

function toCandidate(view: RequestView, row: FoundRow, menu: MenuFacts, index: number): RankedCandidate | null {
  if (row.look === null || row.score === null) return null;
  const look: MenuLook = { ...row.look, menu };
  const explanation = explanationOf(view, look);
  return {
    menuId: menu.menuId,
    rank: index + 1,
    score: row.score.total,
    terms: row.score.terms,
    explanation,
    reasonsJa: suitsJa(explanation, view, look),
    basis: {
      capacityReportedAt: look.reportedAt,
      hostAssessedOn: menu.hostAssessment?.assessedOn ?? null,
      distanceMeters: metresToShow(look),
    },
    toAsk: questionsFor(view, look),
    confirmOpening: shouldConfirmOpening(view, menu),
  };
}

function toInformation(view: RequestView, menu: MenuFacts): InformationMenu {
  return {
    menuId: menu.menuId,
    reasonsJa: INFORMATION_JA,
    confirmOpening: shouldConfirmOpening(view, menu),
  };
}

/** What a search found, with reasons and questions from the facts of the places that are shown. */
export function explained(request: Request, found: Found, factsOf: FactsOf, now: string): RankResult {
  const view = requestView(request.profile, request.need, request.settings, request.today);
  return explainedFor(view, found, factsOf, now);
}

function explainedFor(view: RequestView, found: Found, factsOf: FactsOf, now: string): RankResult {
  const { outcome, explanation, proposes } = decide(view, found.tally);
  const shown = <R extends NamedRow, T>(
    rows: readonly R[],
    to: (row: R, menu: MenuFacts, at: number) => T | null,
  ): T[] =>
    rows.flatMap((row, index) => {
      const menu = factsOf(row.menuId);
      return (menu === null ? null : to(row, menu, index)) ?? [];
    });
  return {
    outcome,
    candidates: proposes ? shown(found.candidates, (row, menu, index) => toCandidate(view, row, menu, index)) : [],
    excluded: found.excluded.map(({ menuId, codes }) => ({ menuId, codes, reasonsJa: excludedJa(codes) })),
    information: proposes ? [] : shown(found.told, (_, menu) => toInformation(view, menu)),
    counts: found.counts,
    compared: found.compared,
    outOfReach: found.outOfReach,
    requestExplanation: explanation,
    requestReasonsJa: requestJa(explanation),
    settingsVersion: view.settings.version,
    rankedAt: now,
  };
}

/** Places of one look, with the load of each organisation on the first of its menus. */
function placesOf({ menus, capacityOf, loadOf }: RankInput): Places {
  const ids = menus.flatMap(({ menuId, resourceId, orgId }) => [menuId, resourceId, orgId]);
  const places = Places.build(menus, textIds(ids));
  const seen = new Set<string>();
  for (const { menuId, orgId } of menus) {
    places.learnCapacity(menuId, capacityOf(menuId), seen.has(orgId) ? 0 : loadOf(orgId));
    seen.add(orgId);
  }
  return places;
}

/**
 * Ranks places for one need of one person, each of them judged. Pure: the same input gives the same answer to the
 * bit, whatever the order of the menus, and no missing fact is an error. The order advises; people choose
 * (matching.md 3).
 */
export function rank(input: RankInput): RankResult {
  const { profile, need, menus, settings, today, now } = input;
  const view = requestView(profile, need, settings, today);
  const facts = new Map(menus.map((menu) => [menu.menuId, menu]));
  const all = { limit: facts.size, misses: facts.size, among: [...facts.keys()] };
  return explainedFor(view, searchFor(placesOf(input), view, all), (menuId) => facts.get(menuId) ?? null, now);
}
