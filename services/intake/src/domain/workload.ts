/** More than anybody reads. */
const LINES = 1000;

/** Cases of a worker in an area and a state. */
export interface Counted {
  readonly sub: string;
  readonly areaId: string | null;
  readonly state: string;
  readonly cases: number;
  readonly emergencies: number;
  readonly overdue: number;
}

interface Load {
  readonly sub: string;
  readonly areaId: string | null;
  readonly states: readonly { readonly state: string; readonly cases: number }[];
  readonly emergencies: number;
  readonly overdue: number;
}

/** One line per worker and area, those with most cases first. Nothing of any case. */
export function workloadOf(rows: readonly Counted[]): readonly Load[] {
  const byHolder = new Map<string, readonly Counted[]>();
  for (const row of rows) {
    const holder = JSON.stringify([row.sub, row.areaId]);
    byHolder.set(holder, [...(byHolder.get(holder) ?? []), row]);
  }
  return [...byHolder.values()]
    .flatMap((counted) => loadOf(counted) ?? [])
    .toSorted((a, b) => sum(b.states.map(({ cases }) => cases)) - sum(a.states.map(({ cases }) => cases)))
    .slice(0, LINES);
}

function loadOf(counted: readonly Counted[]): Load | undefined {
  const [first] = counted;
  return (
    first && {
      sub: first.sub,
      areaId: first.areaId,
      states: counted.map(({ state, cases }) => ({ state, cases })),
      emergencies: sum(counted.map(({ emergencies }) => emergencies)),
      overdue: sum(counted.map(({ overdue }) => overdue)),
    }
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
