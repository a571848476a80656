import type { Expectation } from './format';

/** What the ranking said, in the scenario's own names. */
export interface Seen {
  readonly outcome: string;
  readonly candidates: readonly { readonly resourceId: string; readonly explanation: readonly string[] }[];
  readonly excluded: ReadonlyMap<string, readonly string[]>;
  readonly information: readonly string[];
  readonly explanation: readonly string[];
}

/** Everything that is not as expected, one sentence each; nothing where the scenario passes. */
export function judge(expect: Expectation, seen: Seen): readonly string[] {
  return [
    ...(expect.outcome === seen.outcome ? [] : [`outcome ${seen.outcome} instead of ${expect.outcome}`]),
    ...judgeBest(expect, seen),
    ...judgeOthers(expect, seen),
    ...judgeOrder(expect, seen),
    ...judgeExplanation(expect, seen),
  ];
}

function judgeBest({ best = [] }: Expectation, { candidates }: Seen): readonly string[] {
  const first = candidates[0]?.resourceId;
  if (best.length === 0) return first === undefined ? [] : [`proposes ${first} where nothing is to be proposed`];
  if (first === undefined) return [`no candidate instead of ${best.join(' or ')}`];
  return best.includes(first) ? [] : [`best is ${first} instead of ${best.join(' or ')}`];
}

function judgeOthers({ acceptable = [], information = [], mustNot = [] }: Expectation, seen: Seen): readonly string[] {
  const proposed = new Set(seen.candidates.map(({ resourceId }) => resourceId));
  return [
    ...acceptable
      .filter((id) => !proposed.has(id))
      .map((id) => `${id} is missing (${seen.excluded.get(id)?.join(' ') ?? 'not seen'})`),
    ...information.filter((id) => !seen.information.includes(id)).map((id) => `${id} is not told about`),
    ...mustNot.flatMap(({ resourceId, reasonCode }) => {
      if (proposed.has(resourceId)) return [`${resourceId} is proposed`];
      const codes = seen.excluded.get(resourceId);
      return codes?.includes(reasonCode)
        ? []
        : [`${resourceId} is excluded for ${codes?.join(' ') ?? 'nothing'} instead of ${reasonCode}`];
    }),
  ];
}

function judgeOrder({ mustRankAbove = [] }: Expectation, { candidates }: Seen): readonly string[] {
  const place = new Map(candidates.map(({ resourceId }, index) => [resourceId, index]));
  return mustRankAbove.flatMap(([above, below]) => {
    const [first, second] = [place.get(above), place.get(below)];
    return first !== undefined && second !== undefined && first > second ? [`${above} stands below ${below}`] : [];
  });
}

function judgeExplanation({ mustExplain = [] }: Expectation, { candidates, explanation }: Seen): readonly string[] {
  const said = new Set([...(candidates[0]?.explanation ?? []), ...explanation]);
  return mustExplain.filter((code) => !said.has(code)).map((code) => `${code} is not explained`);
}
