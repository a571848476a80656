import { eastScaleAt, metresBetween } from '../engine/grid';
import { type Option } from './options';
import { type HouseholdSettings, type PairRule } from './rules';
import { sessionsWithRoomFor } from './room';
import { commonTime, type CommonTime, type Times, timesWithin } from './times';

/** Why two options do not go together. */
export type PairCode = 'NOT_SAME_PLACE' | 'ONLY_SAME_PLACE' | 'TOO_FAR' | 'NO_COMMON_TIME' | 'NOT_AS_COMPANION';
export type PairQuestion = 'sessions' | 'location';

/** A visible part of a combination's score, in thousandths of a point. */
export interface JointTerm {
  readonly code: 'samePlace' | 'near' | 'sameTime' | 'companion';
  /** One member or two. */
  readonly memberIds: readonly string[];
  readonly points: number;
  readonly max: number;
}

/** How two options go together. */
export interface PairVerdict {
  readonly memberIds: readonly [string, string];
  /** Empty = they do. */
  readonly codes: readonly PairCode[];
  readonly samePlace: boolean;
  /** Metres between the two; null = not known, confidential, or at home. */
  readonly metres: number | null;
  readonly time: CommonTime | null;
  readonly asks: readonly PairQuestion[];
  readonly terms: readonly JointTerm[];
  /** Sum of the terms. */
  readonly points: number;
}

export function pairVerdict(a: Option, b: Option, rule: PairRule, household: HouseholdSettings): PairVerdict {
  const memberIds = [a.member.memberId, b.member.memberId] as const;
  const where = placeOf(a, b, rule, household);
  const when = timeOf(a, b, rule, household);
  const terms = [...where.terms, ...when.terms].map((term) => ({ ...term, memberIds }));
  const halved = isHalfOfLead(a, b) || isHalfOfLead(b, a);
  return {
    memberIds,
    codes: [...where.codes, ...when.codes, ...(halved ? (['NOT_AS_COMPANION'] as const) : [])],
    samePlace: where.samePlace,
    metres: where.metres,
    time: when.time,
    asks: [...when.asks, ...where.asks],
    terms,
    points: terms.reduce((sum, { points }) => sum + points, 0),
  };
}

type Earned = Omit<JointTerm, 'memberIds'>;
type Where = Pick<PairVerdict, 'codes' | 'samePlace' | 'metres' | 'asks'> & { readonly terms: readonly Earned[] };
type When = Pick<PairVerdict, 'codes' | 'time' | 'asks'> & { readonly terms: readonly Earned[] };

/** A distance that is not known is asked about where there is a way to go, and earns nothing. */
function placeOf(a: Option, b: Option, { place }: PairRule, household: HouseholdSettings): Where {
  const samePlace = a.menu.resourceId === b.menu.resourceId;
  const metres = samePlace ? 0 : metresApart(a, b);
  const unknown = place === 'near' && metres === null && !a.remote && !b.remote;
  return {
    codes: placeCodes({ samePlace, metres }, place, household),
    samePlace,
    metres,
    asks: unknown ? ['location'] : [],
    terms: place === 'near' || place === 'same' ? [placeTerm({ samePlace, metres }, household)] : [],
  };
}

function placeTerm(
  { samePlace, metres }: Pick<Where, 'samePlace' | 'metres'>,
  { nearMetres, points }: HouseholdSettings,
): Earned {
  if (samePlace) return earned('samePlace', 1, 1, points.samePlace);
  return earned('near', metres === null ? 0 : Math.max(0, nearMetres - metres), nearMetres, points.near);
}

function timeOf(a: Option, b: Option, { time: rule }: PairRule, household: HouseholdSettings): When {
  if (rule === 'any') return { codes: [], time: null, asks: [], terms: [] };
  const found = commonTime(timesWithRoom(a, b), timesWithRoom(b, a), rule, household);
  const { sameTime } = household.points;
  if (found === 'none') return { codes: ['NO_COMMON_TIME'], time: null, asks: [], terms: [] };
  if (found === 'unknown')
    return { codes: [], time: null, asks: ['sessions'], terms: [earned('sameTime', 0, 2, sameTime)] };
  return { codes: [], time: found, asks: [], terms: [earned('sameTime', found.kind === 'same' ? 2 : 1, 2, sameTime)] };
}

/** When there is room for the one, and for both where they go to one menu. No room at all is told as that. */
function timesWithRoom(one: Option, other: Option): Times {
  const going = one.menu.menuId === other.menu.menuId ? [one, other] : [one];
  const sessions = sessionsWithRoomFor(going);
  return timesWithin(one.times, sessions?.length === 0 ? null : sessions);
}

/** `part` of `of` of a weight in points. Floor, so that the sum never promises more than was earned. */
function earned(code: Earned['code'], part: number, of: number, weight: number): Earned {
  const max = Math.round(weight * 1000);
  return { code, points: Math.floor((max * part) / of), max };
}

/** Whole metres, the same in both directions; null = unknown, confidential, or no way to go. */
function metresApart(a: Option, b: Option): number | null {
  const [one, other] = [a.menu.location, b.menu.location];
  if (a.remote || b.remote || a.at === null || b.at === null || one === null || other === null) return null;
  return metresBetween(a.at, b.at, eastScaleAt({ lat: (one.lat + other.lat) / 2, lng: 0 }));
}

function placeCodes(
  { samePlace, metres }: Pick<PairVerdict, 'samePlace' | 'metres'>,
  place: PairRule['place'],
  { nearMetres }: HouseholdSettings,
): readonly PairCode[] {
  if (place === 'same' && !samePlace) return ['NOT_SAME_PLACE'];
  if (place === 'other' && samePlace) return ['ONLY_SAME_PLACE'];
  return place === 'near' && metres !== null && metres > nearMetres ? ['TOO_FAR'] : [];
}

/** Who comes along goes where the other goes, and the other goes for themselves. */
function isHalfOfLead(along: Option, lead: Option): boolean {
  if (along.alongWith !== lead.member.memberId) return false;
  return lead.alongWith !== null || lead.menu.menuId !== along.menu.menuId;
}
