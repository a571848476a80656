import { AppError } from '#libs/kernel';
import { boundaryOf, boxAround, type LngLat } from './boundary';

const SQUARE: LngLat[] = [
  [133, 35],
  [134, 35],
  [134, 36],
  [133, 36],
  [133, 35],
];

const problemOf = (type: 'Polygon' | 'MultiPolygon', coordinates: unknown): string => {
  try {
    boundaryOf({ type, coordinates });
  } catch (error) {
    if (error instanceof AppError) return `${error.fields[0]?.field ?? ''} ${error.fields[0]?.rule ?? ''}`;
    throw error;
  }
  return 'fits';
};
const ring = (coordinates: unknown): string => problemOf('Polygon', [coordinates]);
const AT = 'boundary.coordinates';

describe('a boundary', () => {
  it('is GeoJSON with closed rings; heights are left away', () => {
    const high = SQUARE.map(([lng, lat]) => [lng, lat, 12]);
    expect(boundaryOf({ type: 'Polygon', coordinates: [high] })).toEqual({ type: 'Polygon', coordinates: [SQUARE] });
    const two = { type: 'MultiPolygon' as const, coordinates: [[SQUARE], [SQUARE.map(([x, y]) => [x + 2, y])]] };
    expect(boundaryOf(two)).toEqual(two);
    expect(boxAround(boundaryOf(two))).toEqual({ south: 35, north: 36, west: 133, east: 136 });
  });

  it.each([
    ['no list', 'x', `${AT}.0 list`],
    ['an empty list', [], `${AT}.0 list`],
    ['three positions', [SQUARE[0], SQUARE[1], SQUARE[0]], `${AT}.0 fourPositions`],
    ['an open ring', SQUARE.slice(0, 4), `${AT}.0.3 closed`],
    ['a line', [SQUARE[0], SQUARE[1], SQUARE[1], SQUARE[0]], `${AT}.0 hasArea`],
    ['a text', [SQUARE[0], ['133', 35], SQUARE[0]], `${AT}.0.1 position`],
    ['one number', [SQUARE[0], [133], SQUARE[0]], `${AT}.0.1 position`],
    ['four numbers', [SQUARE[0], [133, 35, 1, 1], SQUARE[0]], `${AT}.0.1 position`],
    ['null', [null], `${AT}.0.0 position`],
    ['no number', [[Number.NaN, 35]], `${AT}.0.0 inJapan`],
    ['north of Japan', [[133, 46.01]], `${AT}.0.0 inJapan`],
    ['south of Japan', [[133, 19.99]], `${AT}.0.0 inJapan`],
    ['west of Japan', [[121.99, 35]], `${AT}.0.0 inJapan`],
    ['east of Japan', [[154.01, 35]], `${AT}.0.0 inJapan`],
  ])('is refused with place and rule: %s', (_, given, problem) => {
    expect(ring(given)).toBe(problem);
  });

  it('reaches to the corners of Japan', () => {
    const whole = [
      [122, 20],
      [154, 20],
      [154, 46],
      [122, 46],
      [122, 20],
    ];
    expect(ring(whole)).toBe('fits');
  });

  it('says so where latitude and longitude have changed places', () => {
    const swapped = SQUARE.map(([lng, lat]) => [lat, lng]);
    expect(() => boundaryOf({ type: 'Polygon', coordinates: [swapped] })).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ mend: expect.stringContaining('逆です') })] }),
    );
  });

  it('is no larger than its limits', () => {
    const long = (positions: number) => [
      ...Array.from({ length: positions - 1 }, (_, index) => [133 + index / 10_000, index % 2 === 0 ? 35 : 36]),
      [133, 35],
    ];
    expect(ring(long(3000))).toBe('fits');
    expect(ring(long(3001))).toBe(`${AT}.0 tooMany`);
    expect(problemOf('MultiPolygon', [[long(2000)], [long(1001)]])).toBe(`${AT} tooManyPositions`);
    expect(
      problemOf(
        'MultiPolygon',
        Array.from({ length: 201 }, () => [SQUARE]),
      ),
    ).toBe(`${AT} tooMany`);
    expect(
      problemOf(
        'Polygon',
        Array.from({ length: 51 }, () => SQUARE),
      ),
    ).toBe(`${AT} tooMany`);
    expect(problemOf('MultiPolygon', [[SQUARE], [SQUARE.slice(0, 4)]])).toBe(`${AT}.1.0.3 closed`);
  });
});
