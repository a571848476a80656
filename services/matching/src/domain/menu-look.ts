import { hasOutOfSystemSlot, type CapacityView } from './capacity-view';
import { daysSince } from './local-days';
import { type EntitlementStatus } from './matching-profile';
import { type HostAssessment, type MenuFacts } from './menu-facts';
import { type RequestView } from './request-view';
import { type Settings } from './settings';
import { scheduleVerdict, type ScheduleVerdict } from './windows';

/** How the person may use a place: as anybody, as someone entitled, on an out-of-system place, or not. */
export type Entitlement = 'open' | 'entitled' | 'out_of_system' | 'not_accepted' | 'no_slot';

export type HostState = 'ready' | 'needs_support' | 'paused' | 'unusable';

/** One menu as this request sees it: what several rules, scores and reasons share. */
export interface MenuLook {
  readonly menu: MenuFacts;
  readonly capacity: CapacityView | null;
  /** Taking part from home is offered and wanted: distance and accessibility no longer matter. */
  readonly remote: boolean;
  /** Whole metres from the search point; null = unknown. Not for output while the address is confidential. */
  readonly distance: number | null;
  readonly schedule: ScheduleVerdict;
  readonly entitlement: Entitlement;
  readonly host: HostState;
}

/**
 * Requirement codes that a profile can answer. `measure` and `child_protection` are decisions of an
 * authority that no profile holds, so they stay unknown, and unknown entitlement excludes.
 */
const MEETS: ReadonlyMap<string, (status: EntitlementStatus) => boolean> = new Map([
  ['disability_service', (status) => status.disabilityServiceRecipient === true],
  ['income_hardship', (status) => status.incomeHardship === true],
  ['care_insurance', (status) => /^(care|support)/.test(status.careLevel ?? '')],
]);

function isEntitled(requires: readonly string[] | null, status: EntitlementStatus | null): boolean {
  if (requires == null) return false;
  return requires.every((requirement) => status != null && MEETS.get(requirement)?.(status) === true);
}

/** Out-of-system use needs the host's word and a slot of its own: free seats in the scheme are not slots. */
function entitlementOf(menu: MenuFacts, status: EntitlementStatus | null, capacity: CapacityView | null): Entitlement {
  const rules = menu.eligibility;
  if (rules?.basis === 'open') return 'open';
  if (rules?.basis !== 'statutory') return 'not_accepted';
  if (isEntitled(rules.requires, status)) return 'entitled';
  if (rules.acceptsOutOfSystem !== true) return 'not_accepted';
  return hasOutOfSystemSlot(capacity) ? 'out_of_system' : 'no_slot';
}

function hasNoRoomForOneMore({ current, maxConcurrent }: HostAssessment): boolean {
  return current != null && maxConcurrent != null && current >= maxConcurrent;
}

function hostStateOf(assessment: HostAssessment | null, today: number, settings: Settings): HostState {
  if (assessment?.status === 'paused') return 'paused';
  if (assessment?.status !== 'ready' && assessment?.status !== 'needs_support') return 'unusable';
  const age = daysSince(assessment.assessedOn, today);
  if (age === null || age > settings.hostAssessmentMaxAgeDays) return 'unusable';
  return hasNoRoomForOneMore(assessment) ? 'unusable' : assessment.status;
}

function canJoinRemotely(menu: MenuFacts, wanted: readonly string[]): boolean {
  return menu.modes?.includes('remote') === true && (wanted.length === 0 || wanted.includes('remote'));
}

export function lookAt(view: RequestView, menu: MenuFacts, capacity: CapacityView | null): MenuLook {
  return {
    menu,
    capacity,
    remote: canJoinRemotely(menu, view.modes),
    distance: view.metresTo(menu.location),
    schedule: scheduleVerdict(menu.sessions, menu.onDemand, view.windows, view.sessionsWanted),
    entitlement: entitlementOf(menu, view.profile.status, capacity),
    host: hostStateOf(menu.hostAssessment, view.today, view.settings),
  };
}

export function meetsAny(wanted: readonly string[], offered: readonly string[] | null | undefined): boolean {
  return offered != null && wanted.some((code) => offered.includes(code));
}

export function countMet(wanted: readonly string[], offered: readonly string[] | null | undefined): number {
  return offered == null ? 0 : wanted.filter((code) => offered.includes(code)).length;
}
