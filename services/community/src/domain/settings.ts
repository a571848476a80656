import defaults from './community-settings.json';

/** Days after which somebody has to look again. «More than» these days, counted in local calendar days. */
export interface CommunitySettings {
  /** FRESH → AGING: the organisation is asked for a new report. */
  readonly availabilityAgingDays: number;
  /** AGING → STALE: the report carries no proposal any more (matching.md 3.2). */
  readonly availabilityStaleDays: number;
  /** ACTIVE → NEEDS_UPDATE: nobody has said that the resource is as described. */
  readonly resourceConfirmDays: number;
  /** A host assessment holds for these days (state-machines.md, MatchProposal accept); then the host is looked at again. */
  readonly hostAssessmentValidDays: number;
  /** An agreement on out-of-system places is renewed when these days or fewer are left (expert knowledge, to be confirmed). */
  readonly agreementRemindDays: number;
}

/** The data file beside this one is the source. */
export const SETTINGS: CommunitySettings = defaults;
