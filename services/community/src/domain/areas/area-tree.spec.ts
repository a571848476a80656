import { AppError } from '#libs/kernel';
import * as fc from 'fast-check';
import {
  type AreaLevel,
  type AreaNode,
  areasHolding,
  checkRelatives,
  councilLayerOf,
  LEVELS,
  refuseBackwards,
} from './area-tree';

const anArea = (id: string, level: AreaLevel, parentIds: readonly string[] = [], code = id): AreaNode => ({
  ...{ id, code, level, parentIds },
});
const problemOf = (act: () => void): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.fields[0]?.field ?? ''}`;
    throw error;
  }
  return 'fits';
};

describe('the tree of areas', () => {
  const zone = { id: 'z', level: 'dailyLifeZone' as const };
  const district = { id: 'd', level: 'elementarySchoolDistrict' as const };

  it('puts an area below higher ones only, and its parts below it', () => {
    const check = (level: AreaLevel, parentIds: string[], children: { id: string; level: AreaLevel }[] = []) =>
      problemOf(() => checkRelatives({ id: 'own', level, parentIds }, [zone, district], children));
    expect(check('neighborhood', ['z', 'd'])).toBe('fits');
    expect(check('elementarySchoolDistrict', ['z'])).toBe('fits');
    expect(check('elementarySchoolDistrict', ['z', 'd'])).toBe('area.parent-level parentIds.1');
    expect(check('municipality', ['z'])).toBe('area.parent-level parentIds.0');
    expect(check('neighborhood', ['z', 'x'])).toBe('area.parent-unknown parentIds.1');
    expect(
      problemOf(() => checkRelatives({ ...district, level: 'neighborhood', parentIds: ['d'] }, [district], [])),
    ).toBe('area.parent-unknown parentIds.0');
    expect(check('dailyLifeZone', [], [district])).toBe('fits');
    expect(check('elementarySchoolDistrict', [], [district])).toBe('area.child-level level');
    expect(check('neighborhood', [], [district])).toBe('area.child-level level');
  });

  it('has layers of councils for municipality and zone', () => {
    expect(LEVELS.map(councilLayerOf)).toEqual([1, 2, null, null]);
  });

  it('refuses an end before the beginning', () => {
    const check = (until: string | null) => problemOf(() => refuseBackwards('2026-04-01', until));
    expect([null, '2026-04-01', '2026-03-31'].map(check)).toEqual(['fits', 'fits', 'area.backwards validUntil']);
  });

  it('never has a cycle, whatever is entered and changed in whatever order', () => {
    const step = fc.record({
      id: fc.integer({ min: 0, max: 7 }).map(String),
      level: fc.constantFrom(...LEVELS),
      parentIds: fc.uniqueArray(fc.integer({ min: 0, max: 7 }).map(String), { maxLength: 4 }),
    });
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        const tree = new Map<string, AreaNode>();
        for (const { id, level, parentIds: named } of steps) {
          const parentIds = named.filter((parent) => tree.has(parent));
          const all = [...tree.values()];
          const parents = all.filter((area) => parentIds.includes(area.id));
          const children = all.filter((area) => area.parentIds.includes(id));
          if (problemOf(() => checkRelatives({ id, level, parentIds }, parents, children)) !== 'fits') continue;
          tree.set(id, anArea(id, level, parentIds));
          if (parentIds.length > 0) accepted += 1;
          expect(comesBack(tree)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('whose cycle the search would find', () => {
    const tree = [
      anArea('a', 'dailyLifeZone', ['b']),
      anArea('b', 'dailyLifeZone', ['c']),
      anArea('c', 'dailyLifeZone', ['a']),
    ];
    expect(comesBack(new Map(tree.map((area) => [area.id, area])))).toBe(true);
  });
});

/** Follows parents from every area for longer than there are areas. */
function comesBack(tree: ReadonlyMap<string, AreaNode>): boolean {
  let ends: readonly string[] = [...tree.keys()];
  for (let step = 0; step <= tree.size; step += 1) {
    ends = [...new Set(ends.flatMap((id) => tree.get(id)?.parentIds ?? []))];
  }
  return ends.length > 0;
}

describe('the areas of a point', () => {
  const areas = [
    anArea('city', 'municipality'),
    anArea('east', 'dailyLifeZone', ['city'], 'Z2'),
    anArea('west', 'dailyLifeZone', ['city'], 'Z1'),
    anArea('first', 'elementarySchoolDistrict', ['east'], 'S1'),
    anArea('second', 'elementarySchoolDistrict', ['west'], 'S2'),
    anArea('both', 'neighborhood', ['first', 'second'], 'N1'),
  ];
  const at = (inside: readonly string[], border: readonly string[] = []) =>
    areasHolding(new Map(areas.map((area) => [area.id, area])), [
      ...inside.map((id) => ({ id, onBorder: false })),
      ...border.map((id) => ({ id, onBorder: true })),
    ]);

  it('are those it lies in and all they are parts of, the largest first, then by code', () => {
    expect(at([])).toEqual([]);
    expect(at(['first'])).toEqual(['city', 'east', 'first']);
    expect(at(['both'])).toEqual(['city', 'west', 'east', 'first', 'second', 'both']);
    expect(at(['second', 'first'])).toEqual(['city', 'west', 'east', 'first', 'second']);
  });

  it('on a border: the one with the lowest code, and the zone that it belongs to', () => {
    expect(at([], ['second', 'first'])).toEqual(['city', 'east', 'first']);
    expect(at([], ['first', 'second', 'west', 'east'])).toEqual(['city', 'east', 'first']);
    expect(at([], ['west', 'east'])).toEqual(['city', 'west']);
  });

  it('of whose level one holds it inside are not decided by borders', () => {
    expect(at(['second'], ['first'])).toEqual(['city', 'west', 'second']);
    expect(at(['both'], ['first'])).toEqual(['city', 'west', 'east', 'first', 'second', 'both']);
  });

  it('do not depend on the order in which they are looked at', () => {
    const touched = fc.subarray(
      areas.map(({ id }) => id),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(touched, touched, fc.boolean(), (inside, border, turn) => {
        const once = at(inside, border);
        const again = turn ? at([...inside].reverse(), [...border].reverse()) : at(inside, [...border].reverse());
        expect(again).toEqual(once);
      }),
    );
  });
});
