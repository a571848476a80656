import { hasCompanions, hostOf, joinsFromHome } from './facts';
import { countIn, has, type Pair } from './given';
import { fitsTimes } from './times';

/** A part of a weight: so much of so much. */
type Part = readonly [earned: number, of: number];
type Earns = (pair: Pair) => Part;

const part = (condition: boolean): Part => [condition ? 1 : 0, 1];

const listed = (wanted: readonly string[] | null, offered: readonly string[] | null): Part =>
  wanted == null || wanted.length === 0 ? [0, 1] : [countIn(wanted, offered), wanted.length];

/** Something in common earns half at once, the rest by how much of the person's list is met. */
function inCommon({ profile, menu }: Pair): Part {
  const own = [...new Set([...(profile.strengths ?? []), ...(profile.interests ?? [])])];
  const met = own.filter((code) => has(menu.activities, code) || has(menu.roles, code)).length;
  return met === 0 ? [0, 1] : [own.length + met, 2 * own.length];
}

function wantsQuiet({ profile, need }: Pair): boolean {
  const eased = ['group_activity', 'conversation_required', 'crowd', 'noise'];
  return need.groupMaxPreferred != null || countIn(eased, profile.avoid) > 0;
}

/** Six tenths for the size, four for a quiet corner. */
function sizeAndQuiet(pair: Pair): Part {
  const most = pair.need.groupMaxPreferred;
  const usual = pair.menu.typicalGroupSize;
  let earned = 0;
  if (most != null && usual != null) earned += usual <= most ? 600 : Math.floor((600 * Math.max(0, most)) / usual);
  if (wantsQuiet(pair) && pair.menu.quietSpace === true) earned += 400;
  return [earned, 1000];
}

/** The nearer the better; a confidential address earns the same everywhere, or points would say where it is. */
function nearness(pair: Pair): Part {
  const { menu, need, settings, metres } = pair;
  if (joinsFromHome(pair) || menu.pickup === true || menu.addressConfidential === true) return [1, 1];
  const limit = need.maxDistanceMeters ?? settings.accessReferenceMeters;
  if (metres === null || limit <= 0) return part(metres === 0);
  return [Math.max(0, limit - metres), limit];
}

function role({ need, menu }: Pair): Part {
  const wanted = has(need.primaryPurposes, 'role') || has(need.secondaryPurposes, 'role');
  return part(wanted && (has(menu.purposes, 'role') || (menu.roles ?? []).length > 0));
}

function readiness(pair: Pair): Part {
  const host = hostOf(pair);
  if (host === 'ready') return [1, 1];
  return host === 'needs_support' ? [1, 2] : [0, 1];
}

/** How much of what the host can carry at the same time is still free, in thousandths. */
function hostLoad({ menu }: Pair): Part {
  const { maxConcurrent, current } = menu.hostAssessment ?? {};
  if (maxConcurrent == null || current == null || maxConcurrent <= 0) return [0, 1];
  const free = Math.floor((1000 * (maxConcurrent - current)) / maxConcurrent);
  return [Math.min(1000, Math.max(0, free)), 1000];
}

function amongPeers({ profile, menu }: Pair): Part {
  const { peerAgeMin, peerAgeMax } = menu.targets ?? {};
  if (profile.age == null || (peerAgeMin == null && peerAgeMax == null)) return [0, 1];
  return part(profile.age >= (peerAgeMin ?? 0) && profile.age <= (peerAgeMax ?? Number.POSITIVE_INFINITY));
}

/** matching.md 3.3. Points are given for what is known only. */
export const POINTS = {
  purposePrimary: ({ need, menu }) => listed(need.primaryPurposes, menu.purposes),
  purposeSecondary: ({ need, menu }) => listed(need.secondaryPurposes, menu.purposes),
  strengthInterest: inCommon,
  role,
  groupQuiet: sizeAndQuiet,
  access: nearness,
  schedule: (pair) => part(fitsTimes(pair) === true),
  supportPreferred: ({ need, menu }) => listed(need.supportPreferred, menu.support),
  hostReadiness: readiness,
  hostLoad,
  free: ({ menu }) => part(menu.feeYen === 0),
  nextStep: ({ need, menu }) => part(need.goal != null && has(menu.nextSteps, need.goal)),
  peerAge: amongPeers,
  companion: (pair) => part(hasCompanions(pair) && pair.menu.targets?.companionsAllowed === true),
} as const satisfies Readonly<Record<string, Earns>>;

export type PointsCode = keyof typeof POINTS;
export type PointsBook = Readonly<Record<PointsCode, Earns>>;

export interface Points {
  /** Thousandths of a point. */
  readonly total: number;
  readonly terms: Readonly<Record<string, number>>;
}

/** What the place earns for this person: each weight by its part, thousandths rounded down. */
export function pointsFor(pair: Pair, book: PointsBook): Points {
  const terms: Record<string, number> = {};
  let total = 0;
  for (const code of Object.keys(POINTS) as readonly PointsCode[]) {
    const [earned, of] = book[code](pair);
    const weight = Math.round(((pair.settings.weights as Readonly<Record<string, number>>)[code] ?? 0) * 1000);
    const points = Math.floor((weight * earned) / of);
    terms[code] = points;
    total += points;
  }
  return { total, terms };
}
