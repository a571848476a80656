import { type RankResult, type RankedCandidate } from './engine';
import { type MenuFacts } from './menu-facts';

type LookUp = (menuId: string) => MenuFacts | null;
interface Wanted {
  readonly amongMenuIds?: readonly string[];
  readonly limit?: number;
  readonly compared: number;
}

/** Entries of each list that an answer has where nobody says how many, and where a choice of menus is compared. */
const USUAL = 100;
const MOST = 500;

const named = (lookUp: LookUp, menuId: string) => {
  const menu = lookUp(menuId);
  return { menuId, resourceId: menu?.resourceId ?? menuId, name: menu?.name ?? '' };
};

function candidate(lookUp: LookUp, entry: RankedCandidate) {
  const menu = lookUp(entry.menuId);
  return {
    ...named(lookUp, entry.menuId),
    orgId: menu?.orgId ?? '',
    orgName: menu?.orgName ?? null,
    rank: entry.rank,
    score: entry.score,
    terms: entry.terms.map((term) => ({ ...term })),
    explanation: [...entry.explanation],
    reasonsJa: [...entry.reasonsJa],
    toAsk: entry.toAsk.map((question) => ({ ...question })),
    ...entry.basis,
    outOfSystem: entry.explanation.includes('OUT_OF_SYSTEM_USE'),
    confirmOpening: entry.confirmOpening,
  };
}

/** A ranking as people read it: with names of places, and no longer than they asked for. */
export function rankingAnswer(
  acted: { readonly id: string; readonly state: string; readonly version: number },
  result: RankResult,
  lookUp: LookUp,
  { amongMenuIds, limit, compared }: Wanted,
) {
  const most = limit ?? (amongMenuIds === undefined ? USUAL : MOST);
  const candidates = result.candidates.slice(0, most);
  const excluded = result.excluded.slice(0, most);
  return {
    ...acted,
    outcome: result.outcome,
    candidates: candidates.map((entry) => candidate(lookUp, entry)),
    excluded: excluded.map(({ menuId, codes, reasonsJa }) => ({
      ...named(lookUp, menuId),
      codes: [...codes],
      reasonsJa: [...reasonsJa],
    })),
    information: result.information.slice(0, most).map(({ menuId, reasonsJa, confirmOpening }) => ({
      ...named(lookUp, menuId),
      reasonsJa: [...reasonsJa],
      confirmOpening,
    })),
    explanation: [...result.requestExplanation],
    reasonsJa: [...result.requestReasonsJa],
    settingsVersion: result.settingsVersion,
    compared,
    leftOut: result.candidates.length + result.excluded.length - candidates.length - excluded.length,
    asOf: result.rankedAt,
  };
}
