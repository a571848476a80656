import { type ExclusionCode } from './eligibility';
import { type EntitlementStatus, type MatchingProfile } from './matching-profile';
import { type MenuFacts } from './menu-facts';
import words from './match-words.json';
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
  /** Thousandths at stake over all: the score of each that could drop out, the points of each that could move. */
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
  /** Thousandths of a point that it would earn; asked for only where an answer could let it in. */
  readonly score: () => number;
}

type Sums = { -readonly [K in keyof ListQuestion]: ListQuestion[K] };

const PROTECTS = 'safety.guardianMayHarm';

/** The one fact of the person whose being unknown alone keeps a place out; null = it is not that. */
function unknownBehind(profile: MatchingProfile, { menu, codes }: KeptOut): 'age' | 'status' | null {
  if (codes.length !== 1) return null;
  if (codes[0] === 'GUARDIAN_CONSENT_MISSING') return profile.age == null ? 'age' : null;
  if (codes[0] !== 'ELIGIBILITY_STATUTORY' && codes[0] !== 'OUT_OF_SYSTEM_SLOTS_NONE') return null;
  const isOtherClinic = menu.targets?.medicalAttendance === true && profile.medicalAttendance === false;
  return !isOtherClinic && mightMeet(menu, profile.status) ? 'status' : null;
}

/** Whether a requirement holds; null = not known. What only an authority decides cannot be asked of the person. */
const MEETS: Readonly<Record<string, (status: EntitlementStatus) => boolean | null>> = {
  disability_service: ({ disabilityServiceRecipient }) => disabilityServiceRecipient,
  income_hardship: ({ incomeHardship }) => incomeHardship,
  care_insurance: ({ careLevel }) => (careLevel == null ? null : /^(care|support)/.test(careLevel)),
};

/** Every requirement holds or may turn out to hold, and one is not known. */
function mightMeet({ eligibility }: MenuFacts, status: EntitlementStatus | null): boolean {
  const requires = eligibility?.basis === 'statutory' ? (eligibility.requires ?? []) : [];
  const met = requires.map((code) => {
    const meets = MEETS[code];
    if (meets === undefined) return false;
    return status === null ? null : (meets(status) ?? null);
  });
  return met.includes(null) && !met.includes(false);
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
    const field = unknownBehind(profile, entry);
    if (field === null) continue;
    const sum = sumOf(sums, { side: 'person', field, ja: words.ask[`person.${field}`] });
    sum.couldJoin += 1;
    sum.impact += entry.score();
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
  sum.impact += excludes ? score : points;
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
