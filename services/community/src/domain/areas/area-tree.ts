import { type FieldProblem, invalid } from '#libs/kernel';
import table from './area-levels.json';

export type AreaLevel = 'municipality' | 'dailyLifeZone' | 'elementarySchoolDistrict' | 'neighborhood';

/** From the largest to the smallest. */
export const LEVELS = table.levels.map(({ level }) => level) as readonly AreaLevel[];

export interface AreaNode {
  readonly id: string;
  readonly code: string;
  readonly level: AreaLevel;
  readonly parentIds: readonly string[];
}

/** An area that holds a point: inside of its boundary, or no more than on it. */
interface Touched {
  readonly id: string;
  readonly onBorder: boolean;
}

const rankOf = (level: AreaLevel): number => LEVELS.indexOf(level);

/** The layer of the council (協議体) where nobody says otherwise. */
export const councilLayerOf = (level: AreaLevel): 1 | 2 | null =>
  (table.levels.find((entry) => entry.level === level)?.councilLayer ?? null) as 1 | 2 | null;

interface Relative {
  readonly id: string;
  readonly level: AreaLevel;
}

/**
 * Every parent is of a higher level than the area and every part of a lower one, so no chain of parts comes back to
 * where it began. 400 `area.parent-unknown`, `area.parent-level`, `area.child-level`.
 */
export function checkRelatives(
  { id, level, parentIds }: Pick<AreaNode, 'id' | 'level' | 'parentIds'>,
  parents: readonly Relative[],
  children: readonly Relative[],
): void {
  parentIds.forEach((parentId, index) => {
    const parent = parents.find((known) => known.id === parentId && known.id !== id);
    const field = `parentIds.${index}`;
    if (!parent) throw refused('area.parent-unknown', { field, rule: 'known', mend: 'この圏域は登録されていません' });
    if (rankOf(parent.level) < rankOf(level)) return;
    throw refused('area.parent-level', {
      ...{ field, rule: 'higherLevel' },
      mend: '上位の圏域(市区町村 > 日常生活圏域 > 小学校区 > 町会・自治会)を指定してください',
    });
  });
  if (children.every((child) => rankOf(child.level) > rankOf(level))) return;
  throw refused('area.child-level', {
    ...{ field: 'level', rule: 'aboveItsParts' },
    mend: '下位の圏域より上の段階にしてください。先に下位の圏域の上位を変えてください',
  });
}

/** 400 `area.backwards`. */
export function refuseBackwards(validFrom: string, validUntil: string | null): void {
  if (validUntil === null || validUntil >= validFrom) return;
  const mend = '終わりの日は始まりの日以後にしてください';
  throw refused('area.backwards', { field: 'validUntil', rule: 'notBefore', mend });
}

const refused = (code: string, problem: FieldProblem) => invalid(code, 'The area does not fit.', [problem]);

/**
 * The areas that a point belongs to, the largest first, of one level by code. Where it lies inside of areas, to all of
 * them (they may overlap) and to all that these are parts of; where it lies on borders only, to the area with the
 * lowest code: neighbours never share it and none loses it.
 */
export function areasHolding(byId: ReadonlyMap<string, AreaNode>, touched: readonly Touched[]): readonly string[] {
  const held = new Set<AreaNode>();
  const hold = (id: string): void => {
    const area = byId.get(id);
    if (!area || held.has(area)) return;
    held.add(area);
    area.parentIds.forEach(hold);
  };
  for (const { id, onBorder } of touched) if (!onBorder) hold(id);
  for (const level of [...LEVELS].reverse()) {
    if ([...held].some((area) => area.level === level)) continue;
    const borders = touched.flatMap(({ id, onBorder }) => (onBorder ? (byId.get(id) ?? []) : []));
    const lowest = borders.filter((area) => area.level === level).sort(inOrder)[0];
    if (lowest) hold(lowest.id);
  }
  return [...held].sort(inOrder).map(({ id }) => id);
}

/** The largest first; of one level by code. */
const inOrder = (one: AreaNode, other: AreaNode): number =>
  rankOf(one.level) - rankOf(other.level) || (one.code < other.code ? -1 : Number(one.code > other.code));
