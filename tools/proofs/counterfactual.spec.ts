import fc from 'fast-check';
import { whyNot } from '../../services/matching/src/domain/why-not/why-not';
import { check } from './counterfactual-check';
import { drawPair } from './counterfactual-pairs';
import { counterfactual } from './counterfactual';
import { randomOf } from './proof';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

describe('the changes that are named for an excluded place', () => {
  it('flip the answer together, are all needed, and are the smallest', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(check(drawPair(randomOf(seed))).faults).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('would be caught where they are wrong', () => {
    const found = fc.check(
      fc.property(seeds, (seed) => {
        const tooMuch: typeof whyNot = (pair, codes) =>
          whyNot(pair, codes).map((reason) => ({
            ...reason,
            changes: reason.changes.map((change) => ({ ...change, amount: change.amount * 2 })),
          }));
        return check(drawPair(randomOf(seed)), tooMuch).faults.length === 0;
      }),
      { numRuns: 2_000 },
    );
    expect(found.failed).toBe(true);
  });
});

it('plays as a proof, the same for the same seed', async () => {
  const play = () => counterfactual.run({ runs: 300, seed: 7, brief: true, progress: () => undefined });
  const first = await play();
  expect(first.holds).toBe(true);
  expect(first.figures).toMatchObject({ pairs: 300, faults: 0, plantedFound: '10/10' });
  expect(await play()).toEqual(first);
});
