import { isKnown, type Point } from '../geo';

/**
 * The grid on which places are stored, one for the whole country: whole metres north of the equator, and whole metres
 * east of Greenwich **as they are on the equator**. A request brings its own scale of east metres, the cosine of its
 * latitude, so that there is no origin to agree on. Within 50 km of the centre the error stays under 0.5 % of the
 * haversine distance anywhere in Japan (20 to 46 degrees north).
 */
export interface GridPoint {
  readonly x: number;
  readonly y: number;
}

const NORTH_METRES_PER_DEGREE = 111_000;
const EAST_METRES_PER_DEGREE = 111_320;
/** A scale is a whole number of these parts: the same on every machine, and exact as a double. */
const SCALE_PARTS = 65_536;
const RADIANS_PER_DEGREE = Math.PI / 180;

/** Null where the point is not known. */
export function gridPointOf(point: Point | null | undefined): GridPoint | null {
  if (!isKnown(point)) return null;
  return { x: Math.round(point.lng * EAST_METRES_PER_DEGREE), y: Math.round(point.lat * NORTH_METRES_PER_DEGREE) };
}

/** Ground metres per stored metre east, at the latitude of the centre. Never zero. */
export function eastScaleAt(centre: Point): number {
  const parts = Math.round(Math.cos(centre.lat * RADIANS_PER_DEGREE) * SCALE_PARTS);
  return Math.max(1, parts) / SCALE_PARTS;
}

/** Whole metres; halves go up. `eastScale` is that of the centre of the request. */
export function metresBetween(a: GridPoint, b: GridPoint, eastScale: number): number {
  const east = (b.x - a.x) * eastScale;
  const north = b.y - a.y;
  return Math.floor(Math.sqrt(north * north + east * east) + 0.5) | 0;
}
