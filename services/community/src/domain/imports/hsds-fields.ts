import { codesOf } from '#libs/kernel';
import { wholeNumberOf } from './amounts';
import { emailOf, phoneOf, urlOf } from './contacts';
import { EMPTY_FIELDS } from './empty-fields';
import { isLanguageCode, OWN_PREFIX, placeFacts } from './hsds-attributes';
import { statedCapacity } from './hsds-capacity';
import type { HsdsPiece } from './hsds-documents';
import { extrasOf } from './hsds-extras';
import { organizationFacts } from './hsds-organization';
import { hoursNote, hoursOf } from './hsds-times';
import { corporateNumberOf, postalCodeOf } from './identifiers';
import { type JsonObject, lines, objectsIn, textOf } from './json-values';
import { positionOf } from './position';
import { type ProblemCode, problem, type Say } from './problems';
import type { ImportedFields, RowProblem } from './record';
import { clean, plainNumbers } from './text';

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
  const { email, url, ...placed } = placeFacts(location);
  const own = { email, url };
  const fields: ImportedFields = {
    ...EMPTY_FIELDS,
    name,
    organizationName: said(organization, 'name'),
    corporateNumber: corporateNumber(organization, reading),
    organization: organizationFacts(organization),
    nameKana: kanaOf(piece),
    officeNumber: officeNumberIn(location),
    ...placed,
    ...whereOf(piece, reading),
    ...contactsOf(piece, own, reading),
    accessibility: accessibilityOf(location),
    languages: languagesOf(piece),
    hours: hoursOf(piece),
    hoursNote: hoursNote(piece),
    capacity: statedCapacity(service, (code) => reading.add(code, 'service_capacity.maximum', '')),
    feeYen: feeOf(service),
    feeNote: said(service, 'fees_description'),
    targets: said(service, 'eligibility_description'),
    description: firstWords(
      service === null && location === null ? [organization] : [service, location],
      'description',
    ),
    notes: lines(service?.alert),
    extras: extrasOf(piece, feeOf(service)),
  };
  if (fields.addressHidden) reading.add('address.hidden', 'location', '');
  else if (isPlaceless(piece, fields)) reading.add('address.none-in-source', 'location', '');
  return { fields, problems: reading.problems };
}

const isPlaceless = ({ service, location }: HsdsPiece, fields: ImportedFields): boolean =>
  (service ?? location) !== null && fields.address === null && fields.location === null;

const words = (value: unknown): string | null => clean(textOf(value)) || null;

const firstWords = (things: readonly (JsonObject | null)[], key: string): string | null =>
  things.map((thing) => lines(thing?.[key])).find((text) => text !== null) ?? null;
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

/** `own`: what does not have the form that HSDS wants stands in an attribute of ours. */
function contactsOf(
  piece: HsdsPiece,
  own: { readonly email: string | null; readonly url: string | null },
  reading: Reading,
): Partial<ImportedFields> {
  const { service, location, organization } = piece;
  const website = firstSaid([service, location], 'url') ?? own.url ?? said(organization, 'website');
  const mail = said(service, 'email') ?? own.email ?? said(organization, 'email');
  return {
    ...phonesOf(piece, reading),
    email: reading.read('email', mail, emailOf),
    url: reading.read('url', website, urlOf),
  };
}

function phonesOf({ link, service, location, organization }: HsdsPiece, reading: Reading): Partial<ImportedFields> {
  const phones = [link, service, location, organization].flatMap((thing) => objectsIn(thing?.phones));
  const isFax = ({ type }: JsonObject): boolean => textOf(type) === 'fax';
  const voice = phones.find((each) => !isFax(each));
  const phone = reading.read('phones.number', said(voice, 'number'), phoneOf);
  const fax = reading.read('phones.number', said(phones.find(isFax), 'number'), phoneOf);
  return {
    phone: phone?.number ?? null,
    phoneExtension: said(voice, 'extension') ?? extensionIn(voice) ?? phone?.extension ?? null,
    fax: fax?.number ?? null,
  };
}

/** An extension that is no number stands in words. */
const extensionIn = (phone: JsonObject | undefined): string | null =>
  /^内線 (.{1,20})$/.exec(said(phone, 'description') ?? '')?.[1] ?? null;

function corporateNumber(organization: JsonObject | null, reading: Reading): string | null {
  const numbers = objectsIn(organization?.organization_identifiers).filter(({ identifier_scheme: scheme }) =>
    /houjin|法人番号|jp-?lcn|JP-HJBG/i.test(textOf(scheme)),
  );
  return reading.read('organization_identifiers', numbers[0]?.identifier, corporateNumberOf);
}

/** What is left to pay by some is an option of ours with their code. */
function feeOf(service: JsonObject | null): number | null {
  const isFee = ({ currency, option }: JsonObject): boolean =>
    textOf(currency).toUpperCase() === 'JPY' && !textOf(option).startsWith(OWN_PREFIX);
  const yen = objectsIn(service?.cost_options).find(isFee);
  return wholeNumberOf(textOf(yen?.amount));
}

const KANA = /^[\u3041-\u3096\u30a1-\u30fc・\s]+$/;

/** Another name in kana alone is how the name is read. */
function kanaOf({ service, location }: HsdsPiece): string | null {
  const names = [service, location].map((thing) => said(thing, 'alternate_name'));
  return names.find((name) => name !== null && KANA.test(name)) ?? null;
}

/** Codes of our list, by the code itself or by its word. */
function accessibilityOf(location: JsonObject | null): readonly string[] {
  const known = codesOf('accessibility');
  return objectsIn(location?.accessibility)
    .map(({ details }) => textOf(details))
    .filter((code) => known.includes(code));
}

function languagesOf({ service, location }: HsdsPiece): readonly string[] {
  const [own = [], place = []] = [service, location].map((thing) => objectsIn(thing?.languages));
  const codes = (own.length > 0 ? own : place).map(({ code }) => textOf(code).toLowerCase());
  return [...new Set(codes.filter(isLanguageCode))];
}

const OFFICE = '事業所番号';

const officeNumberIn = (location: JsonObject | null): string | null =>
  said(location, 'external_identifier_type') === OFFICE ? said(location, 'external_identifier') : null;
