import { type CapacityView } from './capacity-view';
import { brokenRules, brokenRulesUnderReview, type ExclusionCode } from './eligibility';
import { excludedJa, INFORMATION_JA, requestJa, suitsJa } from './explain-ja';
import { explanationOf, type CandidateCode, type RequestCode } from './explanation';
import { daysSince, instantMs } from './local-days';
import { type MatchingProfile } from './matching-profile';
import { activityOf, hasUnjustifiedExclusion, isOpenPlace, needsName, type MenuFacts } from './menu-facts';
import { lookAt, meetsAny, type MenuLook } from './menu-look';
import { type Need } from './need';
import { decide, type Outcome } from './outcome';
import { requestView, type RequestView } from './request-view';
import { scoreOf, type ScoreTerm } from './scoring';
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
  readonly excluded: readonly ExcludedMenu[];
  /** Open places to tell about without a name although nothing is proposed; in no order of merit. */
  readonly information: readonly InformationMenu[];
  readonly requestExplanation: readonly RequestCode[];
  readonly requestReasonsJa: readonly string[];
  readonly settingsVersion: string;
  readonly rankedAt: string;
}

/** `look` is null for a place under review, which is never held against a person. */
export interface Judged {
  readonly menu: MenuFacts;
  readonly look: MenuLook | null;
  readonly codes: readonly ExclusionCode[];
}

interface Scored {
  readonly look: MenuLook;
  readonly score: number;
  readonly terms: readonly ScoreTerm[];
  readonly reportedMs: number;
  readonly metres: number;
  readonly load: number;
}

const CONSENT_MISSING: readonly ExclusionCode[] = ['CONSENT_MISSING'];
const CONSENT_MISSING_JA = excludedJa(CONSENT_MISSING);

function judge(view: RequestView, menu: MenuFacts, capacity: CapacityView | null): Judged {
  if (hasUnjustifiedExclusion(menu)) return { menu, look: null, codes: brokenRulesUnderReview(view, menu) };
  const look = lookAt(view, menu, capacity);
  return { menu, look, codes: brokenRules(view, look) };
}

/** Metres that may be shown or compared: none where there is no way to go or none may be known. */
function metresToShow({ menu, remote, distance }: MenuLook): number | null {
  return remote || menu.addressConfidential === true ? null : distance;
}

function scored(view: RequestView, look: MenuLook, load: number): Scored {
  const { total, terms } = scoreOf(view, look);
  const reportedMs = instantMs(look.capacity?.reportedAt) ?? Number.NEGATIVE_INFINITY;
  const metres = look.remote ? 0 : (metresToShow(look) ?? Number.POSITIVE_INFINITY);
  return { look, score: total, terms, reportedMs, metres, load };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Equal scores: newer report, shorter way, lighter load of the organisation, then the id, so that it never depends on chance. */
function byMerit(a: Scored, b: Scored): number {
  return (
    compareNumbers(b.score, a.score) ||
    compareNumbers(b.reportedMs, a.reportedMs) ||
    compareNumbers(a.metres, b.metres) ||
    compareNumbers(a.load, b.load) ||
    compareText(a.look.menu.menuId, b.look.menu.menuId)
  );
}

function shouldConfirmOpening({ today, settings }: RequestView, menu: MenuFacts): boolean {
  if (activityOf(menu) === 'needs_confirmation') return true;
  if (!isOpenPlace(menu)) return false;
  const age = daysSince(menu.lastConfirmedOn, today);
  return age === null || age > settings.openConfirmDays;
}

function toCandidate(view: RequestView, { look, score, terms }: Scored, index: number): RankedCandidate {
  const explanation = explanationOf(view, look);
  return {
    menuId: look.menu.menuId,
    rank: index + 1,
    score,
    terms,
    explanation,
    reasonsJa: suitsJa(explanation, view, look),
    basis: {
      capacityReportedAt: look.capacity?.reportedAt ?? null,
      hostAssessedOn: look.menu.hostAssessment?.assessedOn ?? null,
      distanceMeters: metresToShow(look),
    },
    toAsk: questionsFor(view, look),
    confirmOpening: shouldConfirmOpening(view, look.menu),
  };
}

function toInformation(view: RequestView, menu: MenuFacts): InformationMenu {
  return {
    menuId: menu.menuId,
    reasonsJa: INFORMATION_JA,
    confirmOpening: shouldConfirmOpening(view, menu),
  };
}

/** May be told without a name: it suits, or it is open, answers a side wish and misses only the main purpose. */
function mayBeTold({ secondary }: RequestView, { menu, codes }: Judged): boolean {
  if (needsName(menu)) return false;
  if (codes.length === 0) return true;
  const onlyPurpose = codes.length === 1 && codes[0] === 'PURPOSE_MISMATCH';
  return onlyPurpose && isOpenPlace(menu) && meetsAny(secondary, menu.purposes);
}

function toExcluded({ menu, codes }: Judged, consented: boolean): ExcludedMenu {
  return consented
    ? { menuId: menu.menuId, codes, reasonsJa: excludedJa(codes) }
    : { menuId: menu.menuId, codes: CONSENT_MISSING, reasonsJa: CONSENT_MISSING_JA };
}

/**
 * Ranks places for one need of one person. Pure: the same input gives the same answer to the bit, whatever the
 * order of the menus, and no missing fact is an error. The order advises; people choose (matching.md 3).
 */
export function rank({ profile, need, menus, capacityOf, loadOf, settings, today, now }: RankInput): RankResult {
  const view = requestView(profile, need, settings, today);
  const judged = menus
    .map((menu) => judge(view, menu, capacityOf(menu.menuId)))
    .sort((a, b) => compareText(a.menu.menuId, b.menu.menuId));
  const { outcome, explanation, consented, proposes } = decide(view, judged);

  const fitting = judged.flatMap(({ look, codes }) => (look !== null && codes.length === 0 ? [look] : []));
  const ranked = proposes ? fitting.map((look) => scored(view, look, loadOf(look.menu.orgId))).sort(byMerit) : [];
  return {
    outcome,
    candidates: ranked.map((entry, index) => toCandidate(view, entry, index)),
    excluded: judged.filter(({ codes }) => !consented || codes.length > 0).map((entry) => toExcluded(entry, consented)),
    information: proposes
      ? []
      : judged.filter((entry) => mayBeTold(view, entry)).map(({ menu }) => toInformation(view, menu)),
    requestExplanation: explanation,
    requestReasonsJa: requestJa(explanation),
    settingsVersion: settings.version,
    rankedAt: now,
  };
}
