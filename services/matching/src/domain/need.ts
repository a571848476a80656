import { type Point } from './geo';
import { type MinSessions, type WeeklyWindow } from './windows';

/** Someone who comes along: `care` must be allowed, `meal` is a wish. */
export interface Companion {
  readonly relation: string | null;
  readonly age: number | null;
  readonly need: string | null;
  /** Age on 1 April of the running fiscal year. */
  readonly fiscalYearAge: number | null;
}

/**
 * What a person looks for. Codes only, no prose. Null or missing is unknown and never an error;
 * where a limit is meant (windows, distance, budget, start) null says that there is none.
 */
export interface Need {
  readonly primaryPurposes: readonly string[] | null;
  readonly secondaryPurposes: readonly string[] | null;
  readonly mode: readonly string[] | null;
  readonly groupMaxPreferred: number | null;
  readonly supportRequired: readonly string[] | null;
  readonly supportPreferred: readonly string[] | null;
  readonly windows: readonly WeeklyWindow[] | null;
  /** The search point: where travel starts, never an address. */
  readonly point: Point | null;
  readonly maxDistanceMeters: number | null;
  readonly pickupNeeded: boolean | null;
  readonly budgetYenPerUse: number | null;
  /** Local day, `YYYY-MM-DD`. */
  readonly startBy: string | null;
  readonly goal: string | null;
  readonly companions: readonly Companion[] | null;
  readonly minSessions: MinSessions | null;
  /** People who come together, the person included; null = 1. */
  readonly party: number | null;
}
