import { type FieldProblem, invalid } from '#libs/kernel';

/** People from one age to another in completed years, both included; `to` null = and older; null people = not said. */
export interface AgeBand {
  readonly from: number;
  readonly to: number | null;
  readonly male: number | null;
  readonly female: number | null;
}

/** Who lives in an area on a day. */
export interface Population {
  /** Local day. */
  readonly asOf: string;
  readonly total: number;
  readonly male: number | null;
  readonly female: number | null;
  readonly households: number | null;
  readonly byAge: readonly AgeBand[];
}

/**
 * Bands stand in order and apart; nothing is more than the whole (some ages and sexes are not known).
 * 400 `area-population.bands-overlap`, `area-population.more-than-all`.
 */
export function checkPopulation({ total, male, female, byAge }: Population): void {
  byAge.forEach(({ from, to }, index) => {
    const before = byAge[index - 1];
    const follows = before === undefined || (before.to !== null && before.to < from);
    if (follows && (to === null || to >= from)) return;
    const mend = '年齢の区分は若い順に、重ならないように指定してください';
    throw refused('area-population.bands-overlap', { field: `byAge.${index}`, rule: 'apart', mend });
  });
  const sums = { male: sumOf(byAge, 'male'), female: sumOf(byAge, 'female') };
  refuseMore('male', sums.male, male ?? total);
  refuseMore('female', sums.female, female ?? total);
  refuseMore('total', Math.max(male ?? 0, sums.male) + Math.max(female ?? 0, sums.female), total);
}

function refuseMore(field: string, parts: number, whole: number): void {
  if (parts <= whole) return;
  const mend = `内訳の合計 ${parts} 人が ${whole} 人を超えています。どちらかを直してください`;
  throw refused('area-population.more-than-all', { field, rule: 'notLessThanItsParts', mend });
}

const sumOf = (byAge: readonly AgeBand[], sex: 'male' | 'female'): number =>
  byAge.reduce((sum, band) => sum + (band[sex] ?? 0), 0);

const refused = (code: string, problem: FieldProblem) => invalid(code, 'The figures contradict each other.', [problem]);

interface Parts {
  /** Areas whose figures are added up; none of them is a part of another. */
  readonly ids: readonly string[];
  /** Nobody is missing: every part has figures, its own or those of its parts. */
  readonly complete: boolean;
}

/**
 * Where the figures of an area come from: its own, or else those of its parts, everybody counted once although parts
 * may belong to several areas.
 */
export function sourcesOf(
  areaId: string,
  childrenOf: (id: string) => readonly string[],
  hasFigures: (id: string) => boolean,
): Parts {
  const ids = new Set<string>();
  const gather = (id: string): boolean => {
    if (hasFigures(id)) {
      ids.add(id);
      return true;
    }
    const children = childrenOf(id);
    return children.map(gather).every(Boolean) && children.length > 0;
  };
  const complete = gather(areaId);
  const below = new Set<string>();
  const mark = (id: string): void => {
    for (const child of childrenOf(id)) {
      if (below.has(child)) continue;
      below.add(child);
      mark(child);
    }
  };
  ids.forEach(mark);
  return { ids: [...ids].filter((id) => !below.has(id)), complete };
}

/** All together; ages are added where all parts have the same bands. Undefined for no parts. */
export function sumPopulations(parts: readonly Population[]): Population | undefined {
  const [first, ...others] = parts;
  if (!first) return undefined;
  const alike = others.every(({ byAge }) => bandsIn(byAge) === bandsIn(first.byAge));
  const sum = (of: (one: Population) => number | null): number | null => allOf(parts.map(of));
  return {
    asOf: parts.map(({ asOf }) => asOf).sort()[0] ?? first.asOf,
    total: sum(({ total }) => total) ?? 0,
    male: sum(({ male }) => male),
    female: sum(({ female }) => female),
    households: sum(({ households }) => households),
    byAge: alike
      ? first.byAge.map(({ from, to }, index) => ({
          ...{ from, to },
          male: sum(({ byAge }) => byAge[index]?.male ?? null),
          female: sum(({ byAge }) => byAge[index]?.female ?? null),
        }))
      : [],
  };
}

const bandsIn = (byAge: readonly AgeBand[]): string => byAge.map(({ from, to }) => `${from}-${to ?? ''}`).join();

const allOf = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);

/** Share of people of 65 and older (高齢化率), 0 to 1; null where the bands do not tell. */
export function agedShare({ total, byAge }: Population): number | null {
  const old = byAge.filter(({ from }) => from >= 65);
  const people = allOf(old.flatMap(({ male, female }) => [male, female]));
  if (total === 0 || people === null || !byAge.some(({ from }) => from === 65)) return null;
  return people / total;
}

/** Per 1,000 people, two decimals; null where nobody knows how many they are. */
export const perThousand = (count: number, people: number | null): number | null =>
  people === null || people === 0 ? null : Math.round((count * 100_000) / people) / 100;
