import { isConfidentialByDefault } from '../resource';
import type { OpeningHours, PlainDescription, Position, StatedCapacity } from '../resource-description';
import type { ImportedFields, ImportedHours } from './record';
import words from './described-words.json';

type Day = NonNullable<OpeningHours['weekly']>[number]['day'];

/** What a list says of a resource, in the columns of the register. Vacancy is not among them: no list knows it. */
export interface Described extends PlainDescription {
  readonly name: string;
  readonly type: string | null;
  readonly location: Position | null;
  readonly hours: OpeningHours | null;
  readonly capacityStated: StatedCapacity | null;
  /** Null = the list does not hide where it is. */
  readonly addressConfidential: true | null;
}

export type DescribedField = keyof Described;

const DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const isDay = (day: string): day is Day => (DAYS as readonly string[]).includes(day);

/** `name`: rows without one are quarantined before they come here. */
export function describedBy(fields: ImportedFields): Described {
  return {
    name: fields.name ?? '',
    nameKana: fields.nameKana,
    type: fields.resourceType,
    postalCode: fields.postalCode,
    address: fields.address,
    building: fields.building,
    municipalityCode: fields.municipalityCode,
    location: fields.location && { lat: fields.location.lat, lng: fields.location.lng },
    phone: fields.phone,
    phoneExtension: fields.phoneExtension,
    fax: fields.fax,
    email: fields.email,
    url: fields.url,
    hours: hoursOf(fields),
    accessibility: orNull(fields.accessibility),
    languages: orNull(fields.languages),
    statutoryBasis: fields.statutoryBasis,
    officeNumber: fields.officeNumber,
    serviceKind: fields.serviceKind,
    capacityStated: fields.capacity && { raw: fields.capacity.raw, parts: fields.capacity.parts },
    description: fields.description,
    notes: notesOf(fields),
    publicFields: isHidden(fields) ? words.publicFieldsWithoutPlace : null,
    addressConfidential: isHidden(fields) || isConfidentialByDefault(fields.resourceType) ? true : null,
  };
}

/** A list that withholds an address, or names somebody's home, tells it to nobody beyond the circle of the place. */
const isHidden = ({ privateHome, addressHidden }: ImportedFields): boolean => privateHome || addressHidden;

/** Without what is not said. */
export const saidIn = (described: Described): Partial<Described> =>
  Object.fromEntries(Object.entries(described).filter(([, value]) => value !== null));

/** What no field takes; null = nothing. */
export const extrasOf = (extras: Readonly<Record<string, string>>): Readonly<Record<string, string>> | null =>
  Object.keys(extras).length === 0 ? null : extras;

/** Weekly hours where both days and times are said; whatever does not fit stays as words. */
function hoursOf({ hours, weekdays, hoursNote, closedNote }: ImportedFields): OpeningHours | null {
  const spans = hours ?? [];
  const { days: usual, raw } = weekdays ?? NO_WEEKDAYS;
  const weekly = spans.flatMap((span) => daysOf(span, usual).map((day) => spanOn(day, span)));
  const holidays = spans.some(({ days }) => (days ?? usual).includes('holiday'));
  const times = weekly.length === 0 ? spans.map(({ from, to }) => `${from}-${to}`).join(' ') : null;
  const closed = closedNote && `${words.closed}${closedNote}`;
  const note = joined([raw, times, hoursNote, closed], ' ');
  const isSaid = weekly.length > 0 || note !== null;
  return isSaid ? { weekly: orNull(weekly), holidays: holidays ? 'open' : null, note } : null;
}

const NO_WEEKDAYS = { days: [], raw: null } as const;
const orNull = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list);

/** What is said, in one text; null = nothing. */
function joined(parts: readonly (string | null)[], between: string): string | null {
  const said = parts.filter((part) => part !== null && part !== '').join(between);
  return said === '' ? null : said;
}

const daysOf = ({ days }: ImportedHours, usual: readonly string[]): readonly Day[] => (days ?? usual).filter(isDay);

const spanOn = (day: Day, { from, to }: ImportedHours) => ({ day, from, to });

function notesOf({ targets, feeYen, feeNote, notes }: ImportedFields): string | null {
  const fee = feeNote ?? (feeYen === null ? null : `${feeYen}${words.yen}`);
  return joined([targets && `${words.targets}${targets}`, fee && `${words.fee}${fee}`, notes], '\n');
}
