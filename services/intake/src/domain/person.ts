import { ageOn, invalid } from '#libs/kernel';

const OLDEST = 130;

export type Gender = 'female' | 'male' | 'other';

export interface Scheme {
  readonly disabilityHandbook: string | null;
  readonly disabilityServiceRecipient: boolean | null;
  readonly careLevel: string | null;
  readonly incomeHardship: boolean | null;
  readonly publicAssistance: boolean | null;
  readonly singleParentHousehold: boolean | null;
}

/** What matching may look at, as codes. The person's row is the one place where it is kept. */
export interface MatchingFacts {
  readonly languages: readonly string[] | null;
  readonly readiness: string | null;
  readonly status: Scheme;
  readonly strengths: readonly string[] | null;
  readonly interests: readonly string[] | null;
  readonly avoid: readonly string[] | null;
  readonly accessibility: readonly string[] | null;
  readonly pregnant: boolean | null;
  readonly medicalAttendance: boolean | null;
  readonly searchPoint: { readonly lat: number; readonly lng: number } | null;
}

/** Facts as somebody gives them: left out, null or known. */
export type GivenFacts = {
  readonly [K in Exclude<keyof MatchingFacts, 'status'>]?: MatchingFacts[K] | undefined;
} & { readonly status?: Partial<{ readonly [K in keyof Scheme]: Scheme[K] | undefined }> | null | undefined };

/** Who and what must be kept away from the person. */
export interface Safety {
  readonly avoidOrgIds: readonly string[];
  readonly avoidMenuIds: readonly string[];
  readonly avoidWithinMeters: number;
  readonly guardianMayHarm: boolean;
}

/** Asked, and there is nobody to keep away. Not asked is null, and excludes everything. */
export const NOTHING_TO_AVOID: Safety = {
  avoidOrgIds: [],
  avoidMenuIds: [],
  avoidWithinMeters: 0,
  guardianMayHarm: false,
};

export interface Birth {
  readonly birthDate: string | null;
  /** «about the year …», where the day is not known. */
  readonly birthYear: number | null;
}

const SCHEME_UNKNOWN: Scheme = {
  disabilityHandbook: null,
  disabilityServiceRecipient: null,
  careLevel: null,
  incomeHardship: null,
  publicAssistance: null,
  singleParentHousehold: null,
};

export const NOTHING_KNOWN: MatchingFacts = {
  languages: null,
  readiness: null,
  status: SCHEME_UNKNOWN,
  strengths: null,
  interests: null,
  avoid: null,
  accessibility: null,
  pregnant: null,
  medicalAttendance: null,
  searchPoint: null,
};

const CODES = [
  'languages',
  'readiness',
  'strengths',
  'interests',
  'avoid',
  'accessibility',
  'pregnant',
  'medicalAttendance',
  'searchPoint',
] as const satisfies readonly (keyof MatchingFacts)[];

/** What is left out stays, null becomes unknown, the rest is replaced. */
export function withGiven(known: MatchingFacts, given: GivenFacts): MatchingFacts {
  const said = CODES.filter((code) => given[code] !== undefined).map((code) => [code, given[code]]);
  return {
    ...known,
    ...(Object.fromEntries(said) as Partial<MatchingFacts>),
    status: schemeWith(known.status, given.status),
  };
}

function schemeWith(known: Scheme, given: GivenFacts['status']): Scheme {
  if (given === null) return SCHEME_UNKNOWN;
  const entries = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...known, ...Object.fromEntries(entries) };
}

/**
 * Completed years on a day; null = not known. Of a birth year alone, the age that is surely reached:
 * the younger reading keeps the guardian's word and lower age limits on the safe side.
 */
export function ageOf({ birthDate, birthYear }: Birth, today: string): number | null {
  const age = birthDate !== null ? ageOn(birthDate, today) : lowestAge(birthYear, today);
  return age === null || age > OLDEST ? null : Math.max(age, 0);
}

const lowestAge = (birthYear: number | null, today: string): number | null =>
  birthYear === null ? null : Number(today.slice(0, 4)) - birthYear - 1;

/** Nobody is born tomorrow, and nobody is older than 130. */
export function refuseImpossibleBirth({ birthDate, birthYear }: Birth, today: string): void {
  const years = [birthDate === null ? null : ageOn(birthDate, today), yearsSince(birthYear, today)];
  const wrong =
    (birthDate !== null && birthDate > today) || years.some((age) => age !== null && (age < 0 || age > OLDEST));
  if (!wrong) return;
  throw invalid('person.birth-impossible', 'Nobody living was born then.', [
    { field: birthDate === null ? 'birthYear' : 'birthDate', rule: 'birth', mend: '生年月日を確かめてください' },
  ]);
}

const yearsSince = (birthYear: number | null, today: string): number | null =>
  birthYear === null ? null : Number(today.slice(0, 4)) - birthYear;
