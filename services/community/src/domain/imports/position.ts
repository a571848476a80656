import type { Position } from '../resource-description';
import type { Say } from './problems';
import { plain } from './text';

/** Japan, in degrees (opendata-formats.md 6.4). */
const LAT = { from: 20, to: 46 };
const LNG = { from: 122, to: 154 };
const NUMBER = /^[+-]?\d{1,20}(?:\.\d{1,20})?$/;
const POWERS = [-6, -5, -4, -3, -2, -1, 1, 2, 3];

const inLat = (degrees: number): boolean => degrees >= LAT.from && degrees <= LAT.to;
const inLng = (degrees: number): boolean => degrees >= LNG.from && degrees <= LNG.to;

/** Where a place is. Swapped columns are put right and said; anything else that is wrong is dropped, never guessed. */
export function positionOf(latText: string, lngText: string, say: Say): Position | null {
  const [latWritten, lngWritten] = [plain(latText), plain(lngText)];
  const missing = [latWritten, lngWritten].filter((written) => written === '').length;
  if (missing === 2) return null;
  if (missing === 1) return dropped('location.incomplete', say);
  if (!NUMBER.test(latWritten) || !NUMBER.test(lngWritten)) return dropped('location.not-a-number', say);
  return inJapan(Number(latWritten), Number(lngWritten), say);
}

function inJapan(lat: number, lng: number, say: Say): Position | null {
  if (inLat(lat) && inLng(lng)) return { lat, lng };
  if (lat === 0 || lng === 0) return dropped('location.zero', say);
  if (inLat(lng) && inLng(lat)) {
    say('location.swapped');
    return { lat: lng, lng: lat };
  }
  return dropped(isOffByPowers(lat, lng) ? 'location.scale' : 'location.out-of-range', say);
}

function isOffByPowers(lat: number, lng: number): boolean {
  const fits = (value: number, within: (degrees: number) => boolean): boolean =>
    within(value) || POWERS.some((power) => within(value * 10 ** power));
  return fits(lat, inLat) && fits(lng, inLng);
}

function dropped(code: Parameters<Say>[0], say: Say): null {
  say(code);
  return null;
}
