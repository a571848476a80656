import { KnownPlaces } from './known-places';
import { applyReport, EMPTY_LEDGER, type Ledger } from './ledger';
import type { MenuFacts } from './menu-facts';

const T = '990019';
const menu = (menuId: string, version: number, orgId = 'o') =>
  ({ menuId, version, orgId, name: `v${version}` }) as MenuFacts;
const none = { added: 0, freed: 0 };
const ledger = (version: number, used: number, held = 0): Ledger => ({
  ...EMPTY_LEDGER,
  ...applyReport(
    EMPTY_LEDGER,
    { total: 5, used, outOfSystem: null, reportedAt: '2026-11-16T00:00:00Z', version: 1 },
    { all: none, outOfSystem: none },
  ),
  all: { held, added: 0, freed: 0 },
  version,
});

it('keeps the newest, whatever the order in which rows are seen', () => {
  const known = new KnownPlaces();
  known.learnMenus(T, [menu('a', 2), menu('b', 1)]);
  known.learnMenus(T, [menu('a', 1)]);
  expect(known.menus(T).map(({ name }) => name)).toEqual(['v2', 'v1']);
  known.learnLedgers(T, [{ menuId: 'a', ledger: ledger(3, 2), placed: 0 }]);
  known.learnLedgers(T, [{ menuId: 'a', ledger: ledger(2, 4), placed: 0 }]);
  expect(known.capacityOf(T, 'a')?.used).toBe(2);
});

it('keeps municipalities apart', () => {
  const known = new KnownPlaces();
  known.learnMenus(T, [menu('a', 1)]);
  expect(known.menus('990027')).toEqual([]);
  expect(known.menu('990027', 'a')).toBeNull();
});

it('compares among named menus once each and leaves out what it does not know', () => {
  const known = new KnownPlaces();
  known.learnMenus(T, [menu('a', 1), menu('b', 1)]);
  expect(known.menus(T, ['b', 'b', 'x']).map(({ menuId }) => menuId)).toEqual(['b']);
});

it('knows how much an organisation carries, over all its menus', () => {
  const known = new KnownPlaces();
  known.learnMenus(T, [menu('a', 1), menu('b', 1), menu('c', 1, 'other')]);
  known.learnLedgers(T, [
    { menuId: 'a', ledger: ledger(1, 0, 1), placed: 2 },
    { menuId: 'b', ledger: ledger(1, 0), placed: 1 },
  ]);
  expect(known.loadOf(T, 'o')).toBe(4);
  expect(known.loadOf(T, 'other')).toBe(0);
  known.learnLedgers(T, [{ menuId: 'b', ledger: ledger(2, 0), placed: 0 }]);
  expect(known.loadOf(T, 'o')).toBe(3);
});
