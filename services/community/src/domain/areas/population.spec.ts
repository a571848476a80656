import { AppError } from '#libs/kernel';
import * as fc from 'fast-check';
import { loadLevel } from './load';
import { boxesMeet, boxOfMesh } from './mesh';
import {
  type AgeBand,
  agedShare,
  checkPopulation,
  perThousand,
  type Population,
  sourcesOf,
  sumPopulations,
} from './population';
import { shown, shownOfSum } from './small-cells';

const band = (from: number, to: number | null, male: number | null, female: number | null): AgeBand => ({
  ...{ from, to, male, female },
});
const people = (given: Partial<Population> = {}): Population => ({
  ...{ asOf: '2026-03-31', total: 100, male: 40, female: 60, households: 50 },
  byAge: [band(0, 64, 30, 40), band(65, null, 10, 20)],
  ...given,
});
const problemOf = (given: Partial<Population>): string => {
  try {
    checkPopulation(people(given));
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.fields[0]?.field ?? ''}`;
    throw error;
  }
  return 'fits';
};

describe('who lives in an area', () => {
  it('stands in bands in order and apart, and is never more than the whole', () => {
    expect(problemOf({})).toBe('fits');
    expect(problemOf({ byAge: [], male: null, female: null })).toBe('fits');
    expect(problemOf({ byAge: [band(0, 4, 1, 1), band(4, 9, 1, 1)] })).toBe('area-population.bands-overlap byAge.1');
    expect(problemOf({ byAge: [band(0, null, 1, 1), band(5, 9, 1, 1)] })).toBe('area-population.bands-overlap byAge.1');
    expect(problemOf({ byAge: [band(9, 5, 1, 1)] })).toBe('area-population.bands-overlap byAge.0');
    expect(problemOf({ byAge: [band(0, 4, 41, 1)] })).toBe('area-population.more-than-all male');
    expect(problemOf({ byAge: [band(0, 4, 1, 61)] })).toBe('area-population.more-than-all female');
    expect(problemOf({ total: 99 })).toBe('area-population.more-than-all total');
    expect(problemOf({ total: 101 })).toBe('fits');
  });

  it('is added up where all parts count in the same bands', () => {
    const sum = sumPopulations([people(), people({ asOf: '2025-04-01', households: null })]);
    expect(sum).toEqual({
      ...{ asOf: '2025-04-01', total: 200, male: 80, female: 120, households: null },
      byAge: [band(0, 64, 60, 80), band(65, null, 20, 40)],
    });
    expect(sumPopulations([people(), people({ byAge: [band(0, null, 40, 60)] })])?.byAge).toEqual([]);
    expect(sumPopulations([])).toBeUndefined();
  });

  it('comes from the area itself, else from its parts, and nobody is counted twice', () => {
    const children: Readonly<Record<string, readonly string[]>> = {
      city: ['east', 'west'],
      east: ['first', 'shared'],
      west: ['shared', 'second'],
    };
    const from = (id: string, known: readonly string[]) =>
      sourcesOf(
        id,
        (area) => children[area] ?? [],
        (area) => known.includes(area),
      );
    expect(from('city', ['city', 'east'])).toEqual({ ids: ['city'], complete: true });
    expect(from('city', ['first', 'shared', 'second'])).toEqual({ ids: ['first', 'shared', 'second'], complete: true });
    expect(from('city', ['east', 'shared', 'second'])).toEqual({ ids: ['east', 'second'], complete: true });
    expect(from('city', ['first', 'second'])).toEqual({ ids: ['first', 'second'], complete: false });
    expect(from('second', [])).toEqual({ ids: [], complete: false });
  });

  it('is 65 or older by bands that say so', () => {
    expect(agedShare(people())).toBe(0.3);
    expect(agedShare(people({ byAge: [band(0, 69, 1, 1), band(70, null, 1, 1)] }))).toBeNull();
    expect(agedShare(people({ byAge: [band(65, null, null, 1)] }))).toBeNull();
    expect(agedShare(people({ total: 0, byAge: [band(65, null, 0, 0)] }))).toBeNull();
  });

  it('counts per 1,000 people to two decimals', () => {
    expect([perThousand(3, 1481), perThousand(3, 0), perThousand(3, null)]).toEqual([2.03, null, null]);
  });
});

describe('small cells', () => {
  it('of one to four people are not shown', () => {
    expect([0, 1, 4, 5, null].map(shown)).toEqual([
      { people: 0, suppressed: false },
      { people: null, suppressed: true },
      { people: null, suppressed: true },
      { people: 5, suppressed: false },
      { people: null, suppressed: false },
    ]);
  });

  it('cannot be found from a sum beside them', () => {
    expect(shownOfSum([3, 20, 9, 0]).map(({ people: one }) => one)).toEqual([null, 20, null, 0]);
    expect(shownOfSum([3, 4, 20]).map(({ people: one }) => one)).toEqual([null, null, 20]);
    expect(shownOfSum([3, 0, 0]).map(({ people: one }) => one)).toEqual([null, 0, 0]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }), (cells) => {
        const hidden = shownOfSum(cells).filter(({ suppressed }) => suppressed).length;
        const others = cells.filter((cell) => cell > 0).length;
        expect(hidden === 1 && others > 1).toBe(false);
        shownOfSum(cells).forEach(({ people: one }) => expect(one !== null && one > 0 && one < 5).toBe(false));
      }),
    );
  });
});

describe('a mesh', () => {
  it('is the box that its code says', () => {
    const box = boxOfMesh('533945');
    expect([box?.south, box?.west]).toEqual([expect.closeTo(35.666_667, 5), 139.625]);
    expect([box?.north, box?.east]).toEqual([expect.closeTo(35.75, 5), 139.75]);
    expect(['53394', '533985', 'x33945', '5339450'].map(boxOfMesh)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('meets what shares more than an edge with it', () => {
    const box = { south: 35, north: 36, west: 133, east: 134 };
    const moved = (by: number) => ({ ...box, west: box.west + by, east: box.east + by });
    const lifted = (by: number) => ({ ...box, south: box.south + by, north: box.north + by });
    const meets = [moved(0.99), moved(-0.99), lifted(0.99), lifted(-0.99), moved(1), moved(-1), lifted(1), lifted(-1)];
    expect(meets.map((other) => boxesMeet(box, other))).toEqual([true, true, true, true, false, false, false, false]);
  });
});

describe('a load', () => {
  it.each([
    [null, 3, 'unknown'],
    [3, null, 'unknown'],
    [0, 0, 'full'],
    [1, 0, 'over'],
    [7, 10, 'room'],
    [8, 10, 'nearly_full'],
    [10, 10, 'full'],
    [11, 10, 'over'],
  ])('of %s in %s is %s', (used, limit, level) => {
    expect(loadLevel(used, limit)).toBe(level);
  });
});
