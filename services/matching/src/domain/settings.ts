import defaults from './matching-settings.json';

/** Wishes that earn points. A weight is in points; a municipality may set each one. */
export type WeightName = keyof typeof defaults.weights;

export interface Limits {
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

/** What a municipality may set. */
export interface SettingsValues extends Limits {
  readonly weights: Readonly<Record<WeightName, number>>;
}

/** A change of any value comes with a new `version`, kept with every ranking. */
export interface Settings extends SettingsValues {
  readonly version: string;
}

/** The weights and limits of the national guideline set; the data file beside this one is the source. */
export const DEFAULT_SETTINGS: Settings = defaults;

/** One version as the municipality set it. Nothing of it ever changes. */
export interface SettingsVersion {
  /** From 1, without a gap. */
  readonly number: number;
  /** First local day, `YYYY-MM-DD`. */
  readonly validFrom: string;
  readonly values: SettingsValues;
}

/** A weight that came into being after the version was set counts as in the national set. */
export const settingsOf = ({ number, values }: SettingsVersion): Settings => ({
  ...values,
  weights: { ...DEFAULT_SETTINGS.weights, ...values.weights },
  version: `municipality-${number}`,
});

/** Valid is what has the latest day that has come, of one day the newest; null before the first of them. */
export function validVersion<V extends SettingsVersion>(versions: Iterable<V>, day: string): V | null {
  let valid: V | null = null;
  for (const each of versions) {
    if (each.validFrom <= day && (valid === null || isLater(each, valid))) valid = each;
  }
  return valid;
}

/** The settings of a day; the national set where the municipality has set none by then. */
export function settingsOn(versions: Iterable<SettingsVersion>, day: string): Settings {
  const valid = validVersion(versions, day);
  return valid === null ? DEFAULT_SETTINGS : settingsOf(valid);
}

const isLater = (a: SettingsVersion, b: SettingsVersion): boolean =>
  a.validFrom > b.validFrom || (a.validFrom === b.validFrom && a.number > b.number);

/** The settings of every municipality as this replica has read them. */
export class KnownSettings {
  private readonly tenants = new Map<string, Map<number, SettingsVersion>>();

  learn(tenant: string, versions: readonly SettingsVersion[]): void {
    const known = this.tenants.get(tenant) ?? new Map<number, SettingsVersion>();
    for (const version of versions) known.set(version.number, version);
    this.tenants.set(tenant, known);
  }

  on(tenant: string, day: string): Settings {
    return settingsOn(this.tenants.get(tenant)?.values() ?? [], day);
  }
}
