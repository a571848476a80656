import type { RankResult } from './engine';

/** Something that a replay needs and that is not there any more. */
export type Gone =
  | { readonly what: 'profile'; readonly removedAt: string }
  | { readonly what: 'rules'; readonly then: string; readonly here: string }
  | { readonly what: 'settings'; readonly version: string }
  | { readonly what: 'history'; readonly menusThen: number; readonly menusFound: number };

/** What of an answer may be printed: codes and ids, nothing that tells of a person. */
export interface PlayedAnswer {
  readonly outcome: string;
  readonly candidates: readonly {
    readonly rank: number;
    readonly menuId: string;
    readonly score: number;
    readonly explanation: readonly string[];
  }[];
  readonly excluded: readonly { readonly menuId: string; readonly codes: readonly string[] }[];
  readonly information: readonly string[];
  readonly explanation: readonly string[];
}

export const playedAnswer = (result: RankResult): PlayedAnswer => ({
  outcome: result.outcome,
  candidates: result.candidates.map(({ rank, menuId, score, explanation }) => ({ rank, menuId, score, explanation })),
  excluded: result.excluded.map(({ menuId, codes }) => ({ menuId, codes })),
  information: result.information.map(({ menuId }) => menuId),
  explanation: result.requestExplanation,
});

/** One ranking, played again. */
export interface Replay {
  readonly rankingId: string;
  readonly matchRequestId: string;
  readonly rankedAt: string;
  readonly rulesVersion: string;
  readonly settingsVersion: string;
  /** `same`: equal to the bit. `gone`: cannot be played, and why. */
  readonly verdict: 'same' | 'different' | 'gone';
  readonly gone: readonly Gone[];
  /** SHA-256 of the answer as it was given, and as it is now; null = not played. */
  readonly sha256Then: string;
  readonly sha256Now: string | null;
  readonly answer: PlayedAnswer | null;
}
