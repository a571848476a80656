import { median, spreadOf } from '../bench';

/** Two ways of doing the same, in milliseconds. */
export interface Duel {
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  readonly spread: number;
}

type Timed = (index: number) => number | Promise<number>;

/** Each side answers all requests, round by round, who begins changes; medians over all, the spread over the rounds' ratios. */
export async function duel(rounds: number, requests: number, ours: Timed, theirs: Timed): Promise<Duel> {
  const all: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const taken = { ours: [] as number[], theirs: [] as number[] };
    for (const side of round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
      const ask = side === 'ours' ? ours : theirs;
      for (let index = 0; index < requests; index += 1) taken[side].push(await ask(index));
    }
    all.ours.push(...taken.ours);
    all.theirs.push(...taken.theirs);
    ratios.push(median(taken.theirs) / median(taken.ours));
  }
  const [mine, yours] = [median(all.ours), median(all.theirs)];
  return { ours: mine, theirs: yours, ratio: yours / mine, spread: spreadOf(ratios) };
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
