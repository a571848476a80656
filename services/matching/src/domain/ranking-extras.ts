import { type CapacityView } from './capacity-view';
import { type Found, type Request } from './engine/found';
import { type ExclusionCode } from './eligibility';
import { judgeOne, type Pair } from './judge';
import { type MenuFacts } from './menu-facts';
import { type KeptOut, type ListQuestion, questionsThatMatter } from './questions';
import { type RankResult } from './engine';
import { type Change } from './why-not/change';
import { changesOf, whyNot } from './why-not/why-not';

/** How many of the nearest misses are shown with what would help; of any other it may be asked for. */
const EXPLAINED_MISSES = 20;

/** What an answer shows of a place. */
export interface PlaceOfAnswer {
  readonly facts: MenuFacts;
  readonly capacity: CapacityView | null;
}

export type PlaceOf = (menuId: string) => PlaceOfAnswer | null;

/** What an answer says beyond the order of the places. */
export interface RankingExtras {
  /** By menu: what would help, one change a rule. */
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  /** By menu: people whom its organisation has from us, and those it was asked about. */
  readonly loads: ReadonlyMap<string, number>;
  readonly questions: readonly ListQuestion[];
}

export function keptOutOf(pair: Pair, codes: readonly ExclusionCode[]): KeptOut {
  return {
    menu: pair.menu,
    codes,
    scoreIf: (known) => {
      const judged = judgeOne({ ...pair, profile: { ...pair.profile, ...known } });
      return judged.codes.length > 0 ? null : (judged.score?.total ?? 0);
    },
  };
}

/** Pure: the same request and the same finds give the same answer. */
export function extrasOf(request: Request, found: Found, result: RankResult, placeOf: PlaceOf): RankingExtras {
  const misses = found.excluded.flatMap(({ menuId, codes }) => {
    const place = placeOf(menuId);
    return place === null ? [] : [{ codes, pair: { ...request, menu: place.facts, capacity: place.capacity } }];
  });
  const keptOut = misses.map(({ codes, pair }) => keptOutOf(pair, codes));
  const changes = misses
    .slice(0, EXPLAINED_MISSES)
    .map(({ codes, pair }) => [pair.menu.menuId, changesOf(whyNot(pair, codes))] as const);
  return {
    changes: new Map(changes),
    loads: new Map(found.candidates.map(({ menuId, load }) => [menuId, load])),
    questions: questionsThatMatter(result.candidates, keptOut, request.profile),
  };
}
