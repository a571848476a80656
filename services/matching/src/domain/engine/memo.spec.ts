import { Memo } from './memo';

it('keeps answers from nothing to the most, of one request only', () => {
  const memo = new Memo();
  memo.begin(100);
  expect(memo.get(7)).toBe(-1);
  expect([memo.keep(7, 0), memo.keep(8, 0xffff), memo.keep(100, 5)]).toEqual([0, 0xffff, 5]);
  expect([memo.get(7), memo.get(8), memo.get(100), memo.get(9)]).toEqual([0, 0xffff, 5, -1]);
  memo.begin(100);
  expect([memo.get(7), memo.get(8), memo.get(100)]).toEqual([-1, -1, -1]);
});

it('knows nothing of what it has no room for', () => {
  const memo = new Memo();
  memo.begin(1);
  expect(memo.get(1_000)).toBe(-1);
});

it('has room for as many as it was told', () => {
  const memo = new Memo();
  memo.begin(1_000);
  memo.keep(1_000, 3);
  expect(memo.get(1_000)).toBe(3);
  expect(memo.bytes()).toBe(1_001 * 4);
});

it('mixes no two requests up, however many there were', () => {
  const memo = new Memo();
  for (let round = 0; round < 70_000; round += 1) {
    memo.begin(2);
    if (memo.get(1) !== -1 || memo.get(2) !== -1) throw new Error(`An answer of an earlier request in round ${round}.`);
    memo.keep(1, 9);
    if (memo.get(1) !== 9) throw new Error(`An answer was lost in round ${round}.`);
    if (round % 1_000 === 0) memo.keep(2, 4);
  }
});
