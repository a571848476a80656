/** What stands in sakurano.json, and how it becomes what the public API takes. */
export interface CityFile {
  readonly populations: readonly PopulationEntry[];
  readonly organizations: readonly OrganizationEntry[];
  readonly resources: readonly ResourceEntry[];
  readonly neighbourhood: NeighbourhoodEntry;
}

/** Days are counted back from the day of the seeding. */
interface NeighbourhoodEntry {
  readonly areas: readonly {
    readonly code: string;
    readonly name: string;
    readonly level: string;
    /** Longitude and latitude of the corners, each once. */
    readonly outline: readonly (readonly [number, number])[];
  }[];
  readonly grantInfo: { readonly kind: string; readonly title: string; readonly details: string };
  readonly group: {
    readonly name: string;
    readonly kind: string;
    /** Code of an area. */
    readonly area: string;
    readonly sinceDaysAgo: number;
    readonly contacts: readonly {
      readonly daysAgo: number;
      readonly kind: string;
      readonly minutes: number;
      /** They were told of the grant. */
      readonly informs?: boolean;
    }[];
    readonly steps: readonly { readonly step: string; readonly daysAgo: number }[];
  };
  readonly hub: {
    /** Key of an organisation, name of one of its resources, code of an area. */
    readonly org: string;
    readonly resource: string;
    readonly area: string;
    readonly name: string;
    readonly type: string;
    readonly openingForm: string;
    readonly mandatoryPrograms: readonly string[];
    readonly days: readonly {
      readonly daysAgo: number;
      readonly visitsAdults: number;
      readonly visitsChildren: number;
      /** The group cooked on that day. */
      readonly ofTheGroup?: boolean;
    }[];
  };
  /** Keys of organisations. */
  readonly watchNetwork: readonly string[];
}

/** People of an area by age: what anonymous inquiries are worded by. */
export interface PopulationEntry {
  /** Second-level mesh of JIS X 0410. */
  readonly areaCode: string;
  readonly asOf: string;
  readonly bands: readonly { readonly from: number; readonly to: number | null; readonly people: number }[];
}

export interface OrganizationEntry {
  /** Short name for use inside the file. */
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly website?: string;
}

export interface ResourceEntry {
  /** Key of an organisation. */
  readonly org: string;
  readonly name: string;
  readonly type: string;
  /** Latitude and longitude; null = nowhere (online). */
  readonly at: readonly [number, number] | null;
  /** Shown to residents. */
  readonly public?: boolean;
  readonly confidential?: boolean;
  readonly status?: 'paused';
  readonly menus: readonly MenuEntry[];
}

export interface MenuEntry extends Readonly<Record<string, unknown>> {
  readonly name: string;
  /** Left out = fixed. */
  readonly capacityModel?: 'open';
  /** `mon,wed 10:00-12:00` */
  readonly sessions?: string;
  /** What was agreed about people outside the scheme (制度外利用). */
  readonly agreement?: AgreementEntry;
  readonly host?: HostEntry;
  readonly places?: PlacesEntry;
}

export interface AgreementEntry {
  readonly agreedWith: string;
  readonly basis: string;
  readonly places: number;
}

export interface HostEntry {
  readonly status: string;
  readonly maxConcurrent?: number;
  readonly current?: number;
  readonly note?: string;
}

export interface PlacesEntry {
  readonly total: number;
  readonly used: number;
  readonly outOfSystem?: { readonly slots: number; readonly used: number };
}

export interface Session {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

const NOTHING_SPECIAL = {
  activities: [],
  roles: [],
  modes: ['in_person'],
  demands: [],
  support: [],
  languages: ['ja'],
  accessibility: [],
  pickup: false,
  onDemand: false,
  feeYen: 0,
  nextSteps: [],
  eligibility: { basis: 'open' },
} as const;

/** The menu as `POST /resources/:resourceId/menus` takes it. Counted places want to know who comes. */
export function menuOf({ host: _, places: __, agreement: ___, sessions, ...said }: MenuEntry): object {
  const capacityModel = said.capacityModel ?? 'fixed';
  return {
    ...NOTHING_SPECIAL,
    ...said,
    capacityModel,
    nameRequired: capacityModel === 'fixed',
    sessions: sessions === undefined ? null : sessionsOf(sessions),
    targets: { genders: ['any'], ...(said['targets'] as object | undefined) },
  };
}

/** `tue,fri 13:30-16:30` as one session for each day. */
function sessionsOf(text: string): readonly Session[] {
  const [days = '', hours = ''] = text.split(' ');
  const [from = '', to = ''] = hours.split('-');
  return days.split(',').map((day) => ({ day, from, to }));
}
