/** Words of an id: a UUID is 128 bits. */
export const ID_WORDS = 4;

export const UUID_LENGTH = 36;
const DASH = '-'.charCodeAt(0);
/** Where dashes have to be in the text of a UUID. */
const DASHES = [8, 13, 18, 23];
const NO_DIGIT = -1;

/** Writes the four words of an id to `into`; false where the text is none. */
export type ReadId = (id: string, into: Int32Array, at: number) => boolean;

/** The id of four words as text. */
export type WriteId = (words: Int32Array, at: number) => string;

/** How ids of menus, resources and organisations become words and text again. The order of ids is that of their words, unsigned. */
export interface IdCodec {
  readonly read: ReadId;
  readonly write: WriteId;
}

/** The value of a hexadecimal digit by its character code. */
const DIGITS = Int8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? NO_DIGIT : digit;
});
const CODES = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
/** Where each digit of a UUID stands in its text. */
const DIGIT_AT = Uint8Array.from(
  Array.from({ length: UUID_LENGTH }, (_, at) => at).filter((at) => !DASHES.includes(at)),
);
/** The text in hand; its dashes stay. */
const WRITTEN = Array.from({ length: UUID_LENGTH }, () => DASH);

export const UUIDS: IdCodec = {
  read: (id, into, at) => id.length === UUID_LENGTH && readUuid(id, 0, into, at),
  write(words, at) {
    for (let digit = 0; digit < DIGIT_AT.length; digit += 1) {
      const word = words[at + (digit >> 3)] ?? 0;
      WRITTEN[DIGIT_AT[digit] ?? 0] = CODES[(word >>> (28 - ((digit & 7) << 2))) & 0xf] ?? 0;
    }
    return String.fromCharCode.apply(null, WRITTEN);
  },
};

/** Writes the four words of the UUID that begins in a text at `from`; false where there is none. */
export function readUuid(text: string, from: number, into: Int32Array, at: number): boolean {
  let word = 0;
  let wrong = 0;
  for (let index = 0; index < DIGIT_AT.length; index += 1) {
    const digit = DIGITS[text.charCodeAt(from + (DIGIT_AT[index] ?? 0))] ?? NO_DIGIT;
    wrong |= digit;
    word = (word << 4) | digit;
    if ((index & 7) === 7) into[at + (index >> 3)] = word;
  }
  for (const dash of DASHES) if (text.charCodeAt(from + dash) !== DASH) return false;
  return wrong >= 0;
}

/** A good spread of four words over 32 bits (multiply and shift). */
export function hashOf(words: Int32Array, at: number): number {
  let hash = 0;
  for (let word = at; word < at + ID_WORDS; word += 1) hash = mixed(hash ^ (words[word] ?? 0));
  return hash >>> 0;
}

/** One round of spreading, as in splitmix. */
export function mixed(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2_ae35);
  return twice ^ (twice >>> 16);
}

export function isSameId(a: Int32Array, atA: number, b: Int32Array, atB: number): boolean {
  return a[atA] === b[atB] && a[atA + 1] === b[atB + 1] && a[atA + 2] === b[atB + 2] && a[atA + 3] === b[atB + 3];
}

/**
 * The two words to which a resource's id is folded in a row. UUIDs of version 4 carry 122 random bits, so that
 * two different ids meet with a probability of 2^-62 or less, far under 1e-12 for any list of a request.
 */
export const foldedHigh = (words: Int32Array, at: number): number => (words[at] ?? 0) ^ mixed(words[at + 2] ?? 0);
export const foldedLow = (words: Int32Array, at: number): number => (words[at + 3] ?? 0) ^ mixed(words[at + 1] ?? 0);
