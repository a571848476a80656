import fc from 'fast-check';
import { SearchTexts } from './search-texts';
import { pairsNeeded, pairsOf, searchKey, wordsOf } from './words';

function texts(...places: readonly (readonly [string, readonly string[], (readonly string[])?])[]): SearchTexts {
  const known = new SearchTexts();
  for (const [id, titles, others = []] of places) known.put(id, { titles, others });
  return known;
}

const idsOf = (known: SearchTexts, query: string): readonly string[] =>
  [...(known.find(query) ?? [])].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).map(({ id }) => id);

const SHOP = [
  'shop',
  ['こども料理教室 ひまわり', 'コドモリョウリキョウシツ ヒマワリ'],
  ['調理室で料理をつくる'],
] as const;
const SALON = ['salon', ['ふれあいサロン髙橋'], ['お茶とおしゃべり', '料理の会もあります']] as const;

describe('a word is found', () => {
  it.each([
    ['料理', ['shop', 'salon']],
    ['ﾘｮｳﾘ', ['shop']],
    ['りようり', ['shop']],
    ['HIMAWARI', []],
    ['高橋', ['salon']],
    ['サロン 料理', ['salon']],
    ['教', ['shop']],
    ['サロン 教室', []],
    ['ひまわい', ['shop']],
    ['こども料理教質', ['shop']],
    ['しゃべり', ['salon']],
  ])('%s', (query, expected) => {
    expect(idsOf(texts(SHOP, SALON), query)).toEqual(expected);
  });

  it('before others where it is the title, then where it begins one', () => {
    const known = texts(
      ['c', ['みんなの食堂の会']],
      ['b', ['食堂あおぞら']],
      ['a', ['食堂']],
      ['d', ['広場'], ['食堂']],
    );
    expect(idsOf(known, '食堂')).toEqual(['a', 'b', 'c', 'd']);
  });
});

it('gives null where nothing is asked', () => {
  expect(texts(SHOP).find(' ・ 、')).toBeNull();
});

it('knows what a place is called now, and not what it was called', () => {
  const known = texts(SHOP);
  known.put('shop', { titles: ['木工の家'], others: [] });
  expect([idsOf(known, '料理'), idsOf(known, '木工')]).toEqual([[], ['shop']]);
  known.remove('shop');
  known.remove('shop');
  expect([idsOf(known, '木工'), known.size]).toEqual([[], 0]);
});

const word = fc.string({ unit: fc.constantFrom(...'あいうカキク料理教室食堂の高ab'), minLength: 1, maxLength: 7 });
const places = fc.array(
  fc.tuple(fc.constantFrom('p', 'q', 'r', 's'), fc.array(word, { maxLength: 3 }), fc.array(word, { maxLength: 3 })),
  {
    maxLength: 12,
  },
);

/** Read from the rule, text by text. */
function plainly(
  texts: ReadonlyMap<string, readonly [readonly string[], readonly string[]]>,
  query: string,
): readonly string[] {
  const holds = ([titles, others]: readonly [readonly string[], readonly string[]], one: string): boolean => {
    const pairs = pairsOf(one);
    if (pairs.length === 0) return titles.some((title) => searchKey(title).includes(one));
    return [titles, others].some((lines) => {
      const there = new Set(lines.flatMap((line) => pairsOf(searchKey(line))));
      return pairs.filter((pair) => there.has(pair)).length >= pairsNeeded(pairs.length);
    });
  };
  return [...texts]
    .filter(([, text]) => wordsOf(query).every((one) => holds(text, one)))
    .map(([id]) => id)
    .sort();
}

it('finds what a plain reading of every text finds, whatever came and went before', () => {
  fc.assert(
    fc.property(places, fc.array(word, { minLength: 1, maxLength: 3 }), (came, query) => {
      const known = new SearchTexts();
      const now = new Map<string, readonly [readonly string[], readonly string[]]>();
      for (const [id, titles, others] of came) {
        known.put(id, { titles, others });
        now.set(id, [titles, others]);
      }
      const found = known.find(query.join(' '));
      if (wordsOf(query.join(' ')).length === 0) return found === null;
      expect(found?.map(({ id }) => id).sort()).toEqual(plainly(now, query.join(' ')));
      return true;
    }),
    { numRuns: 500 },
  );
});

it('is the same after it was made anew', () => {
  const known = texts(SHOP, SALON);
  const before = idsOf(known, '料理');
  for (let round = 0; round < 3_000; round += 1) known.put('other', { titles: [`場所${round}`], others: [] });
  expect(idsOf(known, '料理')).toEqual(before);
  expect([known.size, known.find('場所2999')?.filter(({ score }) => score > 5_000).length]).toEqual([3, 1]);
});

it('forgives wrong letters from four on, and never more than half', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(pairsNeeded)).toEqual([1, 2, 2, 2, 3, 3, 4, 4]);
});
