import type { Found, Request } from '../../../services/matching/src/domain/engine/found';
import { search } from '../../../services/matching/src/domain/engine/search';
import type { SqlAnswer } from '../../sql-matcher/sql-matcher';
import type { MatchStage } from './stage';

/** As many as a coordinator is shown. */
export const BEST = 20;
const LEAST_RESULTS = 5;

/** The engine's whole answer; the nearest misses, which the database does not look for, stay out on both sides. */
export const ask = ({ places }: MatchStage, request: Request): Found =>
  search(places, request, { limit: BEST, misses: 0 });

const textOf = (
  ids: readonly string[],
  scores: readonly number[],
  counts: object,
  ...numbers: readonly number[]
): string => JSON.stringify([ids, scores, Object.entries(counts).sort(), numbers]);

const engineText = ({ candidates, counts, compared, outOfReach }: Found): string =>
  textOf(
    candidates.map(({ menuId }) => menuId),
    candidates.map(({ score }) => score?.total ?? Number.NaN),
    counts,
    compared,
    outOfReach,
  );

const sqlText = ({ ids, scores, counts, compared, outOfReach }: SqlAnswer): string =>
  textOf(ids, scores, counts, compared, outOfReach);

/** Asks both sides everything once: equal to the bit, with enough results to be worth comparing. Returns the average. */
export async function requireEqual(stage: MatchStage, requests: readonly Request[]): Promise<number> {
  let results = 0;
  for (const [index, request] of requests.entries()) {
    const found = ask(stage, request);
    const answer = await stage.sql.match(request, BEST);
    if (engineText(found) !== sqlText(answer)) throw new Error(`Engine and database differ in request ${index}.`);
    results += found.candidates.length;
  }
  const average = results / requests.length;
  if (average < LEAST_RESULTS) throw new Error(`Only ${average.toFixed(1)} results on average.`);
  return average;
}
