import fc from 'fast-check';
import * as row from './row';
import { bandAt, bandIn, bandOf, EVERYWHERE, firstOf, LAST_WORD, lastOf, mayBe, placeOf, southOf } from './whereabouts';

const hashes = fc.nat({ max: 0xffff_ffff });
/** Last words of ids, and metres all around the world. */
const anyWord = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
const east = fc.oneof(
  fc.integer({ min: -20_037_600, max: 20_037_600 }),
  fc.integer({ min: 13_000_000, max: 17_500_000 }),
  fc.constantFrom(13_135_759, 13_135_760, 13_136_016, 17_330_063, 17_330_064),
);

function rowOf(change: Readonly<Record<number, number>>): Int32Array {
  const words = new Int32Array(row.ROW_WORDS + 2);
  for (const [word, value] of Object.entries(change)) words[Number(word) + 2] = value;
  return words;
}

const strip = (y: number, flags: number = row.LOCATED): number => bandOf(rowOf({ [row.Y]: y, [row.FLAGS]: flags }), 2);

describe('a strip', () => {
  it('is 1,024 m high and begins where the one before ends', () => {
    for (const number of [1, 2, 1_000, 2_920]) {
      expect(southOf(number + 1) - southOf(number)).toBe(1_024);
      expect([bandAt(southOf(number)), bandAt(southOf(number + 1) - 1)]).toEqual([number, number]);
    }
  });

  it('is found for every place from 20 to 46.9 degrees north, and none beyond', () => {
    const [north, south] = [46.9 * 111_000, 20 * 111_000].map(Math.floor);
    expect([strip(south ?? 0), strip(north ?? 0)]).toEqual([1, bandAt(north ?? 0)]);
    expect([strip(southOf(1)), strip(southOf(1) - 1)]).toEqual([1, EVERYWHERE]);
    expect([strip(southOf(2_921) - 1), strip(southOf(2_921)), strip(0)]).toEqual([2_920, EVERYWHERE, EVERYWHERE]);
  });

  it('is the one of everywhere for what distance never excludes', () => {
    const y = 35.5 * 111_000;
    expect(strip(y)).not.toBe(EVERYWHERE);
    expect(strip(y, 0)).toBe(EVERYWHERE);
    for (const flag of [row.OFFERS_REMOTE, row.PICKUP, row.UNDER_REVIEW, row.CONFIDENTIAL])
      expect(strip(y, row.LOCATED | flag)).toBe(EVERYWHERE);
    expect(strip(y, row.LOCATED | row.INACTIVE)).not.toBe(EVERYWHERE);
  });
});

describe('where a row is to be looked for', () => {
  it.each([1, 2_920, EVERYWHERE])('in strip %i takes in its word', (number) => {
    fc.assert(
      fc.property(number === EVERYWHERE ? anyWord : east, anyWord, hashes, (word, other, hash) => {
        const sort = number === EVERYWHERE ? LAST_WORD : row.X;
        const unsort = number === EVERYWHERE ? row.X : LAST_WORD;
        const place = placeOf(number, rowOf({ [sort]: word, [unsort]: other }), 2, hash);
        expect(place).not.toBe(0);
        expect(bandIn(place)).toBe(number);
        expect(firstOf(place)).toBeLessThanOrEqual(word);
        expect(lastOf(place)).toBeGreaterThanOrEqual(word);
      }),
    );
  });

  it('is a short way of the strip', () => {
    const near = (word: number) => placeOf(7, rowOf({ [row.X]: word }), 2, 0);
    expect(lastOf(near(15_000_000)) - firstOf(near(15_000_000))).toBe(255);
    const named = placeOf(EVERYWHERE, rowOf({ [LAST_WORD]: 123_456_789 }), 2, 0);
    expect(lastOf(named) - firstOf(named)).toBe(2 ** 18 - 1);
    expect([firstOf(near(0)), lastOf(near(0))]).toEqual([-0x8000_0000, 13_135_760 + 255]);
    expect([firstOf(near(20_000_000)), lastOf(near(20_000_000))]).toEqual([13_135_760 + 16_383 * 256, 0x7fff_ffff]);
  });

  it('tells most other ids from its own', () => {
    fc.assert(
      fc.property(hashes, (hash) => {
        const place = placeOf(7, rowOf({ [row.X]: 15_000_000 }), 2, hash);
        expect(mayBe(place, hash)).toBe(true);
        for (let bit = 26; bit < 32; bit += 1) expect(mayBe(place, (hash ^ (1 << bit)) >>> 0)).toBe(false);
      }),
    );
  });
});
