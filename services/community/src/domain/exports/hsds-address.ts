import prefectures from '../imports/prefectures.json';
import { type HsdsObject, type IdOf, said } from './hsds-values';

const PREFECTURES: readonly string[] = prefectures.names;
/**
 * 郡 with its 町 or 村, a 市 with or without its 区, a special 区. A name that holds one of these letters (市川市) may be
 * cut too early; the three parts read one after another are always the whole address.
 */
const CITY = /^(?:[^\s\d]{1,5}?郡[^\s\d]{1,5}?[町村]|[^\s\d]{1,6}?市(?:[^\s\d]{1,4}?区)?|[^\s\d]{1,4}?区)/u;

interface Whereabouts {
  readonly address: string | null;
  readonly building: string | null;
  readonly postalCode: string | null;
}

/** An address of one line in the three parts that HSDS wants. Null where nothing is known. */
export function addressOf(where: Whereabouts, locationId: string, idOf: IdOf): HsdsObject | null {
  const { address, building, postalCode } = where;
  if (address === null && building === null && postalCode === null) return null;
  const whole = address ?? '';
  const prefecture = PREFECTURES.find((name) => whole.startsWith(name)) ?? '';
  const rest = whole.slice(prefecture.length);
  const city = CITY.exec(rest)?.[0] ?? '';
  return said({
    id: idOf('address', locationId),
    location_id: locationId,
    address_1: rest.slice(city.length),
    address_2: building,
    city,
    state_province: prefecture,
    postal_code: postalCode ?? '',
    country: 'JP',
    address_type: 'physical',
  });
}
