import fc from 'fast-check';
import { Band } from './band';
import { RankedRows } from './ranked-rows';
import * as row from './row';

const band = new Band(row.X);
const KEYS = 8;
const keys = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: KEYS, maxLength: KEYS });
const before = (a: readonly number[], b: readonly number[]): number => {
  const part = a.findIndex((value, index) => value !== b[index]);
  return part < 0 ? 0 : (a[part] ?? 0) - (b[part] ?? 0);
};

const few = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 90 }));

/** The last word differs, as that of a menu's id does. */
const distinct = (all: readonly (readonly number[])[]) => all.map((key, index) => [...key.slice(0, KEYS - 1), index]);

function offered(most: number, all: readonly (readonly number[])[]): RankedRows {
  const rows = new RankedRows(most);
  all.forEach((key, index) => {
    rows.key.set(key);
    if (rows.mayEnter(key[0] ?? 0)) rows.offer(band, index, index + 1, index + 2);
  });
  return rows;
}

it('keeps the best, as many as are wanted, in order', () => {
  fc.assert(
    fc.property(fc.array(keys, { minLength: 30, maxLength: 120 }), few, (drawn, most) => {
      const all = distinct(drawn);
      const best = all.map((key, index) => ({ key, index })).sort((a, b) => before(a.key, b.key));
      expect(offered(most, all).map((_, at, metres, mask) => [at, metres, mask])).toEqual(
        best.slice(0, most).map(({ index }) => [index, index + 1, index + 2]),
      );
    }),
  );
});

it('gives the strip back in which a row lies', () => {
  expect(offered(1, [[1]]).map((where) => where === band)).toEqual([true]);
});

it('lets in what may count and no more', () => {
  const rows = offered(2, [[3], [5]]);
  expect([4, 5, 6].map((first) => rows.mayEnter(first))).toEqual([true, true, false]);
  expect(new RankedRows(1).mayEnter(9)).toBe(true);
  expect(new RankedRows(0).mayEnter(1)).toBe(false);
});

it('keeps the first of two that are alike', () => {
  expect(offered(1, [[1], [1]]).map((_, at) => at)).toEqual([0]);
});

it('keeps none where none is wanted', () => {
  const rows = new RankedRows(0);
  rows.key.fill(1);
  rows.offer(band, 1, 1, 1);
  expect(rows.map(() => 1)).toEqual([]);
});
