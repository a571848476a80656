import { Arrivals } from './arrivals';
import { MENU_ID, ROW_WORDS } from './row';

function rowWith(...id: readonly number[]): Int32Array {
  const row = new Int32Array(ROW_WORDS);
  row.set(id, MENU_ID);
  return row;
}

it('knows each menu that came, however many, by all words of its id', () => {
  const arrivals = new Arrivals();
  for (let menu = 1; menu <= 1_000; menu += 1) {
    const row = rowWith(7, menu, 0, menu);
    expect(arrivals.has(row, MENU_ID)).toBe(false);
    arrivals.add(menu % 3, row, menu % 2 === 0);
    expect(arrivals.has(row, MENU_ID)).toBe(true);
  }
  expect(arrivals.has(rowWith(7, 1, 0, 2), MENU_ID)).toBe(false);
  expect(arrivals.has(rowWith(7, 1, 0, 1), MENU_ID)).toBe(true);
  expect(arrivals.count).toBe(1_000);
  expect(arrivals.fresh).toHaveLength(500);
  expect([...arrivals.byBand.values()].map(({ length }) => length)).toEqual([333, 334, 333].sort((a, b) => b - a));
});

it('knows nothing and keeps no memory when it is emptied', () => {
  const arrivals = new Arrivals();
  arrivals.add(1, rowWith(1, 2, 3, 4), true);
  arrivals.empty();
  expect(arrivals.has(rowWith(1, 2, 3, 4), MENU_ID)).toBe(false);
  expect([arrivals.count, arrivals.words.length, arrivals.byBand.size, arrivals.fresh.length]).toEqual([0, 0, 0, 0]);
  arrivals.add(2, rowWith(1, 2, 3, 4), true);
  expect(arrivals.byBand.get(2)).toEqual([0]);
});
