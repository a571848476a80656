import { mix } from '../municipality/random';
import { compare, stageOf } from './oracle-case';

const CASES_OF_STAGE = 20;

/** A few of the cases of the proof, the same at every run: whoever changes a rule learns of it with the unit tests. */
it.each([16, 17, 28, 31, 35])('the engine and the second matcher agree in municipality %i', (seed) => {
  const stage = stageOf(mix(seed));
  for (let index = 0; index < CASES_OF_STAGE; index += 1) expect(compare(stage, index).differences).toEqual([]);
});
