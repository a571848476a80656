import type { Boundary } from './boundary';
import { boxOfMesh, shareOfMesh } from './mesh';

const MESH = '533302';
const { south, north, west, east } = boxOfMesh(MESH) ?? { south: 0, north: 0, west: 0, east: 0 };
const [high, wide] = [north - south, east - west];
/** Corners in widths and heights of the mesh, from its south-western one. */
const ring = (...corners: readonly (readonly [number, number])[]): [number, number][] =>
  [...corners, ...corners.slice(0, 1)].map(([x, y]) => [west + x * wide, south + y * high]);
const polygon = (...rings: [number, number][][]): Boundary => ({ type: 'Polygon', coordinates: rings });
const square = (x: number, y: number, size: number) => ring([x, y], [x + size, y], [x + size, y + size], [x, y + size]);
const shareOf = (...boundaries: Boundary[]): number => shareOfMesh(MESH, boundaries);

describe('the share of a mesh that an area covers', () => {
  it.each([
    ['all of it', polygon(square(-1, -1, 3)), 1],
    ['a quarter', polygon(square(0.5, 0.5, 2)), 0.25],
    ['a part with a hole', polygon(square(-1, -1, 3), square(0.25, 0.25, 0.5)), 0.75],
    ['none beside it', polygon(square(1.5, 0, 1)), 0],
    ['none along its border', polygon(square(1, 0, 1)), 0],
    ['a shape that has no corner in it', polygon(ring([-1, 0.25], [2, 0.25], [2, 0.75], [-1, 0.75])), 0.5],
    ['a shape that goes round it', polygon(ring([-1, -1], [2, -1], [2, 2], [1.5, 2], [1.5, -0.5], [-1, -0.5])), 0],
    [
      'two arms of a concave shape',
      polygon(ring([0, 0], [3, 0], [3, 1], [0, 1], [0, 0.75], [2, 0.75], [2, 0.25], [0, 0.25])),
      0.5,
    ],
  ])('%s', (_, boundary, share) => {
    expect(shareOf(boundary)).toBeCloseTo(share, 9);
  });

  it('is the same whichever way round a ring goes, and adds up over parts', () => {
    const turned = polygon([...square(0.5, 0.5, 2)].reverse());
    const other: Boundary = { type: 'MultiPolygon', coordinates: [[square(0, 0, 0.5)], [square(7, 7, 1)]] };
    expect(shareOf(turned)).toBeCloseTo(0.25, 9);
    expect(shareOf(turned, other)).toBeCloseTo(0.5, 9);
    expect(shareOf(polygon(square(-1, -1, 3)), polygon(square(-1, -1, 3)))).toBe(1);
    expect(shareOfMesh('not a mesh', [turned])).toBe(0);
  });
});
