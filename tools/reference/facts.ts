import type { EntitlementStatus } from '../../services/matching/src/domain/matching-profile';
import type { HostAssessment } from '../../services/matching/src/domain/menu-facts';
import { daysSince } from './days';
import { has, type Pair } from './given';
import { suits } from './times';

/** Facts of one pair that more than one rule asks for. */

export function isOpenPlace({ menu }: Pair): boolean {
  return menu.capacityModel === 'open';
}

/** Where nobody said whether a name is needed, it is. */
export function needsName({ menu }: Pair): boolean {
  return menu.nameRequired !== false;
}

export function joinsFromHome({ menu, need }: Pair): boolean {
  const ways = need.mode ?? [];
  return has(menu.modes, 'remote') && (ways.length === 0 || ways.includes('remote'));
}

/** Paused, closed, suspended and drafts are not there; where it is unknown or in doubt, the host is asked. */
export function isInactive({ menu }: Pair): boolean {
  const state = menu.resourceState ?? 'NEEDS_UPDATE';
  return !['ACTIVE', 'ACTIVE_PUBLIC', 'NEEDS_UPDATE'].includes(state);
}

/** A host that keeps out a group and recorded no reason (障害者差別解消法). */
export function excludesWithoutReason({ menu }: Pair): boolean {
  const policy = menu.exclusionPolicy;
  if (policy === null || policy === undefined) return false;
  if (policy.attributes?.length === 0) return false;
  return policy.justification === null || policy.justification === undefined || policy.justification.trim() === '';
}

/** People who come together take as many places; a family takes one where families are counted. */
function placesNeeded({ need, capacity }: Pair): number {
  return capacity?.unit === 'family' ? 1 : (need.party ?? 1);
}

/** Places nobody has; null = the report leaves it open. */
export function freePlaces({ capacity }: Pair): number | null {
  if (capacity?.total == null || capacity.used == null) return null;
  return capacity.total - capacity.used - (capacity.held ?? 0);
}

export function isFull(pair: Pair): boolean {
  const { capacity } = pair;
  if (capacity === null) return false;
  if (capacity.overCommitted === true) return true;
  const needed = placesNeeded(pair);
  if (capacity.sessions != null) {
    return !capacity.sessions.some((session) => suits(pair, session) === true && session.free >= needed);
  }
  const free = freePlaces(pair);
  return free !== null && free < needed;
}

function hasOutOfSystemPlace(pair: Pair): boolean {
  const { capacity } = pair;
  const needed = placesNeeded(pair);
  if (capacity?.sessions != null) {
    return capacity.sessions.some(
      (session) => suits(pair, session) === true && (session.outOfSystemFree ?? 0) >= needed,
    );
  }
  const places = capacity?.outOfSystem;
  if (places?.slots == null || places.used == null) return false;
  return places.slots - places.used - (places.held ?? 0) >= needed;
}

/** A handbook is no decision, and a poor household no hardship: only the decision itself counts. */
function isMet(requirement: string, status: EntitlementStatus | null): boolean {
  switch (requirement) {
    case 'disability_service':
      return status?.disabilityServiceRecipient === true;
    case 'income_hardship':
      return status?.incomeHardship === true;
    case 'care_insurance':
      return /^(care|support)/.test(status?.careLevel ?? '');
    default:
      return false;
  }
}

export type Access = 'open' | 'entitled' | 'outside' | 'refused' | 'no_place_outside';

/** In which way the person may use the place: as anybody, by right, or on a place for people outside the scheme. */
export function accessOf(pair: Pair): Access {
  const { eligibility } = pair.menu;
  if (eligibility?.basis === 'open') return 'open';
  if (eligibility?.basis !== 'statutory') return 'refused';
  const { status } = pair.profile;
  const entitled = eligibility.requires?.every((requirement) => isMet(requirement, status)) ?? false;
  if (entitled) return 'entitled';
  if (eligibility.acceptsOutOfSystem !== true) return 'refused';
  return hasOutOfSystemPlace(pair) ? 'outside' : 'no_place_outside';
}

export type Host = 'ready' | 'needs_support' | 'paused' | 'not_ready';

/** What the assessment of the host says today. */
export function hostOf({ menu, settings, today }: Pair): Host {
  const assessment = menu.hostAssessment;
  if (assessment?.status === 'paused') return 'paused';
  if (assessment?.status !== 'ready' && assessment?.status !== 'needs_support') return 'not_ready';
  const age = daysSince(assessment.assessedOn, today);
  if (age === null || age > settings.hostAssessmentMaxAgeDays) return 'not_ready';
  return hasReachedItsLimit(assessment) ? 'not_ready' : assessment.status;
}

function hasReachedItsLimit({ current, maxConcurrent }: HostAssessment): boolean {
  return current != null && maxConcurrent != null && current >= maxConcurrent;
}

/** The languages a person follows; who follows Japanese follows easy Japanese. */
export function languagesOf({ profile }: Pair): readonly string[] {
  const known = profile.languages ?? [];
  return known.includes('ja') ? [...known, 'ja-easy'] : known;
}

export const hasCompanions = ({ need }: Pair): boolean => (need.companions ?? []).length > 0;
