import fc from 'fast-check';
import { EXCLUSION_CODES } from '../eligibility';
import { codesIn } from './rules';
import { Tallies } from './tallies';

const masks = fc.array(fc.integer({ min: 1, max: 2 ** EXCLUSION_CODES.length - 1 }), { maxLength: 60 });

it('counts each rule of each row, and nothing of the search before', () => {
  const tallies = new Tallies();
  fc.assert(
    fc.property(masks, (all) => {
      const counts: Record<string, number> = {};
      for (const code of all.flatMap(codesIn)) counts[code] = (counts[code] ?? 0) + 1;
      tallies.begin();
      tallies.add(Int32Array.from(all), all.length);
      expect(tallies.counts()).toEqual(counts);
    }),
  );
});

it.each(EXCLUSION_CODES.map((code, bit) => [code, 1 << bit] as const))('counts %s', (code, mask) => {
  const tallies = new Tallies();
  tallies.begin();
  for (let time = 0; time < 3; time += 1) tallies.add(Int32Array.of(mask), 1);
  expect(tallies.counts()).toEqual({ [code]: 3 });
});

it('says nothing of rules that nothing breaks, nor of masks past the count', () => {
  const tallies = new Tallies();
  tallies.begin();
  tallies.add(Int32Array.of(0, 1), 1);
  expect(tallies.counts()).toEqual({});
});
