import { foldKanaLoosely, foldPhone } from '#libs/kernel';
import { formOf } from './called';
import type { Identity } from './duplicates';

/** What a record is found by. */
export type Findable = Pick<Identity, 'name' | 'kana' | 'alias' | 'birthDate' | 'phone'>;

/**
 * What a record is found by, in clear; only its keyed hash is stored. Two records of one person share at least one
 * unless name, reading, birth date and telephone number are all written differently.
 */
export function clearKeys({ name, kana, alias, birthDate, phone }: Findable): readonly string[] {
  const digits = foldPhone(phone);
  return [
    ...new Set([
      `called:${formOf(name)}`,
      `called:${formOf(kana)}`,
      `kana:${foldKanaLoosely(kana)}`,
      ...(alias === null ? [] : [`called:${formOf(alias)}`]),
      ...(birthDate === null ? [] : [`birth:${unordered(birthDate)}`]),
      ...(digits === null ? [] : [`phone:${digits}`]),
    ]),
  ];
}

/** Month and day in no order, so that dates in which they were exchanged meet. */
function unordered(birthDate: string): string {
  const [year, ...rest] = birthDate.split('-');
  return [year, ...rest.sort()].join('-');
}
