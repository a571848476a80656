import { randomUUID } from 'node:crypto';
import { KnownPlaces } from '../known-places';
import { NOTHING_KNOWN, type RepeatedFacts } from '../menu-facts';
import { UUIDS } from './ids';
import { type WrittenFacts } from './packed-parts';
import { Packing, Vocabulary } from './packing';
import { ROW_WORDS } from './row';

const ids = () => ({ menuId: randomUUID(), resourceId: randomUUID(), orgId: randomUUID() });
const POINT = { lat: 35.5, lng: 139.4 };

function written(...texts: readonly string[]): { readonly menu: WrittenFacts; readonly read: jest.Mock } {
  const read = jest.fn((_: number, text: string) => JSON.parse(text) as Partial<RepeatedFacts>);
  return { menu: { ...ids(), location: POINT, parts: texts, read }, read };
}

function rowFrom(packing: Packing, facts: Parameters<Packing['pack']>[0]): readonly number[] {
  const row = new Int32Array(ROW_WORDS).fill(-1);
  packing.pack(facts, row);
  return [...row];
}

it('come to the row of all facts together', () => {
  const packing = new Packing(new Vocabulary(), UUIDS);
  const { menu } = written('{"feeYen":500,"modes":["remote"]}', '{"languages":["ja"],"pickup":true}', '{}');
  const { menuId, resourceId, orgId, location } = menu;
  const own = { menuId, resourceId, orgId, location };
  const facts = { ...NOTHING_KNOWN, feeYen: 500, modes: ['remote'], languages: ['ja'], pickup: true };
  expect(rowFrom(packing, menu)).toEqual(rowFrom(packing, { ...own, ...facts }));
  expect(rowFrom(packing, { ...menu, parts: [] })).toEqual(rowFrom(packing, { ...own, ...NOTHING_KNOWN }));
});

it('are read once, each part for itself, until they are forgotten', () => {
  const packing = new Packing(new Vocabulary(), UUIDS);
  const { menu, read } = written('{"feeYen":500}', '{}');
  const first = rowFrom(packing, menu);
  expect(rowFrom(packing, menu)).toEqual(first);
  expect(read.mock.calls).toEqual([
    [0, '{"feeYen":500}'],
    [1, '{}'],
  ]);
  packing.forgetTexts();
  expect(rowFrom(packing, menu)).toEqual(first);
  expect(read).toHaveBeenCalledTimes(4);
});

it('are kept for the municipality that is read, and for no other', () => {
  const known = new KnownPlaces();
  const { menu, read } = written('{"feeYen":500}');
  known.learnMenus('990019', [menu]);
  known.learnMenus('990019', [menu]);
  expect(read).toHaveBeenCalledTimes(1);
  known.learnMenus('990027', [menu]);
  known.learnMenus('990019', [menu]);
  expect(read).toHaveBeenCalledTimes(3);
});
