import { type Option } from './options';
import { type JointTerm, pairVerdict, type PairVerdict } from './pairs';
import { hasRoomFor } from './room';
import { type HouseholdSettings, type PairRule } from './rules';

/** One option for each member, in the order of their ids, with how they go together. */
export interface Combination {
  readonly options: readonly Option[];
  readonly pairs: readonly PairVerdict[];
  readonly terms: readonly JointTerm[];
  /** Thousandths of a point: every member's score and the joint terms. */
  readonly score: number;
}

export interface Combined {
  /** Best first. */
  readonly best: readonly Combination[];
  /** False = stopped before everything was looked at. */
  readonly complete: boolean;
  /** A shared place had too few places for the household. */
  readonly lackedRoom: boolean;
}

export interface Choices {
  /** For each member, in the order of their ids; best first. */
  readonly options: readonly (readonly Option[])[];
  readonly ruleOf: (one: string, other: string) => PairRule;
  readonly household: HouseholdSettings;
}

/**
 * The best combinations by depth-first search: whatever cannot go together or cannot reach the worst that is kept any
 * more is left out at once. Members in the order of their ids, so that the answer is the same in any order.
 */
export function combine(choices: Choices): Combined {
  return new Search(choices).run();
}

class Search {
  private readonly kept: Combination[] = [];
  private readonly chosen: Option[] = [];
  private readonly known = new Map<Option, Map<Option, PairVerdict>>();
  /** What members from this one on can earn at most, with everything that going together may earn. */
  private readonly atMost: readonly number[];
  private steps = 0;
  private lackedRoom = false;

  constructor(private readonly choices: Choices) {
    const { points } = choices.household;
    const pairMost = Math.round((Math.max(points.samePlace, points.near) + points.sameTime) * 1000);
    const own = choices.options.map((options) =>
      Math.max(0, ...options.map((option) => alone(option, points.companion))),
    );
    this.atMost = [...own, 0].map((_, from) =>
      own.slice(from).reduce((sum, most, index) => sum + most + pairMost * (from + index), 0),
    );
  }

  run(): Combined {
    this.choose(0, 0);
    return { best: this.kept, complete: !this.isOver(), lackedRoom: this.lackedRoom };
  }

  private isOver(): boolean {
    return this.steps > this.choices.household.stepsLookedAt;
  }

  private choose(index: number, score: number): void {
    const options = this.choices.options[index];
    if (options === undefined) this.keep();
    for (const option of options ?? []) {
      this.steps += 1;
      if (this.isOver()) return;
      const together = this.together(option);
      if (together === null) continue;
      const earned = score + alone(option, this.choices.household.points.companion) + together;
      if (this.cannotReach(earned + (this.atMost[index + 1] ?? 0))) continue;
      this.chosen.push(option);
      if (this.hasRoom(option)) this.choose(index + 1, earned);
      this.chosen.pop();
    }
  }

  /** What an option earns with those chosen before; null where it does not go with one of them. */
  private together(option: Option): number | null {
    let earned = 0;
    for (const earlier of this.chosen) {
      const { codes, points } = this.verdict(earlier, option);
      if (codes.length > 0) return null;
      earned += points;
    }
    return earned;
  }

  private verdict(earlier: Option, later: Option): PairVerdict {
    let of = this.known.get(earlier);
    if (of === undefined) this.known.set(earlier, (of = new Map<Option, PairVerdict>()));
    const have = of.get(later);
    if (have !== undefined) return have;
    const { ruleOf, household } = this.choices;
    const rule = ruleOf(earlier.member.memberId, later.member.memberId);
    const verdict = pairVerdict(earlier, later, rule, household);
    of.set(later, verdict);
    return verdict;
  }

  private cannotReach(most: number): boolean {
    const worst = this.kept.at(-1);
    return worst !== undefined && this.kept.length >= this.choices.household.combinationsShown && most < worst.score;
  }

  private hasRoom({ menu }: Option): boolean {
    const room = hasRoomFor(this.chosen.filter((one) => one.menu.menuId === menu.menuId));
    this.lackedRoom ||= !room;
    return room;
  }

  private keep(): void {
    const pairs = this.chosen.flatMap((one, at) => this.chosen.slice(at + 1).map((other) => this.verdict(one, other)));
    const found = combinationOf(this.chosen, pairs, this.choices.household);
    const at = this.kept.findIndex((other) => byMerit(found, other) < 0);
    this.kept.splice(at < 0 ? this.kept.length : at, 0, found);
    this.kept.length = Math.min(this.kept.length, this.choices.household.combinationsShown);
  }
}

const companionMilli = (points: number): number => Math.round(points * 1000);

const alone = ({ score, alongWith }: Option, companion: number): number =>
  score + (alongWith === null ? 0 : companionMilli(companion));

function combinationOf(
  options: readonly Option[],
  pairs: readonly PairVerdict[],
  { points }: HouseholdSettings,
): Combination {
  const max = companionMilli(points.companion);
  const along = options
    .filter(({ alongWith }) => alongWith !== null)
    .map(({ member: { memberId } }) => ({ code: 'companion' as const, memberIds: [memberId], points: max, max }));
  const terms = [...pairs.flatMap((pair) => pair.terms), ...along];
  const score = [...options.map((option) => option.score), ...terms.map((term) => term.points)].reduce(
    (a, b) => a + b,
    0,
  );
  return { options: [...options], pairs: [...pairs], terms, score };
}

/** Equal scores: shorter ways between the places, then the ids, so that it never depends on chance. */
function byMerit(a: Combination, b: Combination): number {
  return b.score - a.score || metresOf(a) - metresOf(b) || (keyOf(a) < keyOf(b) ? -1 : 1);
}

const metresOf = ({ pairs }: Combination): number => pairs.reduce((sum, { metres }) => sum + (metres ?? 0), 0);
const keyOf = ({ options }: Combination): string =>
  options.map(({ menu, alongWith }) => `${menu.menuId}${alongWith === null ? '' : '+'}`).join(' ');
