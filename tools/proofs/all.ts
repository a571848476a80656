import { access } from './access';
import { audit } from './audit';
import { counterfactual } from './counterfactual';
import { duplicates } from './duplicates';
import { faults } from './faults';
import { feeds } from './feeds';
import { fuzz } from './fuzz';
import { hsds } from './hsds';
import { imports } from './import';
import { input } from './input';
import { leaks } from './leaks';
import { ledger } from './ledger';
import { oracle } from './oracle';
import type { Proof } from './proof';
import { refill } from './refill';
import { replay } from './replay';
import { restart } from './restart';
import { shred } from './shred';
import { withdrawal } from './withdrawal';

/** Every proof there is, in the order in which `npm test` plays them. */
export const PROOFS: readonly Proof[] = [
  faults,
  restart,
  refill,
  ledger,
  audit,
  input,
  access,
  fuzz,
  imports,
  hsds,
  oracle,
  counterfactual,
  replay,
  withdrawal,
  duplicates,
  leaks,
  feeds,
  shred,
];
