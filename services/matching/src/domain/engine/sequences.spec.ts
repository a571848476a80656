import fc from 'fast-check';
import { grown, Sequences } from './sequences';

const words = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }));
const lists = fc.array(fc.array(words, { maxLength: 5 }), { maxLength: 200 });

it('keeps each sequence once, numbered from 1 on, and gives its words back', () => {
  fc.assert(
    fc.property(lists, (all) => {
      const sequences = new Sequences('lists', 1_000);
      const numbers = new Map<string, number>();
      for (const list of all) {
        const known = numbers.get(JSON.stringify(list)) ?? numbers.size + 1;
        numbers.set(JSON.stringify(list), known);
        expect(sequences.idOf(list)).toBe(known);
      }
      expect(sequences.size).toBe(numbers.size);
      for (const [text, id] of numbers) {
        const list = JSON.parse(text) as readonly number[];
        expect(sequences.lengthOf(id)).toBe(list.length);
        expect(list.map((_, index) => sequences.word(id, index))).toEqual(list);
        expect([sequences.word(id, list.length), sequences.word(id, list.length + 3)]).toEqual([0, 0]);
      }
    }),
    { numRuns: 50 },
  );
});

it('keeps thousands apart, in memory that grows with them', () => {
  const sequences = new Sequences('lists', 0xffff);
  const little = sequences.bytes();
  for (let turn = 0; turn < 2; turn += 1) {
    for (let number = 0; number < 1_000; number += 1) expect(sequences.idOf([number, number >> 3])).toBe(number + 1);
  }
  expect(sequences.bytes()).toBeGreaterThan(little);
  // Two words of its own, its end, and two slots at most for each, with half as much again of room.
  expect(sequences.bytes()).toBeLessThan(1_000 * 4 * (2 + 1 + 3) * 1.5);
});

it('says what there is too much of', () => {
  const sequences = new Sequences('kinds of tea', 2);
  sequences.idOf([1]);
  sequences.idOf([2]);
  expect(sequences.idOf([1])).toBe(1);
  expect(() => sequences.idOf([3])).toThrow(new RangeError('More than 2 different kinds of tea.'));
});

it('copies an array only where it is too short, with some room to spare', () => {
  const short = Int32Array.from({ length: 64 }, (_, index) => index + 1);
  expect([grown(short, 3), grown(short, 64)].map((same) => same === short)).toEqual([true, true]);
  const longer = grown(short, 65);
  expect([...longer.subarray(0, 64)]).toEqual([...short]);
  expect(longer.length).toBeGreaterThan(65);
  expect(longer.length).toBeLessThanOrEqual(96);
  expect(grown(short, 200)).toHaveLength(200);
});
