import type { HsdsPiece } from './hsds-documents';
import { isLanguageCode, otherAttributes, OWN_PREFIX, ownAttributes } from './hsds-attributes';
import { flattened, type JsonObject, objectsIn, textOf } from './json-values';

/** The fee that stands in words among the notes, as the number it was. */
export const FEE_EXTRA = 'tsunagi.fee_yen';

/** What a service says and the register has no column for, under the names of the specification. */
export function extrasOf(
  { service, location, link }: HsdsPiece,
  feeYen: number | null,
): Readonly<Record<string, string>> {
  const own = Object.fromEntries(Object.entries(service ?? {}).filter(([key]) => EXTRA_KEYS.includes(key)));
  const extras = {
    ...(service &&
      flattened({ ...withoutIds(own), languages: namedLanguages(service), attributes: otherAttributes(service) })),
    ...Object.fromEntries([...ownAttributes(service)].map(([field, values]) => [OWN_PREFIX + field, textsOf(values)])),
    ...placeName(service, location),
    ...(feeYen !== null && { [FEE_EXTRA]: String(feeYen) }),
    ...(link === null ? {} : flattened({ at_location: { description: link.description } })),
  };
  // A table has an empty cell where a document has nothing.
  return Object.fromEntries(Object.entries(extras).filter(([, text]) => text !== ''));
}

const textsOf = (values: readonly string[]): string => JSON.stringify(values);

/** A service that is called otherwise than its place. */
function placeName(service: JsonObject | null, location: JsonObject | null): Readonly<Record<string, string>> {
  const name = textOf(location?.name);
  return service === null || name === '' || name === textOf(service.name) ? {} : { 'location.name': name };
}

/** Ids of things inside a service mean nothing here. */
function withoutIds(thing: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(thing).map(([key, value]) => [key, LISTS.includes(key) ? stripped(value) : value]),
  );
}

const stripped = (list: unknown): unknown =>
  Array.isArray(list)
    ? (list as readonly unknown[]).map((each) =>
        typeof each === 'object' && each !== null
          ? Object.fromEntries(Object.entries(each as JsonObject).filter(([key]) => !/^(?:.*_)?id$/.test(key)))
          : each,
      )
    : list;

/** Languages that have no code stay words. */
const namedLanguages = (service: JsonObject): unknown =>
  stripped(objectsIn(service.languages).filter(({ code }) => !isLanguageCode(textOf(code).toLowerCase())));

/** Columns of a service that only lists fill, and that an export gives back: the register has none for them. */
export const EXTRA_COLUMNS = {
  texts: [
    'alternate_name',
    'fees_description',
    'eligibility_description',
    'interpretation_services',
    'application_process',
    'wait_time',
    'accreditations',
    'licenses',
    'assured_date',
  ],
  numbers: ['minimum_age', 'maximum_age'],
  lists: ['funding', 'required_documents', 'service_areas'],
} as const;

const LISTS: readonly string[] = EXTRA_COLUMNS.lists;

const EXTRA_KEYS: readonly string[] = [
  ...EXTRA_COLUMNS.texts,
  ...EXTRA_COLUMNS.numbers,
  ...EXTRA_COLUMNS.lists,
  'status',
  'service_capacity',
  'service_capacities',
  'capacities',
];
