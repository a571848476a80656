import { createHash, randomUUID } from 'node:crypto';
import { KnownPlaces } from '../known-places';
import { NOTHING_KNOWN, type RepeatedFacts } from '../menu-facts';
import { UUIDS } from './ids';
import { type WrittenFacts } from './packed-parts';
import { Packing, Vocabulary } from './packing';
import { ROW_WORDS } from './row';

const ids = () => ({ menuId: randomUUID(), resourceId: randomUUID(), orgId: randomUUID() });
const POINT = { lat: 35.5, lng: 139.4 };
const FREE = '{"feeYen":0}';
const DEAR = '{"feeYen":500}';
const MARKS: Readonly<Record<string, string>> = { [FREE]: 'AAAAB/////', [DEAR]: 'AAAAC/////' };

/** Of a part and its text; those of fees meet in their second half, the last of all words. */
const markOf = (text: string, part: number): string =>
  MARKS[text] ?? createHash('md5').update(`${part}:${text}`).digest('base64').slice(0, 10);

function written(...texts: readonly string[]): {
  readonly menu: WrittenFacts & ReturnType<typeof ids>;
  /** What was read, in order. */
  readonly calls: readonly (readonly [number, string])[];
} {
  const calls: [number, string][] = [];
  const read = (part: number, text: string): Partial<RepeatedFacts> => {
    calls.push([part, text]);
    return JSON.parse(text) as Partial<RepeatedFacts>;
  };
  const own = ids();
  const head = [own.menuId, own.resourceId, own.orgId, ...texts.map(markOf)].join('');
  return { menu: { ...own, location: POINT, head, headEnd: head.length, parts: texts, read }, calls };
}

function rowFrom(packing: Packing, facts: Parameters<Packing['pack']>[0]): readonly number[] | null {
  const row = new Int32Array(ROW_WORDS).fill(-1);
  return packing.pack(facts, row) ? [...row] : null;
}

it('come to the row of all facts together', () => {
  const packing = new Packing(new Vocabulary(), UUIDS);
  const { menu } = written('{"feeYen":500,"modes":["remote"]}', '{"languages":["ja"],"pickup":true}', '{}');
  const { menuId, resourceId, orgId, location } = menu;
  const own = { menuId, resourceId, orgId, location };
  const facts = { ...NOTHING_KNOWN, feeYen: 500, modes: ['remote'], languages: ['ja'], pickup: true };
  expect(rowFrom(packing, menu)).toEqual(rowFrom(packing, { ...own, ...facts }));
  expect(rowFrom(packing, { ...menu, headEnd: 0 })).toEqual(rowFrom(packing, { ...own, ...NOTHING_KNOWN }));
});

it('are read once, each part for itself, until they are forgotten', () => {
  const packing = new Packing(new Vocabulary(), UUIDS);
  const { menu, calls } = written(DEAR, '{}');
  const first = rowFrom(packing, menu);
  expect(rowFrom(packing, menu)).toEqual(first);
  expect(calls).toEqual([
    [0, DEAR],
    [1, '{}'],
  ]);
  packing.forgetTexts();
  expect(rowFrom(packing, menu)).toEqual(first);
  expect(calls).toHaveLength(4);
});

it('are known by their marks alone, once their texts were read', () => {
  const packing = new Packing(new Vocabulary(), UUIDS);
  const { menu } = written(DEAR, '{"pickup":true}');
  const brief = { ...menu, parts: null };
  expect(rowFrom(packing, brief)).toBeNull();
  rowFrom(packing, written(DEAR).menu);
  expect(rowFrom(packing, brief)).toBeNull();
  const whole = rowFrom(packing, menu);
  expect(rowFrom(packing, brief)).toEqual(whole);
});

it('are told apart by the whole mark', () => {
  const packing = new Packing(new Vocabulary(), UUIDS);
  const { menu: free } = written(FREE);
  const { menu: dear } = written(DEAR);
  const rows = [free, dear].map((menu) => rowFrom(packing, menu));
  expect(rows[0]?.slice(0, 15)).not.toEqual(rows[1]?.slice(0, 15));
  expect([free, dear].map((menu) => rowFrom(packing, { ...menu, parts: null }))).toEqual(rows);
  for (let sign = 1; sign <= 10; sign += 1) {
    const at = free.head.length - sign;
    for (const other of ['Q', 'z', '7', '+'])
      expect(
        rowFrom(packing, { ...free, head: `${free.head.slice(0, at)}${other}${free.head.slice(at + 1)}`, parts: null }),
      ).toBeNull();
  }
});

it('are kept for the municipality that is read, and for no other', () => {
  const known = new KnownPlaces();
  const { menu, calls } = written(DEAR);
  known.learnMenus('990019', [menu]);
  known.learnMenus('990019', [menu]);
  expect(calls).toHaveLength(1);
  known.learnMenus('990027', [menu]);
  known.learnMenus('990019', [menu]);
  expect(calls).toHaveLength(3);
});

it('say which menus have to be read whole, of which nothing is known then', () => {
  const known = new KnownPlaces();
  const [seen, other] = [written(DEAR).menu, written(FREE).menu];
  known.learnMenus('990019', [seen]);
  const again = { ...written(DEAR).menu, parts: null };
  expect(known.learnMenus('990019', [again, { ...other, parts: null }])).toEqual([other.menuId]);
  expect([seen, again, other].map(({ menuId }) => known.has('990019', menuId))).toEqual([true, true, false]);
  expect(known.learnMenus('990019', [other])).toEqual([]);
  expect(known.size('990019')).toBe(3);
});
