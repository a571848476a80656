import { requestView, type RequestView } from '../request-view';
import { type Band } from './band';
import { type Found, type FoundRow, type Request, type Wanted } from './found';
import { Judging } from './judging';
import { type Places } from './places';
import { RowRequest } from './row-request';
import { bandAt, southOf } from './whereabouts';

/** Just over half a metre: a distance that is rounded down to the limit is still within it. */
const ROUNDING = 0.51;
const BAND_HEIGHT = southOf(1) - southOf(0);

/**
 * Searches the places of one municipality for one need. Every rule of every row in reach is judged; rows past the
 * person's limit are only counted, unless they are named. Pure: the same knowledge gives the same answer to the bit.
 */
export function search(places: Places, request: Request, wanted: Wanted): Found {
  return searchFor(places, requestView(request.profile, request.need, request.settings, request.today), wanted);
}

/** The same for a request that is made ready already. */
export function searchFor(places: Places, view: RequestView, wanted: Wanted): Found {
  const request = new RowRequest(view, places.vocabulary, places.ids, places.slices);
  const judging = new Judging(request, places, wanted);
  if (wanted.among !== undefined) judgeNamed(places, judging, wanted.among);
  else judgeInReach(places, judging, request, wanted.beyond ?? 0);
  return judging.found(wanted.among === undefined ? places.size : judging.compared);
}

/** One place by every rule but that of consent to matching, which is the request's; null = not known. */
export function judged(places: Places, view: RequestView, menuId: string): FoundRow | null {
  const row = places.find(menuId);
  if (row === null) return null;
  const request = new RowRequest(view, places.vocabulary, places.ids, places.slices);
  return new Judging(request, places, { limit: 0, misses: 0 }).judged(row.band, row.at);
}

function judgeNamed(places: Places, judging: Judging, among: readonly string[]): void {
  for (const menuId of new Set(among)) {
    const found = places.find(menuId);
    if (found !== null) judging.judge(found.band, found.at);
  }
}

function judgeInReach(places: Places, judging: Judging, request: RowRequest, beyond: number): void {
  if (!request.isLocated || request.view.need.maxDistanceMeters == null) {
    for (const band of places.allBands()) judging.judgeAll(band);
    return;
  }
  const reach = request.most + beyond;
  if (places.everywhere !== undefined) judging.judgeRange(places.everywhere, 0, places.everywhere.end, reach);
  const last = bandAt(Math.floor(request.y + reach + 1));
  for (let number = Math.max(1, bandAt(Math.ceil(request.y - reach - 1))); number <= last; number += 1) {
    const band = places.band(number);
    if (band !== undefined) judgeStrip(judging, request, band, number, reach);
  }
}

/** Reads only as far east and west as the circle goes at its widest in this strip. */
function judgeStrip(judging: Judging, request: RowRequest, band: Band, number: number, reach: number): void {
  const south = southOf(number) - request.y;
  const north = Math.max(0, south, -(south + BAND_HEIGHT - 1));
  const radius = reach + ROUNDING;
  if (north > radius) return;
  const east = Math.ceil(Math.sqrt(radius * radius - north * north) / request.eastScale);
  const from = band.lowerBound(request.x - east);
  judging.judgeRange(band, from, band.lowerBound(request.x + east + 1), reach);
}
