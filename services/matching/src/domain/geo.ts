/** A position in degrees (WGS 84). */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}

/** Within 0.5 % everywhere in Japan, and far finer than the search point, which is never an address. */
const METRES_PER_DEGREE = 111_000;

/** Measures whole metres from one centre on a flat local grid; null where the other end is unknown. */
export type Distance = (to: Point | null) => number | null;

function isKnown(point: Point | null): point is Point {
  return point != null && Number.isFinite(point.lat) && Number.isFinite(point.lng);
}

/** The cosine is taken once per request, so that a thousand menus cost a thousand square roots and no more. */
export function distanceFrom(centre: Point | null): Distance {
  if (!isKnown(centre)) return () => null;
  const metresPerDegreeEast = METRES_PER_DEGREE * Math.cos((centre.lat * Math.PI) / 180);
  return (to) => {
    if (!isKnown(to)) return null;
    const north = (to.lat - centre.lat) * METRES_PER_DEGREE;
    const east = (to.lng - centre.lng) * metresPerDegreeEast;
    return Math.round(Math.sqrt(north * north + east * east));
  };
}
