import fc from 'fast-check';
import { eastScaleAt, gridPointOf, metresBetween } from './grid';

const RADIUS = 6_371_008.8;
const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** The oracle: the distance on a sphere. */
function haversine(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const [north, east] = [rad(b.lat - a.lat) / 2, rad(b.lng - a.lng) / 2];
  const half = Math.sin(north) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(east) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(half));
}

it('stays within half a per cent of the true distance for 50 km around any point of Japan', () => {
  const centres = fc.record({
    lat: fc.double({ min: 20.4, max: 45.6, noNaN: true }),
    lng: fc.double({ min: 122.9, max: 154, noNaN: true }),
  });
  const ways = fc.record({
    metres: fc.double({ min: 1_000, max: 50_000, noNaN: true }),
    bearing: fc.double({ min: 0, max: 360, noNaN: true }),
  });
  fc.assert(
    fc.property(centres, ways, (centre, { metres, bearing }) => {
      const there = {
        lat: centre.lat + (metres * Math.cos(rad(bearing))) / 111_195,
        lng: centre.lng + (metres * Math.sin(rad(bearing))) / (111_195 * Math.cos(rad(centre.lat))),
      };
      const [a, b] = [gridPointOf(centre), gridPointOf(there)];
      if (a === null || b === null) throw new Error('Both points are known.');
      const truth = haversine(centre, there);
      // Whole metres: one for the rounding of either end.
      expect(Math.abs(metresBetween(a, b, eastScaleAt(centre)) - truth)).toBeLessThanOrEqual(0.005 * truth + 2);
    }),
    { numRuns: 3_000 },
  );
});

it('knows no place for a point that is not one', () => {
  expect([null, undefined, { lat: Number.NaN, lng: 1 }].map(gridPointOf)).toEqual([null, null, null]);
  expect(metresBetween({ x: 0, y: 0 }, { x: 3, y: 4 }, 1)).toBe(5);
  expect(metresBetween({ x: 0, y: 0 }, { x: 1, y: 0 }, 0.5)).toBe(1);
});
