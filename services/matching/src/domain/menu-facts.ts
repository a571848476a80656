import { type Point } from './geo';
import { type WeeklyWindow } from './windows';

export interface Targets {
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  /** `any` or the genders of a justified restriction (a women's shelter). */
  readonly genders: readonly string[] | null;
  /** Ages of those who are there now. */
  readonly peerAgeMin: number | null;
  readonly peerAgeMax: number | null;
  readonly companionsAllowed: boolean | null;
  /** School grades, `e1` … `e6`, `j1` … `j3`, `h1` … `h3`. */
  readonly grades: readonly string[] | null;
  /** Until 31 March after turning this age. */
  readonly fiscalYearEndAfterAge: number | null;
  /** People who are pregnant are among those it is for. */
  readonly pregnant: boolean | null;
  /** For those who attend a clinic. */
  readonly medicalAttendance: boolean | null;
}

export interface Eligibility {
  readonly basis: 'open' | 'statutory' | null;
  readonly statute: string | null;
  /** All of them must hold. */
  readonly requires: readonly string[] | null;
  readonly acceptsOutOfSystem: boolean | null;
}

export interface HostAssessment {
  readonly status: 'ready' | 'needs_support' | 'paused' | 'not_assessed' | null;
  /** Local day. */
  readonly assessedOn: string | null;
  readonly maxConcurrent: number | null;
  readonly current: number | null;
}

export interface ExclusionPolicy {
  readonly attributes: readonly string[] | null;
  readonly justification: string | null;
}

/** What a community wish looks for in a person; what is sought is among the activities and roles, too. */
export interface Seeks {
  readonly strengths: readonly string[];
  readonly roles: readonly string[];
}

/** Matching's copy of what community says of one support menu. Null = unknown, except in what identifies it. */
export interface MenuFacts {
  readonly menuId: string;
  readonly resourceId: string;
  readonly orgId: string;
  readonly name: string;
  readonly orgName: string | null;
  readonly version: number;
  /** State of the resource in the registry (Resource machine). */
  readonly resourceState: string | null;
  readonly type: string | null;
  readonly location: Point | null;
  readonly addressConfidential: boolean | null;
  readonly purposes: readonly string[] | null;
  readonly activities: readonly string[] | null;
  readonly roles: readonly string[] | null;
  readonly modes: readonly string[] | null;
  readonly demands: readonly string[] | null;
  readonly typicalGroupSize: number | null;
  readonly quietSpace: boolean | null;
  readonly sessions: readonly WeeklyWindow[] | null;
  readonly onDemand: boolean | null;
  /** Local day. */
  readonly earliestStart: string | null;
  /** `open` needs neither report nor assessment; unknown counts as `fixed`. */
  readonly capacityModel: 'open' | 'fixed' | null;
  readonly targets: Targets | null;
  readonly eligibility: Eligibility | null;
  /** Null = none asked for. */
  readonly requiresReadiness: string | null;
  readonly support: readonly string[] | null;
  readonly accessibility: readonly string[] | null;
  readonly pickup: boolean | null;
  readonly languages: readonly string[] | null;
  readonly feeYen: number | null;
  /** Whether taking part needs the person's name. Unknown counts as yes. */
  readonly nameRequired: boolean | null;
  readonly hostAssessment: HostAssessment | null;
  readonly exclusionPolicy: ExclusionPolicy | null;
  readonly nextSteps: readonly string[] | null;
  /** Local day on which somebody last said that the place is as described. */
  readonly lastConfirmedOn: string | null;
  /** Null = it looks for nobody. */
  readonly seeks: Seeks | null;
}

/** What ranking reads of a menu; the rest is for those who are shown it. */
export type JudgedFacts = Omit<MenuFacts, 'name' | 'orgName' | 'version' | 'type' | 'lastConfirmedOn' | 'seeks'>;

/** What many menus say alike. */
export type RepeatedFacts = Omit<JudgedFacts, 'menuId' | 'resourceId' | 'orgId' | 'location'>;

export const NOTHING_KNOWN: RepeatedFacts = {
  resourceState: null,
  addressConfidential: null,
  purposes: null,
  activities: null,
  roles: null,
  modes: null,
  demands: null,
  typicalGroupSize: null,
  quietSpace: null,
  sessions: null,
  onDemand: null,
  earliestStart: null,
  capacityModel: null,
  targets: null,
  eligibility: null,
  requiresReadiness: null,
  support: null,
  accessibility: null,
  pickup: null,
  languages: null,
  feeYen: null,
  nameRequired: null,
  hostAssessment: null,
  exclusionPolicy: null,
  nextSteps: null,
};

const OPEN_STATES: ReadonlySet<string> = new Set(['ACTIVE', 'ACTIVE_PUBLIC']);

/** NEEDS_UPDATE asks the host to confirm and excludes nobody; paused, closed, suspended and drafts are inactive. */
export function activityOf(menu: RepeatedFacts): boolean | 'needs_confirmation' {
  if (menu.resourceState == null || menu.resourceState === 'NEEDS_UPDATE') return 'needs_confirmation';
  return OPEN_STATES.has(menu.resourceState);
}

/** Nobody goes there: it is joined from home. */
function isOnlyFromHome({ modes }: RepeatedFacts): boolean {
  return modes != null && modes.length > 0 && modes.every((mode) => mode === 'remote');
}

/**
 * A distance that has to be kept from a place of which nobody may learn where it is: any answer computed here would
 * measure it (legal-privacy.md L09). Whoever knows the place decides instead.
 */
export function isDistanceHidden(menu: RepeatedFacts, withinMeters: number | null | undefined): boolean {
  return menu.addressConfidential === true && (withinMeters ?? 0) > 0 && !isOnlyFromHome(menu);
}

/** It is over, or was stopped for safety: also for those who take part there. A pause is not: they go on. */
export function hasStopped(menu: MenuFacts): boolean {
  return menu.resourceState === 'CLOSED' || menu.resourceState === 'SUSPENDED';
}

export function isOpenPlace(menu: RepeatedFacts): boolean {
  return menu.capacityModel === 'open';
}

export function needsName(menu: RepeatedFacts): boolean {
  return menu.nameRequired !== false;
}

/** A host's blanket exclusion without a recorded reason (障害者差別解消法). The attributes are never compared with anybody's. */
export function hasUnjustifiedExclusion({ exclusionPolicy: policy }: RepeatedFacts): boolean {
  if (policy == null || policy.attributes?.length === 0) return false;
  return (policy.justification ?? '').trim() === '';
}
