import { Organisations } from './organisations';

const COUNT = 600;
const idOf = (number: number): Int32Array => Int32Array.from([7, number >> 5, number * 31, 0x4000, number]);

it('numbers organisations from 1 on and finds each again by its id', () => {
  const all = new Organisations();
  for (let turn = 0; turn < 2; turn += 1) {
    for (let number = 0; number < COUNT; number += 1)
      if (all.intern(idOf(number), 1) !== number + 1) throw new Error(`Number ${number} has another number.`);
  }
  for (let number = 0; number < COUNT; number += 1) {
    const { words, at } = all.idAt(number + 1);
    const same = [...words.subarray(at, at + 4)].join() === [...idOf(number).subarray(1)].join();
    if (!same || all.find(idOf(number), 1) !== number + 1) throw new Error(`Number ${number} was not found.`);
  }
  expect(all.find(idOf(COUNT), 1)).toBe(0);
});

it('takes little memory for each', () => {
  const all = new Organisations();
  const least = all.bytes();
  for (let number = 0; number < COUNT; number += 1) all.intern(idOf(number), 1);
  // Four words of id, one of load and two slots at most, with half as much again of room.
  expect(all.bytes()).toBeGreaterThan(Math.max(least, COUNT * 4 * 6));
  expect(all.bytes()).toBeLessThan(COUNT * 4 * 7 * 1.5);
});

it('adds up whom each carries', () => {
  const all = new Organisations();
  const [a, b] = [all.intern(idOf(1), 1), all.intern(idOf(2), 1)];
  all.carry(a, 3);
  all.carry(b, 1);
  all.carry(a, -1);
  expect([all.load(a), all.load(b), all.load(99)]).toEqual([2, 1, 0]);
  for (let number = 10; number < 200; number += 1) all.intern(idOf(number), 1);
  expect([all.load(a), all.load(b)]).toEqual([2, 1]);
});
