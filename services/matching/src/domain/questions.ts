import { type ExclusionCode } from './eligibility';
import { type EntitlementStatus, type MatchingProfile } from './matching-profile';
import { type MenuFacts } from './menu-facts';
import words from './match-words.json';
import { isSafetyUnknown } from './request-view';
import { type Question } from './unknowns';

/** A question over the whole list: what its answer could do to it. */
export interface ListQuestion {
  readonly side: 'person' | 'host';
  readonly field: string;
  readonly ja: string;
  /** Candidates that could drop out. */
  readonly couldDropOut: number;
  /** Places kept out for nothing but this unknown fact. */
  readonly couldJoin: number;
  /** Candidates that could win or lose points, and by how much at most (thousandths). */
  readonly couldMove: number;
  readonly points: number;
  /** Thousandths at stake over all: for each place the most that an answer changes, its whole score where it drops out or joins. */
  readonly impact: number;
}

interface Candidate {
  readonly score: number;
  readonly toAsk: readonly Question[];
}

/** A place that is kept out. */
export interface KeptOut {
  readonly menu: MenuFacts;
  readonly codes: readonly ExclusionCode[];
  /** Thousandths of a point that it would earn if this were known of the person; null = it would stay out. */
  readonly scoreIf: (known: Partial<MatchingProfile>) => number | null;
}

type Sums = { -readonly [K in keyof ListQuestion]: ListQuestion[K] };

const PROTECTS = 'safety.guardianMayHarm';

type Known = Partial<MatchingProfile>;
type Unknown = 'age' | 'safety' | 'status';

const GROWN_UP = 18;
const NOTHING_TO_AVOID = { avoidOrgIds: [], avoidMenuIds: [], avoidWithinMeters: 0, guardianMayHarm: null };

/** Ages of which one lets the person in if any does, and among people of the same age if that can be. */
function agesFor({ targets }: MenuFacts): readonly Known[] {
  const { ageMin, ageMax, peerAgeMin, peerAgeMax } = targets ?? {};
  return [GROWN_UP, ageMin, ageMax, peerAgeMin, peerAgeMax].flatMap((age) => (age == null ? [] : [{ age }]));
}

/** What only an authority decides is no answer of the person. */
function entitled(status: EntitlementStatus | null): Known {
  const { disabilityServiceRecipient, incomeHardship, careLevel } = status ?? {};
  const unknown = { disabilityHandbook: null, publicAssistance: null, singleParentHousehold: null };
  return {
    status: {
      ...unknown,
      ...status,
      disabilityServiceRecipient: disabilityServiceRecipient ?? true,
      incomeHardship: incomeHardship ?? true,
      careLevel: careLevel ?? 'care1',
    },
  };
}

/** The one fact of the person whose being unknown alone may keep a place out, with answers that would let it in. */
function unknownBehind(
  profile: MatchingProfile,
  { menu, codes }: KeptOut,
): readonly [Unknown, readonly Known[]] | null {
  if (codes.includes('SAFETY_CONFLICT')) {
    return isSafetyUnknown(profile) ? ['safety', [{ safety: NOTHING_TO_AVOID }]] : null;
  }
  if (codes.length !== 1) return null;
  if (codes[0] === 'GUARDIAN_CONSENT_MISSING') return profile.age == null ? ['age', agesFor(menu)] : null;
  const isScheme = codes[0] === 'ELIGIBILITY_STATUTORY' || codes[0] === 'OUT_OF_SYSTEM_SLOTS_NONE';
  return isScheme ? ['status', [entitled(profile.status)]] : null;
}

/**
 * The questions that would most change the list, first. Protection leads; then by what is at stake over all.
 * Questions whose answer changes nothing are left out. Pure; the same list gives the same order.
 */
export function questionsThatMatter(
  candidates: readonly Candidate[],
  keptOut: readonly KeptOut[],
  profile: MatchingProfile,
): readonly ListQuestion[] {
  const sums = new Map<string, Sums>();
  for (const { score, toAsk } of candidates)
    for (const question of toAsk) count(sumOf(sums, question), question, score);
  for (const entry of keptOut) {
    const unknown = unknownBehind(profile, entry);
    if (unknown === null) continue;
    const [field, answers] = unknown;
    const scores = answers.map(entry.scoreIf).filter((score) => score !== null);
    if (scores.length === 0) continue;
    const sum = sumOf(sums, { side: 'person', field, ja: words.ask[`person.${field}`] });
    sum.couldJoin += 1;
    sum.impact += Math.max(...scores);
  }
  return [...sums.values()].filter(matters).sort(byImpact);
}

function sumOf(sums: Map<string, Sums>, { side, field, ja }: Pick<Question, 'side' | 'field' | 'ja'>): Sums {
  const key = `${side}.${field}`;
  const have = sums.get(key);
  if (have) return have;
  const fresh = { side, field, ja, couldDropOut: 0, couldJoin: 0, couldMove: 0, points: 0, impact: 0 };
  sums.set(key, fresh);
  return fresh;
}

function count(sum: Sums, { excludes, points }: Question, score: number): void {
  if (excludes) sum.couldDropOut += 1;
  if (points > 0) sum.couldMove += 1;
  sum.points = Math.max(sum.points, points);
  sum.impact += excludes ? Math.max(score, points) : points;
}

const isProtection = ({ field }: ListQuestion): boolean => field === PROTECTS;

function matters(question: ListQuestion): boolean {
  return isProtection(question) || question.couldDropOut + question.couldJoin + question.couldMove > 0;
}

function byImpact(a: ListQuestion, b: ListQuestion): number {
  return (
    Number(isProtection(b)) - Number(isProtection(a)) ||
    b.impact - a.impact ||
    b.couldDropOut - a.couldDropOut ||
    compareKeys(`${a.side}.${a.field}`, `${b.side}.${b.field}`)
  );
}

function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
