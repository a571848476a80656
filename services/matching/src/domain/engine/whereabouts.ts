import * as row from './row';

/** Strips are 1,024 m high. */
const BAND_SHIFT = 10;
/** Strips of Japan, from 20 to 46.9 degrees north: 1 … BANDS. A point beyond belongs to what is everywhere. */
const SOUTH = (2_220_000 >> BAND_SHIFT) - 1;
const BANDS = 2_920;
/** The strip of what distance does not exclude, read by every request. Its rows are in the order of their ids. */
export const EVERYWHERE = 0xfff;
export const LAST_WORD = row.MENU_ID + 3;

/**
 * A place that offers a way from home or a pick-up, or is under review, is judged however far it is; so is a confidential
 * one, or searches from one point after another would measure where it is.
 */
export const REACHES_FAR = row.OFFERS_REMOTE | row.PICKUP | row.UNDER_REVIEW | row.CONFIDENTIAL;

export const bandAt = (y: number): number => (y >> BAND_SHIFT) - SOUTH;
/** The southern end of a strip. */
export const southOf = (number: number): number => (number + SOUTH) << BAND_SHIFT;

/** The strip to which a row belongs. */
export function bandOf(words: Int32Array, at: number): number {
  const flags = words[at + row.FLAGS] ?? 0;
  if ((flags & row.LOCATED) === 0 || (flags & REACHES_FAR) !== 0) return EVERYWHERE;
  const number = bandAt(words[at + row.Y] ?? 0);
  return number >= 1 && number <= BANDS ? number : EVERYWHERE;
}

// A place in the index: six bits of the id's hash, so that other ids are seldom looked at, fourteen of key, and then
// twelve of the strip. A key is where to look in the strip's order: 256 stored metres east from the west of Japan on,
// or the upper bits of the id's last word.
const TAG_SHIFT = 26;
const KEY_BITS = 14;
const BAND_BITS = 12;
const KEY_MOST = (1 << KEY_BITS) - 1;
const WEST = 13_135_760;
const KEY_SHIFT = 8;
const ID_SHIFT = 32 - KEY_BITS;
const FIRST = -0x8000_0000;
const LAST = 0x7fff_ffff;

/** Never zero: strips are numbered from 1 on. */
export function placeOf(number: number, words: Int32Array, at: number, hash: number): number {
  const word = words[at + (number === EVERYWHERE ? LAST_WORD : row.X)] ?? 0;
  const key = number === EVERYWHERE ? word >>> ID_SHIFT : keyAt(word);
  return ((hash >>> TAG_SHIFT) << TAG_SHIFT) | (key << BAND_BITS) | number;
}

export const bandIn = (place: number): number => place & EVERYWHERE;

/** Whether a place may be that of an id with this hash. */
export const mayBe = (place: number, hash: number): boolean => (place ^ hash) >>> TAG_SHIFT === 0;

/** The first and the last value of the strip's order that share the key. */
export function firstOf(place: number): number {
  const key = keyIn(place);
  if (bandIn(place) === EVERYWHERE) return key << ID_SHIFT;
  return key === 0 ? FIRST : WEST + (key << KEY_SHIFT);
}

export function lastOf(place: number): number {
  const key = keyIn(place);
  if (bandIn(place) === EVERYWHERE) return (key << ID_SHIFT) | ((1 << ID_SHIFT) - 1);
  return key === KEY_MOST ? LAST : WEST + (key << KEY_SHIFT) + (1 << KEY_SHIFT) - 1;
}

const keyIn = (place: number): number => (place >>> BAND_BITS) & KEY_MOST;

function keyAt(x: number): number {
  return Math.min(KEY_MOST, Math.max(0, (x - WEST) >> KEY_SHIFT));
}
