import { median, spreadOf } from '../bench';

/** Two ways of doing the same, in milliseconds. */
export interface Duel {
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  readonly spread: number;
}

type Timed = (index: number) => number | Promise<number>;

/** Both sides answer every request in turn, round by round; medians over all, the spread over the rounds' ratios. */
export async function duel(rounds: number, requests: number, ours: Timed, theirs: Timed): Promise<Duel> {
  const [all, others, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    const [mine, yours]: [number[], number[]] = [[], []];
    for (let index = 0; index < requests; index += 1) {
      mine.push(await ours(index));
      yours.push(await theirs(index));
    }
    all.push(...mine);
    others.push(...yours);
    ratios.push(median(yours) / median(mine));
  }
  const [a, b] = [median(all), median(others)];
  return { ours: a, theirs: b, ratio: b / a, spread: spreadOf(ratios) };
}

export async function timed(act: () => unknown): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** Without a promise between start and end: microseconds count. */
export function timedNow(act: () => unknown): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}
