import { capacityOf, wholeNumberOf } from './amounts';
import { emailOf, phoneOf, urlOf } from './contacts';
import { EMPTY_FIELDS } from './empty-fields';
import type { HsdsPiece } from './hsds-documents';
import { corporateNumberOf, postalCodeOf } from './identifiers';
import { flattened, type JsonObject, objectsIn, textOf } from './json-values';
import { positionOf } from './position';
import { type ProblemCode, problem, type Say } from './problems';
import type { ImportedFields, ImportedHours, RowProblem, Weekday } from './record';
import { clean, plainNumbers } from './text';
import { timeOf } from './times';

/** Problems of an HSDS piece name the path of the value. */
class Reading {
  readonly problems: RowProblem[] = [];

  add(code: ProblemCode, path: string, value: string): void {
    this.problems.push(problem(code, path, value));
  }

  read<T>(path: string, value: unknown, reading: (text: string, say: Say) => T): T {
    const text = textOf(value);
    return reading(text, (code) => this.add(code, path, text));
  }
}

/** What an HSDS piece says, in our words; what has no field is an extra under its path. */
export function hsdsFieldsOf(piece: HsdsPiece): { fields: ImportedFields; problems: readonly RowProblem[] } {
  const reading = new Reading();
  const { organization, service, location } = piece;
  const name = firstSaid([service, location, organization], 'name');
  if (name === null) reading.add('name.missing', 'name', '');
  const fields: ImportedFields = {
    ...EMPTY_FIELDS,
    name,
    organizationName: said(organization, 'name'),
    corporateNumber: corporateNumber(organization, reading),
    ...whereOf(piece, reading),
    ...contactsOf(piece, reading),
    hours: hoursOf(piece),
    hoursNote: hoursNote(piece),
    capacity: reading.read('service_capacity.maximum', stated(service), capacityOf),
    feeYen: feeOf(service),
    feeNote: said(service, 'fees_description'),
    targets: said(service, 'eligibility_description'),
    description: firstSaid([service, location, organization], 'description'),
    notes: said(service, 'alert'),
    extras: extrasOf(piece),
  };
  if (fields.address === null && fields.location === null) reading.add('address.none-in-source', 'location', '');
  return { fields, problems: reading.problems };
}

const words = (value: unknown): string | null => clean(textOf(value)) || null;
const said = (thing: JsonObject | null | undefined, key: string): string | null => (thing ? words(thing[key]) : null);
const firstSaid = (things: readonly (JsonObject | null)[], key: string): string | null =>
  things.map((thing) => said(thing, key)).find((text) => text !== null) ?? null;

function whereOf({ location }: HsdsPiece, reading: Reading): Partial<ImportedFields> {
  if (location === null) return {};
  const address = objectsIn(location.addresses)[0];
  const lines = ['state_province', 'city', 'address_1'].map((key) => plainNumbers(textOf(address?.[key])));
  return {
    address: lines.filter((line) => line !== '').join(isJapanese(address) ? '' : ', ') || null,
    building: plainNumbers(textOf(address?.address_2)) || null,
    postalCode: isJapanese(address) ? reading.read('postal_code', address?.postal_code, postalCodeOf) : null,
    location: positionOf(textOf(location.latitude), textOf(location.longitude), (code) =>
      reading.add(code, 'latitude', `${textOf(location.latitude)}, ${textOf(location.longitude)}`),
    ),
  };
}

const isJapanese = (address: JsonObject | undefined): boolean =>
  ['JP', ''].includes(textOf(address?.country).toUpperCase());

