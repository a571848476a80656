import { type ExclusionCode } from '../eligibility';
import settings from './household-settings.json';

/** How two members want to take part: what a worker says, or the usual where nothing is said. */
export const TOGETHER = ['same_place', 'same_time', 'near', 'apart'] as const;
export type Together = (typeof TOGETHER)[number];

export interface PairRule {
  /** `same`: one resource; `other`: two of them; `near`: one, or two that are not far. */
  readonly place: 'same' | 'other' | 'near' | 'any';
  /** `same`: enough minutes in common; `same_or_next`: or one soon after the other, so that one can bring the other. */
  readonly time: 'same' | 'same_or_next' | 'any';
}

/** Numbers and rules of a municipality's households; the data file beside this one is the source. */
export interface HouseholdSettings {
  /** Best places of each member that are combined. */
  readonly placesPerMember: number;
  readonly combinationsShown: number;
  /** Reasons that are told of a member for whom there is no place. */
  readonly reasonsTold: number;
  /** Choices that are looked at before the search stops and says so. */
  readonly stepsLookedAt: number;
  readonly nearMetres: number;
  /** Minutes in common that count as the same time. */
  readonly commonMinutes: number;
  /** Minutes at most between one's end and the other's beginning. */
  readonly betweenMinutes: number;
  /** Points that going together may earn, each for a pair or a companion. */
  readonly points: Readonly<Record<'samePlace' | 'near' | 'sameTime' | 'companion', number>>;
  readonly together: Readonly<Record<Together | 'usual', PairRule>>;
  /** What need not hold for somebody who only comes along. Safety, consent and what the person avoids always do. */
  readonly companionNeedsNot: readonly ExclusionCode[];
}

export const HOUSEHOLD: HouseholdSettings = settings as HouseholdSettings;
