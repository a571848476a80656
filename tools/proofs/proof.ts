/** How a proof is to run. Without `runs` its default size; `brief`: the short form that `npm test` plays. */
export interface ProofOptions {
  readonly runs: number | undefined;
  /** The same seed gives the same order of faults and loads. */
  readonly seed: number;
  readonly brief: boolean;
  readonly progress: (line: string) => void;
}

export interface ProofResult {
  readonly holds: boolean;
  /** What was done and seen; the closing line. */
  readonly figures: Readonly<Record<string, number | string>>;
}

/** Something that the system promises, shown by trying to break it. */
export interface Proof {
  readonly name: string;
  /** One sentence: what is proved. */
  readonly sentence: string;
  run(options: ProofOptions): Promise<ProofResult>;
}

/** Small seeded generator (mulberry32): the same seed gives the same run. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
