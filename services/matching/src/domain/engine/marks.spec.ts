import { Marks } from './marks';

it('keeps the bits that were set for a number, and none for others', () => {
  const marks = new Marks();
  marks.mark(7, 1);
  marks.mark(7, 2);
  marks.mark(100_000, 2);
  expect([7, 100_000, 8, 0].map((number) => marks.of(number))).toEqual([3, 2, 0, 0]);
});

it('tells numbers apart that look alike', () => {
  const marks = new Marks();
  marks.mark(1, 1);
  for (let shift = 0; shift < 22; shift += 1) expect(marks.of(1 ^ (1 << shift))).toBe(0);
});

it('keeps those of every number that a row can name', () => {
  const marks = new Marks();
  for (let number = 1; number < 5_000; number += 1) marks.mark(number * 801, number);
  for (let number = 1; number < 5_000; number += 1) if (marks.of(number * 801) !== number) throw new Error(`${number}`);
});
