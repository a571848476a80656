import type { Area, Scatter } from './area';
import type { Chance } from './random';
import type { Patterns } from './timetables';

/** What sort of municipality. Shares are parts of one. */
export interface MunicipalityOptions {
  /** The same seed gives the same bytes. */
  readonly seed: number;
  readonly resources: number;
  readonly area: Area;
  /** Local day, `YYYY-MM-DD`, around which everything happens. */
  readonly today: string;
  /** Facts that nobody told. */
  readonly nulls: number;
  /** Places that fetch people or that take part from home: distance does not keep anybody away. */
  readonly everywhere: number;
  /** Hosts that exclude groups without a reason. */
  readonly exclusions: number;
  /** Timetables with times that cannot be read. */
  readonly oddities: number;
  /** Menus an organisation has on average. */
  readonly menusPerOrg: number;
  /** How many organisations a person names in a consent. */
  readonly disclosures: readonly [number, number];
}

/** What the parts of the generator share while one municipality is made. */
export interface Setting {
  readonly options: MunicipalityOptions;
  readonly chance: Chance;
  readonly scatter: Scatter;
  readonly patterns: Patterns;
}

/** A town of middle size. */
export const USUAL: MunicipalityOptions = {
  seed: 1,
  resources: 300,
  area: { kind: 'towns', km2: 200, towns: 4 },
  today: '2026-11-16',
  nulls: 0.03,
  everywhere: 0.07,
  exclusions: 0.005,
  oddities: 0.005,
  menusPerOrg: 3,
  disclosures: [0, 12],
};
