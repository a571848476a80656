import { missedLines } from './missed-lines';

const line = (areaId: string | null, searches: number, purpose: string | null = 'place') => ({
  ...{ purpose, type: null },
  ...{ areaId, searches },
});

it('puts few searches of an area to those without one, and loses none', () => {
  const found = [line('a', 2), line('b', 3), line('c', 1), line(null, 4), line('a', 1, 'meal')];
  expect(missedLines(found, 3)).toEqual([line(null, 7), line('b', 3), line(null, 1, 'meal')]);
});
