import defaults from './matching-settings.json';

/** Wishes that earn points. A weight is in points; a municipality may set each one. */
export type WeightName = keyof typeof defaults.weights;

/** What a municipality may set. A change of any value comes with a new `version`, kept with every ranking. */
export interface Settings {
  readonly version: string;
  readonly weights: Readonly<Record<WeightName, number>>;
  /** Days after which the report of a fixed place no longer carries a proposal. */
  readonly capacityFreshnessDaysFixed: number;
  readonly hostAssessmentMaxAgeDays: number;
  /** Below this age a guardian must agree where a name is needed. */
  readonly guardianAge: number;
  /** Days after which an open place is shown as 「開催を確認」. It stays a candidate. */
  readonly openConfirmDays: number;
  /** Metres at which nearness earns nothing when the person named no limit. */
  readonly accessReferenceMeters: number;
}

/** The weights and limits of the national guideline set; the data file beside this one is the source. */
export const DEFAULT_SETTINGS: Settings = defaults;
