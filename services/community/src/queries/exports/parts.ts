import { invalid } from '#libs/kernel';

/** Bytes of a part of a file or of a page; as Base64 in JSON it stays below the 1 MiB that the bus carries. */
const PART_BYTES = 600_000;

/** Things until they fill a part; the first one always fits. */
export function fitting<T>(things: readonly T[], bytesOf: (thing: T) => number): readonly T[] {
  let bytes = 0;
  const end = things.findIndex((thing, at) => {
    bytes += bytesOf(thing);
    return at > 0 && bytes > PART_BYTES;
  });
  return end === -1 ? things : things.slice(0, end);
}

export const cursorOf = (values: readonly string[]): string =>
  Buffer.from(values.join('\u001f'), 'utf8').toString('base64url');

/** What `cursorOf` was given: values of these forms. 400 `cursor.invalid` for anything else. */
export function valuesIn(cursor: string, forms: readonly RegExp[]): readonly string[] {
  const values = Buffer.from(cursor, 'base64url').toString('utf8').split('\u001f');
  if (values.length === forms.length && values.every((value, at) => forms[at]?.test(value))) return values;
  throw invalid('cursor.invalid', 'No such cursor.', [
    { field: 'cursor', rule: 'givenOut', mend: '前の部分で返された続きの位置をそのまま指定してください' },
  ]);
}
