/** A position in degrees (WGS 84). */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}

export function isKnown(point: Point | null | undefined): point is Point {
  return point != null && Number.isFinite(point.lat) && Number.isFinite(point.lng);
}
