import { a } from './a';
import { b } from './b';
import type { Bench } from './bench';
import { d } from './d';
import { e } from './e';
import { search } from './search';

/** Every bench there is, by the letter of its goal, or by what it is about. */
export const BENCHES: readonly Bench[] = [a, b, d, e, search];
