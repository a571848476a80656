import fc from 'fast-check';
import { ClosedCodes, CodeSets, ones, UNKNOWN_SET } from './code-sets';

const codes = Array.from({ length: 80 }, (_, number) => `code ${number}`);

it('counts what a set and a request have in common, however many codes there are', () => {
  fc.assert(
    fc.property(fc.array(fc.subarray(codes), { minLength: 1, maxLength: 20 }), fc.subarray(codes), (sets, asked) => {
      const all = new CodeSets('sets');
      const ids = sets.map((set) => all.idOf(set));
      all.ask([...asked, 'never heard of']);
      const met = sets.map((set) => set.filter((code) => asked.includes(code)).length);
      expect(ids.map((id) => all.met(id))).toEqual(met);
      expect(ids.map((id) => all.met(id))).toEqual(met);
      all.ask([]);
      expect(ids.map((id) => all.met(id))).toEqual(met.map(() => 0));
    }),
  );
});

it('gives the same set the same number, in whatever order, and the unknown one its own', () => {
  const sets = new CodeSets('sets');
  expect([sets.idOf(['a', 'b']), sets.idOf(['b', 'a']), sets.idOf(['a'])]).toEqual([1, 1, 2]);
  expect([sets.idOf(null), sets.idOf(undefined)]).toEqual([UNKNOWN_SET, UNKNOWN_SET]);
  expect(sets.idOf([])).not.toBe(UNKNOWN_SET);
  sets.ask(['a']);
  expect(sets.met(UNKNOWN_SET)).toBe(0);
});

it('says how many sets of what it has no room for', () => {
  const [few, many] = [new CodeSets('sets of songs'), new CodeSets('sets of songs', true)];
  const subset = (number: number) => codes.slice(0, 17).filter((_, bit) => ((number >> bit) & 1) === 1);
  for (let number = 1; number <= 0xffff; number += 1) few.idOf(subset(number));
  expect(() => few.idOf(subset(0x1_0000))).toThrow('More than 65535 different sets of songs.');
  for (let number = 0; number <= 0x1_0000; number += 1) many.idOf(subset(number));
  expect(many.idOf(subset(0x1_0000))).toBe(0x1_0001);
});

it('counts ones', () => {
  fc.assert(
    fc.property(fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }), (word) => {
      expect(ones(word)).toBe((word >>> 0).toString(2).replaceAll('0', '').length);
    }),
  );
});

describe('a closed list', () => {
  it('gives each code its bit and others none', () => {
    const list = new ClosedCodes('tea', ['green', 'black', 'red'], 3);
    expect([list.mask(['green']), list.mask(['black', 'red']), list.mask(['white', 'red'])]).toEqual([1, 6, 4]);
    expect([list.mask([]), list.mask(null), list.mask(undefined)]).toEqual([0, 0, 0]);
  });

  it('has to fit', () => {
    expect(() => new ClosedCodes('tea', ['green', 'black', 'red'], 2)).toThrow(
      new RangeError('tea has 3 codes, a row has room for 2.'),
    );
  });
});
