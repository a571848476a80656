/** How a bench is to run. */
export interface BenchOptions {
  /** The short form: fewer rounds, smaller sets; for looking whether it runs at all. */
  readonly brief: boolean;
  readonly seed: number;
  readonly progress: (line: string) => void;
}

/** One measured case. Figure and floor have the same unit; a ratio is higher when better. */
export interface BenchCase {
  /** Letter of the goal. */
  readonly goal: string;
  readonly case: string;
  /** Ours. */
  readonly figure: number;
  /** What it is measured against, in the same run. */
  readonly floor: number;
  readonly unit: string;
  readonly ratio: number;
  /** What the ratio has to reach; null = told for comparison only, or not judged at this size. */
  readonly want: number | null;
  /** Half the distance between the quartiles of the rounds' ratios, as a part of the median. */
  readonly spread: number;
}

/** A goal of speed: measured against a floor in the same run, round by round in turn. */
export interface Bench {
  readonly name: string;
  readonly sentence: string;
  run(options: BenchOptions): Promise<readonly BenchCase[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** See `BenchCase.spread`. */
export function spreadOf(ratios: readonly number[]): number {
  const sorted = [...ratios].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
  return (at(0.75) - at(0.25)) / 2 / median(ratios);
}
