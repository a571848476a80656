import { type Boundary, type Box, type LngLat, polygonsOf } from './boundary';

/** The box of a second-level mesh of JIS X 0410, about 10 km wide; undefined for what is no such code. */
export function boxOfMesh(code: string): Box | undefined {
  const digits = /^(\d{2})(\d{2})([0-7])([0-7])$/.exec(code);
  if (!digits) return undefined;
  const [row = 0, column = 0, minorRow = 0, minorColumn = 0] = digits.slice(1).map(Number);
  const south = (row * 8 + minorRow) / 12;
  const west = 100 + column + minorColumn / 8;
  return { south, west, north: south + 1 / 12, east: west + 1 / 8 };
}

export const boxesMeet = (one: Box, other: Box): boolean =>
  one.south < other.north && other.south < one.north && one.west < other.east && other.west < one.east;

/**
 * How much of a second-level mesh lies within boundaries, 0 to 1; so small that a degree is as long everywhere in it.
 * Boundaries that overlap count twice, all of it at most.
 */
export function shareOfMesh(code: string, boundaries: readonly Boundary[]): number {
  const box = boxOfMesh(code);
  if (!box) return 0;
  const within = boundaries.flatMap(polygonsOf).map(([outline = [], ...holes]) => {
    const sizeIn = (ring: readonly LngLat[]): number => sizeOf(clipped(ring, box));
    return holes.reduce((size, hole) => size - sizeIn(hole), sizeIn(outline));
  });
  const all = (box.north - box.south) * (box.east - box.west);
  return Math.min(1, Math.max(0, within.reduce((sum, size) => sum + size, 0) / all));
}

/**
 * What of a ring lies in the box, cut side by side (Sutherland and Hodgman). Of a concave ring pieces may be joined
 * along a side: that adds nothing to its size.
 */
function clipped(ring: readonly LngLat[], { south, north, west, east }: Box): readonly LngLat[] {
  const sides: readonly Side[] = [
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ];
  return sides.reduce(cut, ring);
}

/** Axis (0 = longitude, 1 = latitude), where it is, and on which side of it to stay. */
type Side = readonly [axis: 0 | 1, at: number, inward: 1 | -1];

function cut(ring: readonly LngLat[], [axis, at, inward]: Side): readonly LngLat[] {
  const isIn = (point: LngLat): boolean => (point[axis] - at) * inward >= 0;
  return ring.flatMap((point, index) => {
    const before = ring.at(index - 1) ?? point;
    const kept = isIn(point) ? [point] : [];
    if (isIn(before) === isIn(point)) return kept;
    const share = (at - before[axis]) / (point[axis] - before[axis]);
    const crossing: LngLat = [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])];
    return [crossing, ...kept];
  });
}

/** Half of the sum of cross products, from the first point: far from the origin the sum would lose its last digits. */
function sizeOf(ring: readonly LngLat[]): number {
  const [originX = 0, originY = 0] = ring[0] ?? [];
  const crosses = ring.map(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return (x - originX) * (nextY - originY) - (nextX - originX) * (y - originY);
  });
  return Math.abs(crosses.reduce((sum, cross) => sum + cross, 0)) / 2;
}
