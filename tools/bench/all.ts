import { a } from './a';
import { b } from './b';
import type { Bench } from './bench';
import { d } from './d';

/** Every bench there is, by the letter of its goal. */
export const BENCHES: readonly Bench[] = [a, b, d];
