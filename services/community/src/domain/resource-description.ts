import { type FieldProblem, invalid } from '#libs/kernel';
import { isConfidentialByDefault } from './resource';
import { closureProblems, sessionProblems } from './spans';

/** Degrees, WGS 84. */
export interface Position {
  readonly lat: number;
  readonly lng: number;
}

type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** When a place is open, local time. */
export interface OpeningHours {
  /** Null = not known; empty = on no weekday. `to` may be 24:00. */
  readonly weekly: readonly { readonly day: Weekday; readonly from: string; readonly to: string }[] | null;
  /** On 国民の祝日: as on other days, or closed; null = not known. */
  readonly holidays: 'open' | 'closed' | null;
  /** What does not fit in a week. */
  readonly note: string | null;
}

/** Local days on which it is closed, both included. */
export interface Closure {
  readonly from: string;
  readonly to: string;
  readonly reason: string | null;
}

/** What a list says of a place's size: its words, and the numbers in them. */
export interface StatedCapacity {
  readonly raw: string;
  readonly parts: readonly number[];
}

/** What is a text, or a list of texts, whoever says it. */
export interface PlainDescription {
  readonly nameKana: string | null;
  readonly postalCode: string | null;
  readonly address: string | null;
  readonly building: string | null;
  readonly municipalityCode: string | null;
  readonly phone: string | null;
  readonly phoneExtension: string | null;
  readonly fax: string | null;
  readonly email: string | null;
  readonly url: string | null;
  readonly accessibility: readonly string[] | null;
  readonly languages: readonly string[] | null;
  readonly statutoryBasis: string | null;
  readonly officeNumber: string | null;
  readonly serviceKind: string | null;
  readonly description: string | null;
  readonly notes: string | null;
  readonly publicFields: readonly string[] | null;
}

/** What somebody says of a resource; unknown is null. */
export interface ResourceDescription extends PlainDescription {
  readonly name: string;
  readonly type: string | null;
  readonly location: Position | null;
  readonly addressConfidential: boolean;
  readonly hours: OpeningHours | null;
  readonly closures: readonly Closure[] | null;
}

type Given<T> = { readonly [F in keyof T]?: T[F] | null | undefined };

/** As somebody gives it: all but the name may be left out. */
type GivenDescription = Given<PlainDescription> & {
  readonly name: string;
  readonly type?: string | null;
  readonly location?: Position | null;
  readonly addressConfidential?: boolean | null;
  readonly hours?: Given<OpeningHours> | null;
  readonly closures?: GivenClosures;
};

type GivenClosures = readonly (Omit<Closure, 'reason'> & { readonly reason?: string | null })[] | null | undefined;

const UNKNOWN: PlainDescription = {
  nameKana: null,
  postalCode: null,
  address: null,
  building: null,
  municipalityCode: null,
  phone: null,
  phoneExtension: null,
  fax: null,
  email: null,
  url: null,
  accessibility: null,
  languages: null,
  statutoryBasis: null,
  officeNumber: null,
  serviceKind: null,
  description: null,
  notes: null,
  publicFields: null,
};

/** What was left out is unknown; whether the address is confidential then follows from the type. */
export function descriptionOf(given: GivenDescription): ResourceDescription {
  const type = given.type ?? null;
  const fields = Object.keys(UNKNOWN) as (keyof PlainDescription)[];
  return {
    ...(Object.fromEntries(fields.map((field) => [field, given[field] ?? null])) as unknown as PlainDescription),
    name: given.name,
    type,
    location: given.location ? { lat: given.location.lat, lng: given.location.lng } : null,
    addressConfidential: given.addressConfidential ?? isConfidentialByDefault(type),
    hours: given.hours ? hoursOf(given.hours) : null,
    closures: closuresOf(given.closures),
  };
}

export const closuresOf = (given: GivenClosures): Closure[] | null =>
  given?.map(({ from, to, reason = null }) => ({ from, to, reason })) ?? null;

/** 400 `resource.contradiction` with every field that contradicts another. */
export function refuseImpossibleTimes({ hours, closures }: Pick<ResourceDescription, 'hours' | 'closures'>): void {
  const problems: readonly FieldProblem[] = [
    ...sessionProblems('hours.weekly', hours?.weekly ?? []),
    ...closureProblems(closures ?? []),
  ];
  if (problems.length > 0) throw invalid('resource.contradiction', 'Some facts contradict each other.', problems);
}

function hoursOf({ weekly, holidays, note }: Given<OpeningHours>): OpeningHours {
  return { weekly: weekly ?? null, holidays: holidays ?? null, note: note ?? null };
}
