import { faults } from './faults';
import { input } from './input';
import { ledger } from './ledger';
import type { Proof } from './proof';
import { refill } from './refill';
import { restart } from './restart';

/** Every proof there is, in the order in which `npm test` plays them. */
export const PROOFS: readonly Proof[] = [faults, restart, refill, ledger, input];
