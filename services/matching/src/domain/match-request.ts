import { conflict, Machine } from '#libs/kernel';
import { type ExclusionCode } from './eligibility';
import { type ExcludedMenu, type RankResult } from './engine';
import table from './match-request.machine.json';
import { type MatchingProfile, type Safety } from './matching-profile';
import { type Need } from './need';

export const MATCH_REQUEST = new Machine(table);

/** Before a person said yes to matching these may ask what there is, and are told why nothing is proposed. */
const BEFORE_CHOICE: ReadonlySet<string> = new Set(['REQUESTED', 'PROFILING', 'SEARCHING']);
export const isBeforeChoice = (state: string): boolean => BEFORE_CHOICE.has(state);

const UNKNOWN_NEED: Need = {
  primaryPurposes: null,
  secondaryPurposes: null,
  mode: null,
  groupMaxPreferred: null,
  supportRequired: null,
  supportPreferred: null,
  windows: null,
  point: null,
  maxDistanceMeters: null,
  pickupNeeded: null,
  budgetYenPerUse: null,
  startBy: null,
  goal: null,
  companions: null,
  minSessions: null,
  party: null,
};

/** A need as it came, with everything that was left out unknown. */
export function needOf(given: { readonly [K in keyof Need]?: Need[K] | undefined }): Need {
  const said = Object.entries(given).filter(([field, value]) => field in UNKNOWN_NEED && value !== undefined);
  return { ...UNKNOWN_NEED, ...Object.fromEntries(said) };
}

const OVER: ReadonlySet<string> = new Set(table.terminal);
export const isOverRequest = (state: string): boolean => OVER.has(state);

/** What was opened in an emergency goes as far as one bed; everything else needs a plan that the person confirmed (L18). */
export function requirePlan(planId: string | null): void {
  if (planId === null) throw conflict('match-request.plan-missing', 'Go on with a plan and a request of its own.');
}

/** A host that said no to somebody is not asked again for them without a word why (the person's wish, a call from the host). */
export function requireReasonToAskAgain(
  chosen: readonly string[],
  declinedByHost: readonly string[],
  reason: string | undefined,
): void {
  if (reason === undefined && chosen.some((menuId) => declinedByHost.includes(menuId))) {
    throw conflict('match-request.host-declined', 'The host said no before: say why it is asked again.');
  }
}

interface OfCase {
  readonly personRef: string;
  readonly caseRef: string;
}

interface Plan extends OfCase {
  readonly state: string;
  /** Complex cases wait for the decision on their support plan (支援決定). */
  readonly supportPlan: 'not_needed' | 'missing' | 'decided';
}

/** The plan of this very person and case, confirmed by the person; for a complex case the municipality has decided, too. */
export function requireConfirmedPlan(plan: Plan | null, request: OfCase): void {
  const confirmed =
    plan?.state === 'CONFIRMED' && plan.personRef === request.personRef && plan.caseRef === request.caseRef;
  if (!confirmed) throw conflict('match-request.plan-not-confirmed', 'The person has not confirmed this plan.');
  if (plan.supportPlan === 'missing') {
    throw conflict('match-request.support-plan-undecided', 'Several agencies work together: decide their plan first.');
  }
}

/** People may choose in another order than the ranking's, and say why (matching.md 3.4). */
export function requireOrderReason(
  chosen: readonly string[],
  ranked: readonly string[],
  reason: string | undefined,
): void {
  const positions = chosen.map((menuId) => ranked.indexOf(menuId));
  const follows = positions.every((position, index) => position === index);
  if (!follows && reason === undefined) {
    throw conflict('match-request.order-reason-missing', 'The order differs from the ranking: say why.');
  }
}

/** Of somebody without consent to matching nothing is known here but that. */
export function unknownPerson(personRef: string, safety: Safety | null): MatchingProfile {
  return {
    personRef,
    age: null,
    fiscalYearAge: null,
    pregnant: null,
    medicalAttendance: null,
    gender: null,
    languages: null,
    readiness: null,
    status: null,
    strengths: null,
    interests: null,
    avoid: null,
    accessibility: null,
    safety,
    declinedMenuIds: null,
    consent: { matching: 'none', disclosureOrgIds: null, anonymousInquiry: null, guardian: null },
  };
}

/** Codes that blocked most places, most frequent first. Reasons of safety and consent point to a person and stay here. */
const PERSONAL: ReadonlySet<string> = new Set([
  'SAFETY_CONFLICT',
  'CONSENT_MISSING',
  'CONSENT_SCOPE',
  'GUARDIAN_CONSENT_MISSING',
  'PERSON_DECLINED',
]);

export function blockedBy(excluded: readonly ExcludedMenu[]): readonly ExclusionCode[] {
  const counts = new Map<ExclusionCode, number>();
  for (const code of excluded.flatMap(({ codes }) => codes)) {
    if (!PERSONAL.has(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([code]) => code);
}

/** What comes after a search: a person in charge decides where the rules may not. Decided facts are not asked about again. */
export function asksForReview(result: RankResult, profileVersion: number, decidedVersion: number | null): boolean {
  return result.outcome === 'needs_human_review' && decidedVersion !== profileVersion;
}

/** Where the need of a request stands with community: one need each, told of anew where it comes up again. */
interface UnmetNeedState {
  readonly unmetNeedId: string | null;
  readonly unmetNeedVersion: number;
  readonly unmetNeedOpen: boolean;
}

/** What is said to community, and kept at the request, when nobody waits for a place any more; null = nobody did. */
export function needWithdrawn<R extends string>(
  { unmetNeedId, unmetNeedVersion, unmetNeedOpen }: UnmetNeedState,
  reason: R,
): {
  readonly event: { unmetNeedId: string; reason: R; version: number };
  readonly change: { unmetNeedVersion: number; unmetNeedOpen: boolean; unmetNeedTold: null };
} | null {
  if (unmetNeedId === null || !unmetNeedOpen) return null;
  const version = unmetNeedVersion + 1;
  const change = { unmetNeedVersion: version, unmetNeedOpen: false, unmetNeedTold: null };
  return { event: { unmetNeedId, reason, version }, change };
}
