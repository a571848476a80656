import { counterfactual } from './counterfactual';
import { duplicates } from './duplicates';
import { faults } from './faults';
import { feeds } from './feeds';
import { imports } from './import';
import { input } from './input';
import { leaks } from './leaks';
import { ledger } from './ledger';
import { oracle } from './oracle';
import type { Proof } from './proof';
import { refill } from './refill';
import { replay } from './replay';
import { restart } from './restart';
import { withdrawal } from './withdrawal';

/** Every proof there is, in the order in which `npm test` plays them. */
export const PROOFS: readonly Proof[] = [
  faults,
  restart,
  refill,
  ledger,
  input,
  imports,
  oracle,
  counterfactual,
  replay,
  withdrawal,
  duplicates,
  leaks,
  feeds,
];
