import type { Cells } from './cells';
import { isPrefectureCode, municipalityCodeOf, prefectureNamed, prefectureOf } from './municipality-code';
import type { Position } from '../resource-description';
import { plainNumbers } from './text';
import words from './value-words.json';

interface ImportedAddress {
  readonly address: string | null;
  readonly building: string | null;
  readonly municipalityCode: string | null;
  readonly municipalityName: string | null;
  readonly privateHome: boolean;
  readonly addressHidden: boolean;
}

/**
 * Where a place is, in words. The address is written out from its parts where the list has no whole one; a list that
 * withholds it, and a private home, are marked for whoever shows it.
 */
export function addressOf(cells: Cells): ImportedAddress {
  const written = wholeAddress(cells);
  const building = numbers(cells, 'building');
  const isWithheld = [written, building].some((text) => text?.includes(words.withheld) === true);
  const addressHidden = isWithheld || (written === null && cells.says(words.withheld));
  const privateHome = [written, building].some((text) => words.privateHome.some((home) => text?.includes(home)));
  if (addressHidden) cells.add('address.hidden', 'address');
  if (privateHome) cells.add('address.private-home', building?.includes('様') === true ? 'building' : 'address');
  const address = withoutWord(written);
  return {
    address,
    building: withoutWord(building),
    ...municipalityOf(cells, address),
    privateHome,
    addressHidden,
  };
}

/** Lists leave out where people are safe from somebody, or live: there, no address means one that is withheld. */
export function withheldFor(type: string | null, where: ImportedAddress, cells: Cells): ImportedAddress {
  const isWithheld = where.address === null && type !== null && words.withheldTypes.includes(type);
  if (!isWithheld || where.addressHidden) return where;
  cells.add('address.hidden', 'address');
  return { ...where, addressHidden: true };
}

/** A place without an address is kept only if the list withholds it or says where it is on the map. */
export function refuseWithoutAddress(
  cells: Cells,
  { address, addressHidden }: ImportedAddress,
  at: Position | null,
): void {
  if (address !== null || addressHidden) return;
  cells.add(at === null ? 'address.missing' : 'address.only-position', 'address');
}

const numbers = (cells: Cells, field: string): string | null => plainNumbers(cells.text(field)) || null;
const withoutWord = (text: string | null): string | null => (text?.includes(words.withheld) === true ? null : text);

function wholeAddress(cells: Cells): string | null {
  const whole = numbers(cells, 'address');
  if (whole !== null) return withPrefecture(whole, cells);
  const street = ['placeTown', 'placeStreet'].map((field) => plainNumbers(cells.text(field))).join('');
  const city = plainNumbers(cells.text('placeCity'));
  return street === '' ? null : withPrefecture(`${city}${street}`, cells);
}

/** Some lists begin with the prefecture, some with the municipality. */
function withPrefecture(address: string, cells: Cells): string {
  const prefecture = cells.words('placePrefecture') ?? cells.words('prefecture') ?? '';
  const city = plainNumbers(cells.text('placeCity') || cells.text('city'));
  const isPrefecture = prefectureOf(prefecture) !== null;
  return isPrefecture && city !== '' && address.startsWith(city) ? `${prefecture}${address}` : address;
}

/** The municipality of the place itself: a list may hold places elsewhere, and a designator's code says only who listed. */
function municipalityOf(
  cells: Cells,
  address: string | null,
): Pick<ImportedAddress, 'municipalityCode' | 'municipalityName'> {
  const named = firstSaid(cells, ['placeCity', 'city', 'publisher']);
  const prefecture = firstPrefecture([address ?? '', named, firstSaid(cells, ['placePrefecture', 'prefecture'])]);
  const city = withoutPrefecture(plainNumbers(named));
  return {
    municipalityCode: placeCode(cells, prefecture) ?? publisherCode(cells, prefecture, city, address),
    municipalityName: city === '' ? null : `${prefecture === null ? '' : prefectureNamed(prefecture)}${city}`,
  };
}

/** Empty where none of the columns says anything. */
const firstSaid = (cells: Cells, fields: readonly string[]): string =>
  fields.map((field) => cells.words(field)).find((words) => words !== null) ?? '';

const firstPrefecture = (texts: readonly string[]): string | null =>
  texts.map(prefectureOf).find((code) => code !== null) ?? null;

function placeCode(cells: Cells, prefecture: string | null): string | null {
  if (cells.words('placeCode') === null) return null;
  return cells.read('placeCode', (text, say) => municipalityCodeOf(text, prefecture, say));
}

function publisherCode(cells: Cells, prefecture: string | null, city: string, address: string | null): string | null {
  if (cells.words('code') === null || cells.words('placeCode') !== null) return null;
  if (isDesignatedElsewhere(cells, city)) return null;
  const code = cells.read('code', (text, say) => municipalityCodeOf(text, prefecture, say));
  if (code === null || isPrefectureCode(code)) return null;
  if (!isElsewhere(code, city, address)) return code;
  cells.add('municipality.elsewhere', 'code');
  return null;
}

/** The code of WAM NET is that of who designated the office: mostly the prefecture, sometimes the municipality itself. */
function isDesignatedElsewhere(cells: Cells, city: string): boolean {
  if (cells.words('placeCity') === null || cells.words('publisher') !== null) return false;
  return plainNumbers(cells.text('designator')) !== city;
}

/** Does the address begin with another prefecture, or name a prefecture and then another municipality? */
function isElsewhere(code: string, city: string, address: string | null): boolean {
  const prefecture = prefectureOf(address ?? '');
  if (address === null || prefecture === null) return false;
  if (!code.startsWith(prefecture)) return true;
  return city !== '' && !withoutPrefecture(address).includes(city);
}

function withoutPrefecture(text: string): string {
  const prefecture = prefectureOf(text);
  return prefecture === null ? text : text.slice((prefectureNamed(prefecture) ?? '').length);
}