function contactsOf({ link, service, location, organization }: HsdsPiece, reading: Reading): Partial<ImportedFields> {
  const phones = [link, service, location, organization].flatMap((thing) => objectsIn(thing?.phones));
  const isFax = ({ type }: JsonObject): boolean => textOf(type) === 'fax';
  const voice = phones.find((each) => !isFax(each));
  const phone = reading.read('phones.number', said(voice, 'number'), phoneOf);
  const fax = reading.read('phones.number', said(phones.find(isFax), 'number'), phoneOf);
  const website = firstSaid([service, location], 'url') ?? said(organization, 'website');
  return {
    phone: phone?.number ?? null,
    phoneExtension: said(voice, 'extension') ?? phone?.extension ?? null,
    fax: fax?.number ?? null,
    email: reading.read('email', firstSaid([service, organization], 'email'), emailOf),
    url: reading.read('url', website, urlOf),
  };
}

function corporateNumber(organization: JsonObject | null, reading: Reading): string | null {
  const numbers = objectsIn(organization?.organization_identifiers).filter(({ identifier_scheme: scheme }) =>
    /houjin|法人番号|jp-?lcn|JP-HJBG/i.test(textOf(scheme)),
  );
  return reading.read('organization_identifiers', numbers[0]?.identifier, corporateNumberOf);
}

const BYDAY: Readonly<Record<string, Weekday>> = {
  MO: 'mon',
  TU: 'tue',
  WE: 'wed',
  TH: 'thu',
  FR: 'fri',
  SA: 'sat',
  SU: 'sun',
};

/** Weekly hours. Other rules of recurrence stay words. */
function hoursOf(piece: HsdsPiece): readonly ImportedHours[] | null {
  const hours = schedulesOf(piece).flatMap((schedule): readonly ImportedHours[] => {
    const [from, to] = [timeOf(textOf(schedule.opens_at)), timeOf(textOf(schedule.closes_at))];
    if (from === null || to === null || to <= from || !isWeekly(schedule)) return [];
    const days = textOf(schedule.byday)
      .split(',')
      .map((each) => BYDAY[each.trim()])
      .filter((each) => each !== undefined);
    return [{ from, to, days: days.length === 0 ? null : days }];
  });
  return hours.length === 0 ? null : hours;
}

const isWeekly = ({ freq, interval }: JsonObject): boolean =>
  ['', 'WEEKLY'].includes(textOf(freq)) && ['', '1'].includes(textOf(interval));

function hoursNote(piece: HsdsPiece): string | null {
  const notes = schedulesOf(piece).flatMap((schedule) => [words(schedule.description), words(schedule.notes)]);
  return [...new Set(notes.filter((note) => note !== null))].join('\n') || null;
}

const schedulesOf = ({ link, service, location }: HsdsPiece): readonly JsonObject[] =>
  [link, service, location].map((thing) => objectsIn(thing?.schedules)).find((list) => list.length > 0) ?? [];

/** 3.1-dev: `maximum` is what is stated. `available` stays an extra: it is no report of free places. */
function stated(service: JsonObject | null): unknown {
  return capacitiesOf(service)[0]?.maximum;
}

const capacitiesOf = (service: JsonObject | null): readonly JsonObject[] =>
  ['service_capacity', 'service_capacities', 'capacities'].flatMap((key) => objectsIn(service?.[key]));

function feeOf(service: JsonObject | null): number | null {
  const yen = objectsIn(service?.cost_options).find(({ currency }) => textOf(currency).toUpperCase() === 'JPY');
  return wholeNumberOf(textOf(yen?.amount));
}

/** Everything that the piece says, under the names of the specification. */
function extrasOf({ service, link }: HsdsPiece): Readonly<Record<string, string>> {
  const keep = { ...service };
  const own = Object.fromEntries(Object.entries(keep).filter(([key]) => EXTRA_KEYS.includes(key)));
  return { ...flattened(own), ...(link === null ? {} : flattened({ at_location: { description: link.description } })) };
}

const EXTRA_KEYS = [
  'alternate_name',
  'status',
  'interpretation_services',
  'application_process',
  'wait_time',
  'accreditations',
  'minimum_age',
  'maximum_age',
  'assured_date',
  'licenses',
  'service_capacity',
  'service_capacities',
  'capacities',
  'languages',
  'funding',
  'required_documents',
  'service_areas',
  'attributes',
];
