import { ApiProblem } from '../api';
import type { Scenario } from './format';
import { judge, type Seen } from './judge';
import { type Cast, type Props, Stage } from './stage';

const VISIBLE_WITHIN_MS = 15_000;

interface Ranking {
  readonly outcome: string;
  readonly candidates: readonly {
    readonly menuId: string;
    readonly explanation: readonly string[];
    readonly capacityReportedAt: string | null;
  }[];
  readonly excluded: readonly { readonly menuId: string; readonly codes: readonly string[] }[];
  readonly information: readonly { readonly menuId: string }[];
  readonly explanation: readonly string[];
  readonly compared: number;
}

export interface Played {
  readonly id: string;
  readonly expected: string;
  readonly got: string;
  readonly problems: readonly string[];
}

/** Plays one scenario through the public API: resources, person and consents, match. */
export async function play(scenario: Scenario, cast: Cast, today: string): Promise<Played> {
  const expected = `${scenario.expect.outcome} ${(scenario.expect.best ?? []).join('|') || '-'}`;
  try {
    const stage = new Stage(scenario, cast, today);
    const props = await stage.enterResources();
    await untilReportsAreKnown(cast, props);
    const personRef = await stage.enterPerson(props);
    const requestId = await stage.openRequest(personRef);
    const seen = await search(cast, requestId, props);
    return {
      id: scenario.id,
      expected,
      got: `${seen.outcome} ${seen.candidates[0]?.resourceId ?? '-'}`,
      problems: judge(scenario.expect, seen),
    };
  } catch (error) {
    const got =
      error instanceof ApiProblem ? error.message : error instanceof Error ? error.message : 'unknown failure';
    return { id: scenario.id, expected, got, problems: [got] };
  }
}

/** A report travels to the ranking by itself; nobody asks for it, so it is waited for. */
async function untilReportsAreKnown(cast: Cast, { reported }: Props): Promise<void> {
  const until = Date.now() + VISIBLE_WITHIN_MS;
  for (const menuId of reported) {
    for (;;) {
      const capacity = await cast.worker
        .get<{ reportedAt: string | null }>(`/menus/${menuId}/capacity`)
        .catch((error: unknown) =>
          error instanceof ApiProblem && error.status === 404 ? { reportedAt: null } : Promise.reject(error as Error),
        );
      if (capacity.reportedAt !== null) break;
      if (Date.now() > until)
        throw new Error(`The report of menu ${menuId} did not reach matching in ${VISIBLE_WITHIN_MS} ms.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function search(cast: Cast, requestId: string, props: Props): Promise<Seen> {
  const until = Date.now() + VISIBLE_WITHIN_MS;
  const amongMenuIds = [...props.menuIds.values()];
  const nameOf = new Map([...props.menuIds].map(([name, id]) => [id, name]));
  for (;;) {
    const ranking = await cast.worker.post<Ranking>(`/match-requests/${requestId}/search`, {
      amongMenuIds,
      limit: 500,
    });
    if (ranking.compared === amongMenuIds.length) return inNames(ranking, nameOf);
    if (Date.now() > until)
      throw new Error(`Only ${ranking.compared} of ${amongMenuIds.length} resources reached the ranking.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function inNames(ranking: Ranking, nameOf: ReadonlyMap<string, string>): Seen {
  const name = (menuId: string): string => nameOf.get(menuId) ?? menuId;
  return {
    outcome: ranking.outcome,
    candidates: ranking.candidates.map(({ menuId, explanation }) => ({ resourceId: name(menuId), explanation })),
    excluded: new Map(ranking.excluded.map(({ menuId, codes }) => [name(menuId), codes])),
    information: ranking.information.map(({ menuId }) => name(menuId)),
    explanation: ranking.explanation,
  };
}
