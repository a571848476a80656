import { invalid } from '#libs/kernel';
import limits from './boundary-limits.json';

/** [longitude, latitude], degrees, WGS 84. */
export type LngLat = [number, number];
type Ring = LngLat[];
type PolygonRings = Ring[];

/** GeoJSON geometry: the first ring of a polygon is its outline, the others are holes. */
export type Boundary =
  | { readonly type: 'Polygon'; readonly coordinates: PolygonRings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: PolygonRings[] };

/** Degrees. */
export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

const AT = 'boundary.coordinates';

/** A boundary as given, checked; heights are left away. 400 `area-boundary.invalid` with place and mend. */
export function boundaryOf(given: {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly coordinates: unknown;
}): Boundary {
  if (given.type === 'Polygon') {
    const coordinates = polygonOf(given.coordinates, AT);
    refuseTooMany([coordinates]);
    return { type: 'Polygon', coordinates };
  }
  const coordinates = listOf(given.coordinates, AT, limits.polygons).map((polygon, index) =>
    polygonOf(polygon, `${AT}.${index}`),
  );
  refuseTooMany(coordinates);
  return { type: 'MultiPolygon', coordinates };
}

export const polygonsOf = (boundary: Boundary): readonly PolygonRings[] =>
  boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;

export function boxAround(boundary: Boundary): Box {
  const positions = polygonsOf(boundary).flat(2);
  const lngs = positions.map(([lng]) => lng);
  const lats = positions.map(([, lat]) => lat);
  return {
    ...{ south: Math.min(...lats), north: Math.max(...lats) },
    ...{ west: Math.min(...lngs), east: Math.max(...lngs) },
  };
}

function polygonOf(given: unknown, at: string): PolygonRings {
  return listOf(given, at, limits.ringsPerPolygon).map((ring, index) => ringOf(ring, `${at}.${index}`));
}

function ringOf(given: unknown, at: string): Ring {
  const ring = listOf(given, at, limits.positions).map((position, index) => positionOf(position, `${at}.${index}`));
  if (ring.length < 4) throw wrong(at, 'fourPositions', '輪は 4 点以上 (始点と同じ終点を含む) にしてください');
  const [first, last] = [ring[0], ring.at(-1)];
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    throw wrong(`${at}.${ring.length - 1}`, 'closed', '輪の最後の点を最初の点と同じにしてください');
  }
  if (isLine(ring)) throw wrong(at, 'hasArea', '面積のある輪にしてください');
  return ring;
}

function positionOf(given: unknown, at: string): LngLat {
  const [lng, lat] = Array.isArray(given) ? (given as readonly unknown[]) : [];
  if (typeof lng !== 'number' || typeof lat !== 'number' || (given as readonly unknown[]).length > 3) {
    throw wrong(at, 'position', '点は [経度, 緯度] の数値で指定してください');
  }
  if (isInJapan(lng, lat)) return [lng, lat];
  const mend = isInJapan(lat, lng)
    ? '経度と緯度が逆です。[経度, 緯度] の順にしてください'
    : `日本の範囲 (緯度 ${limits.south}〜${limits.north}、経度 ${limits.west}〜${limits.east}) の点にしてください`;
  throw wrong(at, 'inJapan', mend);
}

const isInJapan = (lng: number, lat: number): boolean =>
  lat >= limits.south && lat <= limits.north && lng >= limits.west && lng <= limits.east;

function listOf(given: unknown, at: string, max: number): readonly unknown[] {
  if (!Array.isArray(given) || given.length === 0) throw wrong(at, 'list', 'GeoJSON の座標の並びで指定してください');
  if (given.length > max) throw wrong(at, 'tooMany', `${max} 以内にしてください。形を簡単にしてから入力してください`);
  return given as readonly unknown[];
}

function refuseTooMany(polygons: readonly PolygonRings[]): void {
  if (polygons.flat(2).length <= limits.positions) return;
  const mend = `点は全部で ${limits.positions} 以内にしてください。形を簡単にしてから入力してください`;
  throw wrong(AT, 'tooManyPositions', mend);
}

/** All positions on one line: nothing lies inside. */
function isLine(ring: Ring): boolean {
  const [x0 = 0, y0 = 0] = ring[0] ?? [];
  return ring.every(([x, y], index) => {
    const [nextX, nextY] = ring[index + 1] ?? [x0, y0];
    return (x - x0) * (nextY - y0) === (nextX - x0) * (y - y0);
  });
}

const wrong = (field: string, rule: string, mend: string) =>
  invalid('area-boundary.invalid', 'The boundary is no area.', [{ field, rule, mend }]);
