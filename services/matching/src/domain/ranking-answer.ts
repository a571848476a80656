import words from './match-words.json';
import { type RankResult, type RankedCandidate } from './engine';
import { type PlaceOf, type PlaceOfAnswer, type RankingExtras } from './ranking-extras';
import { type ScoreTerm } from './scoring';
import { type Change } from './why-not/change';

const named = (place: PlaceOfAnswer | null, menuId: string) => ({
  menuId,
  resourceId: place?.facts.resourceId ?? menuId,
  name: place?.facts.name ?? '',
});

/** What one side of a score comes to. */
function sideOf(terms: readonly ScoreTerm[], side: ScoreTerm['side']) {
  const own = terms.filter((term) => term.side === side);
  return {
    points: own.reduce((sum, { points }) => sum + points, 0),
    max: own.reduce((sum, { max }) => sum + max, 0),
  };
}

/** How much the host carries: counts only, so that people see it beside the fit and not inside it. */
function hostLoad(place: PlaceOfAnswer | null, ours: number) {
  const { total, used } = place?.capacity ?? {};
  const { current, maxConcurrent } = place?.facts.hostAssessment ?? {};
  return {
    ours,
    total: total ?? null,
    used: used ?? null,
    current: current ?? null,
    maxConcurrent: maxConcurrent ?? null,
  };
}

function candidate(place: PlaceOfAnswer | null, entry: RankedCandidate, ours: number) {
  return {
    ...named(place, entry.menuId),
    orgId: place?.facts.orgId ?? '',
    orgName: place?.facts.orgName ?? null,
    rank: entry.rank,
    score: entry.score,
    terms: entry.terms.map((term) => ({ ...term })),
    fit: { person: sideOf(entry.terms, 'person'), host: sideOf(entry.terms, 'host') },
    hostLoad: hostLoad(place, ours),
    explanation: [...entry.explanation],
    reasonsJa: [...entry.reasonsJa],
    toAsk: entry.toAsk.map((question) => ({ ...question })),
    ...entry.basis,
    outOfSystem: entry.explanation.includes('OUT_OF_SYSTEM_USE'),
    confirmOpening: entry.confirmOpening,
  };
}

/** A change as an answer has it. */
export const changeAnswer = ({ what, at, ...change }: Change) => ({
  ...change,
  what: [...what],
  at: at === null ? null : { ...at },
});

/** A place whose host said no: people may ask again for a reason, the list does not (matching.md 3.4, 7). */
const declinedByHost = (place: PlaceOfAnswer | null, menuId: string) => ({
  ...named(place, menuId),
  reason: 'host_declined' as const,
  reasonJa: words.hostDeclined,
});

/** A ranking as people read it: with names of places, what would help, and what to ask first. */
export function rankingAnswer(
  acted: { readonly id: string; readonly state: string; readonly version: number },
  result: RankResult & { readonly notProposedAgain: readonly string[] },
  placeOf: PlaceOf,
  { changes, loads, questions }: RankingExtras,
) {
  const { candidates, excluded } = result;
  return {
    ...acted,
    outcome: result.outcome,
    candidates: candidates.map((entry) => candidate(placeOf(entry.menuId), entry, loads.get(entry.menuId) ?? 0)),
    excluded: excluded.map(({ menuId, codes, reasonsJa }) => ({
      ...named(placeOf(menuId), menuId),
      codes: [...codes],
      reasonsJa: [...reasonsJa],
      changes: (changes.get(menuId) ?? []).map(changeAnswer),
    })),
    notProposedAgain: result.notProposedAgain.map((menuId) => declinedByHost(placeOf(menuId), menuId)),
    information: result.information.map(({ menuId, reasonsJa, confirmOpening }) => ({
      ...named(placeOf(menuId), menuId),
      reasonsJa: [...reasonsJa],
      confirmOpening,
    })),
    questions: questions.map((question) => ({ ...question })),
    explanation: [...result.requestExplanation],
    reasonsJa: [...result.requestReasonsJa],
    settingsVersion: result.settingsVersion,
    compared: result.compared,
    outOfReach: result.outOfReach,
    counts: Object.entries(result.counts).map(([code, count]) => ({ code, count })),
    leftOut: result.compared - candidates.length - excluded.length,
    asOf: result.rankedAt,
  };
}
