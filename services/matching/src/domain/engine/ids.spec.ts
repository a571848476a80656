import fc from 'fast-check';
import { foldedHigh, foldedLow, hashOf, isSameId, UUIDS } from './ids';
import { textIds } from './text-ids';

const wordsOf = (id: string): Int32Array => {
  const words = new Int32Array(6);
  expect(UUIDS.read(id, words, 1)).toBe(true);
  return words;
};

describe('a UUID', () => {
  it('becomes four words and the same text again', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const words = wordsOf(id);
        expect(UUIDS.write(words, 1)).toBe(id);
        expect([words[0], words[5]]).toEqual([0, 0]);
        const hex = id.replaceAll('-', '');
        expect([...words.subarray(1, 5)].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')).toBe(hex);
      }),
    );
    expect(UUIDS.write(wordsOf('ABCDEF01-2345-6789-ABCD-EF0123456789'), 1)).toBe(
      'abcdef01-2345-6789-abcd-ef0123456789',
    );
  });

  it.each([
    ['nothing', ''],
    ['a word', 'menu-1'],
    ['a digit too few', '00000000-0000-4000-8000-00000000000'],
    ['a digit too many', '00000000-0000-4000-8000-0000000000000'],
    ['a dash out of its place', '0000000-00000-4000-8000-000000000000'],
    ['another dash out of its place', '00000000-000-04000-8000-000000000000'],
    ['a third dash out of its place', '00000000-0000-400-08000-000000000000'],
    ['a fourth dash out of its place', '00000000-0000-4000-800-0000000000000'],
    ['no dash', '00000000000000004000080000000000000000'.slice(0, 36)],
    ['a dash more', '00000000-0000-4000-8000-0000-0000000'],
    ['no hexadecimal digit', '00000000-0000-4000-8000-00000000000g'],
    ['a sign', '00000000-0000-4000-8000-00000000000+'],
    ['a letter from elsewhere', '00000000-0000-4000-8000-00000000000あ'],
    ['a space', ' 0000000-0000-4000-8000-000000000000'],
  ])('is not %s', (_, text) => {
    expect(UUIDS.read(text, new Int32Array(6), 1)).toBe(false);
  });
});

it('tells ids apart by each of their words', () => {
  const id = Int32Array.from([1, 2, 3, 4]);
  expect(isSameId(id, 0, Int32Array.from([9, 1, 2, 3, 4]), 1)).toBe(true);
  for (let word = 0; word < 4; word += 1) {
    const other = id.slice();
    other[word] = 7;
    expect(isSameId(id, 0, other, 0)).toBe(false);
    expect(hashOf(other, 0)).not.toBe(hashOf(id, 0));
    const sums = (words: Int32Array) => [foldedHigh(words, 0), foldedLow(words, 0)];
    expect(sums(other)).not.toEqual(sums(id));
  }
});

it('spreads ids that are alike evenly', () => {
  const slots = new Int32Array(64);
  const tops = new Int32Array(64);
  for (let number = 0; number < 16_000; number += 1) {
    const hash = hashOf(Int32Array.from([0, 9, 0x4000, 0x8000, number]), 1);
    slots[hash % 64] = (slots[hash % 64] ?? 0) + 1;
    tops[hash >>> 26] = (tops[hash >>> 26] ?? 0) + 1;
  }
  for (const counts of [slots, tops]) {
    expect(Math.min(...counts)).toBeGreaterThan(180);
    expect(Math.max(...counts)).toBeLessThan(320);
  }
});

it('reads and writes at the place it is told', () => {
  const words = Int32Array.from([5, 0, 0, 0, 0, 6]);
  expect([foldedHigh(words, 1), foldedLow(words, 1)]).toEqual([
    foldedHigh(Int32Array.of(0, 0, 0, 0), 0),
    foldedLow(Int32Array.of(0, 0, 0, 0), 0),
  ]);
});

describe('ids of any form', () => {
  const ids = textIds(['menu b', 'menu a', 'org', 'menu a']);

  it('are numbered in the order of their text', () => {
    const words = Int32Array.from({ length: 14 }, () => 9);
    expect(['menu a', 'menu b', 'org'].map((id, index) => ids.read(id, words, 1 + index * 4))).toEqual([
      true,
      true,
      true,
    ]);
    expect([...words]).toEqual([9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 9]);
    expect([1, 5, 9].map((at) => ids.write(words, at))).toEqual(['menu a', 'menu b', 'org']);
  });

  it('are none where they were not named', () => {
    const words = new Int32Array(4).fill(7);
    expect(ids.read('menu c', words, 0)).toBe(false);
    expect([...words]).toEqual([7, 7, 7, 7]);
    expect(ids.write(words, 0)).toBe('');
  });
});
