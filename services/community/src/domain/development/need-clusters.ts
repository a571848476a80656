/** What a need is compared by. */
export const AXES = ['blockedBy', 'purpose', 'areaCode', 'time'] as const;

export type Axis = (typeof AXES)[number];
export type ValuesOf<V> = Readonly<Record<Axis, V>>;

/** What nobody could be offered, by its codes. */
export interface Need {
  readonly id: string;
  /** Local day. */
  readonly openedOn: string;
  readonly values: ValuesOf<readonly string[]>;
}

export interface NeedCluster<N extends Need> {
  /** Null = the axis was left out, or nothing is said there; of an area also: too few to name it. */
  readonly values: ValuesOf<string | null>;
  /** Oldest first. */
  readonly needs: readonly N[];
}

const NO_VALUES: ValuesOf<null> = { blockedBy: null, purpose: null, areaCode: null, time: null };

/**
 * Needs together that have the same values on the axes. A need is in the clusters of each of its values, and where it
 * says nothing on an axis in the cluster of null. Fewer needs than `namedFrom` of one area could tell who is meant: they
 * are put together without the area. Largest first, then those that wait longest.
 */
export function clustersOf<N extends Need>(
  needs: readonly N[],
  axes: readonly Axis[],
  namedFrom: number,
): readonly NeedCluster<N>[] {
  const found = groupsOf(needs.flatMap((need) => cellsOf(need, axes).map((values) => ({ values, needs: [need] }))));
  const named = found.map((cluster) => (cluster.needs.length < namedFrom ? withoutArea(cluster) : cluster));
  return groupsOf(named)
    .map((cluster) => ({ ...cluster, needs: [...cluster.needs].sort(byAge) }))
    .sort((a, b) => b.needs.length - a.needs.length || byOldest(a, b) || (keyOf(a.values) < keyOf(b.values) ? -1 : 1));
}

/** The same codes at the same place, whatever the order of its parts. */
export const isSameCell = (a: ValuesOf<string | null>, b: ValuesOf<string | null>): boolean => keyOf(a) === keyOf(b);

function cellsOf(need: Need, axes: readonly Axis[]): readonly ValuesOf<string | null>[] {
  return axes.reduce<readonly ValuesOf<string | null>[]>(
    (cells, axis) => {
      const values = [...new Set(need.values[axis])];
      const said = values.length === 0 ? [null] : values;
      return cells.flatMap((cell) => said.map((value) => ({ ...cell, [axis]: value })));
    },
    [NO_VALUES],
  );
}

function groupsOf<N extends Need>(parts: readonly NeedCluster<N>[]): readonly NeedCluster<N>[] {
  const groups = new Map<string, { readonly values: ValuesOf<string | null>; readonly needs: N[] }>();
  for (const { values, needs } of parts) {
    const key = keyOf(values);
    const group = groups.get(key) ?? { values, needs: [] };
    group.needs.push(...needs);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const withoutArea = <N extends Need>({ values, needs }: NeedCluster<N>): NeedCluster<N> => ({
  values: { ...values, areaCode: null },
  needs,
});

/** Codes are never empty: an empty part is null. */
const keyOf = ({ blockedBy, purpose, areaCode, time }: ValuesOf<string | null>): string =>
  `${blockedBy ?? ''}|${purpose ?? ''}|${areaCode ?? ''}|${time ?? ''}`;

const byAge = (a: Need, b: Need): number => compare(a.openedOn, b.openedOn) || compare(a.id, b.id);
const byOldest = (a: NeedCluster<Need>, b: NeedCluster<Need>): number =>
  compare(a.needs[0]?.openedOn ?? '', b.needs[0]?.openedOn ?? '');

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
