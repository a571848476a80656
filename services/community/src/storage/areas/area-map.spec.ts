import * as fc from 'fast-check';
import { type Boundary, boundaryOf, boxAround, polygonsOf } from '../../domain/areas/boundary';
import { type AreaMap, areasOn, type MappedArea } from './area-map';

/** A grid whose crossings are exact as binary fractions: the reference below counts in whole numbers. */
const STEP = 1 / 64;
const CELLS = 12;
const place = (column: number, row: number): [number, number] => [133 + column * STEP, 35 + row * STEP];
const onGrid = ([lng, lat]: readonly [number, number]): Spot => [(lng - 133) / STEP, (lat - 35) / STEP];

type Spot = readonly [number, number];
type Where = 'inside' | 'border' | 'outside';

/** By even and odd crossings of a ray to the east, all in whole numbers. */
function castRay(rings: readonly (readonly Spot[])[], spot: Spot): Where {
  const met = rings.flatMap((ring) => ring.slice(1).map((end, index) => meet(ring[index] ?? end, end, spot)));
  if (met.includes('border')) return 'border';
  return met.filter((one) => one === 'crossed').length % 2 === 1 ? 'inside' : 'outside';
}

/** What the ray from the spot makes of one edge. */
function meet([ax, ay]: Spot, [bx, by]: Spot, [x, y]: Spot): 'border' | 'crossed' | 'missed' {
  const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  if (side === 0 && isBetween(ax, x, bx) && isBetween(ay, y, by)) return 'border';
  return ay > y !== by > y && side > 0 === by > ay ? 'crossed' : 'missed';
}

const isBetween = (one: number, at: number, other: number): boolean =>
  Math.min(one, other) <= at && at <= Math.max(one, other);

function whereIn(boundary: Boundary, point: Spot): Where {
  const found = polygonsOf(boundary).map((rings) =>
    castRay(
      rings.map((ring) => ring.map(onGrid)),
      point,
    ),
  );
  return found.includes('inside') ? 'inside' : found.includes('border') ? 'border' : 'outside';
}

const spot = fc.tuple(fc.integer({ min: 0, max: CELLS }), fc.integer({ min: 0, max: CELLS }));
const ring = fc.array(spot, { minLength: 3, maxLength: 8 }).map((spots) => {
  const positions = spots.map(([column, row]) => place(column, row));
  return [...positions, positions[0]];
});
const given = fc.oneof(
  fc.record({ type: fc.constant('Polygon' as const), coordinates: fc.array(ring, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    type: fc.constant('MultiPolygon' as const),
    coordinates: fc.array(fc.array(ring, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
  }),
);
const areaOf = (boundary: Boundary, index: number): MappedArea => ({
  id: `area-${index}`,
  code: `${index}`,
  level: 'elementarySchoolDistrict',
  parentIds: [],
  boundary,
  box: boxAround(boundary),
});
const drawn = given.map((boundary): readonly Boundary[] => {
  try {
    return [boundaryOf(boundary)];
  } catch {
    return [];
  }
});
const mapOf = (areas: readonly MappedArea[]): AreaMap => new Map(areas.map((area) => [area.id, area]));

describe('a point', () => {
  it('is in exactly the areas that a ray in whole numbers says, and on borders in the one of lowest code', () => {
    const seen: Record<Where, number> = { inside: 0, border: 0, outside: 0 };
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 5 }), spot, (many, point) => {
        const areas = many.flat().map(areaOf);
        const [lng, lat] = place(...point);
        const places = areas.map(({ boundary }) => (boundary ? whereIn(boundary, point) : 'outside'));
        places.forEach((where) => (seen[where] += 1));
        const inside = areas.filter((_, index) => places[index] === 'inside').map(({ id }) => id);
        const border = areas.filter((_, index) => places[index] === 'border').map(({ id }) => id);
        expect(areasOn(mapOf(areas), { lat, lng })).toEqual(inside.length > 0 ? inside : border.slice(0, 1));
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(500);
  });

  it('of a town in squares is in one square, also where four of them meet', () => {
    const town = Array.from({ length: 100 }, (_, index) => {
      const [column, row] = [index % 10, Math.floor(index / 10)];
      const corners = [place(column, row), place(column + 1, row), place(column + 1, row + 1), place(column, row + 1)];
      const boundary = boundaryOf({ type: 'Polygon', coordinates: [[...corners, corners[0]]] });
      return { ...areaOf(boundary, index), code: String(index).padStart(3, '0') };
    });
    const inTown = fc.integer({ min: 0, max: 20 }).map((half) => half / 2);
    fc.assert(
      fc.property(inTown, inTown, (column, row) => {
        const [lng, lat] = place(column, row);
        expect(areasOn(mapOf(town), { lat, lng })).toHaveLength(1);
      }),
    );
    const [lng, lat] = place(1, 1);
    expect(areasOn(mapOf([...town].reverse()), { lat, lng })).toEqual(['area-0']);
  });

  it('is in no area without a boundary', () => {
    const bare = {
      ...areaOf(
        boundaryOf({ type: 'Polygon', coordinates: [[place(0, 0), place(1, 0), place(1, 1), place(0, 0)]] }),
        0,
      ),
    };
    expect(areasOn(mapOf([{ ...bare, boundary: null, box: null }]), { lat: 35, lng: 133 })).toEqual([]);
  });
});
