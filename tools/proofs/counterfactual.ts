import { type Change, change } from '../../services/matching/src/domain/why-not/change';
import { type Reason, whyNot } from '../../services/matching/src/domain/why-not/why-not';
import { check, type Explain } from './counterfactual-check';
import { drawPair } from './counterfactual-pairs';
import { type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';

const USUAL_PAIRS = 50_000;
const BRIEF_PAIRS = 6_000;
/** Some 2 in 100 pairs show a given planted fault. */
const CONTROL_PAIRS = 3_000;
const SHOWN = 10;

type Plant = (reason: Reason) => Reason;

const everyChange =
  (planted: (change: Change) => Change | null): Plant =>
  (reason) => {
    const changes = reason.changes.map(planted).filter((change) => change !== null);
    const isSilenced = reason.changes.length > 0 && changes.length === 0;
    return { ...reason, changes, through: isSilenced ? 'PURPOSE_MISMATCH' : reason.through };
  };

const more = (code: string, by: number): Plant =>
  everyChange((change) => (change.code === code ? { ...change, amount: change.amount + by } : change));

const TOLD = { unit: 'metre', person: { amount: 0, codes: [] }, host: { amount: 1, codes: [] } };

/** Wrong answers: each has to be found, or the check would find nothing. */
const PLANTED: Readonly<Record<string, Plant>> = {
  onePlaceTooMany: more('more_places', 1),
  onePlaceTooFew: more('more_places', -1),
  oneMetreTooFar: more('more_metres', 1),
  halfHourTooMuch: more('widen_window', 1),
  halfHourOfTheHostTooMuch: more('widen_session', 1),
  yenTooMany: more('fee_waiver', 1),
  nothingNamed: everyChange((change) => (change.code === 'ask_support' ? null : change)),
  confidentialDistance: (reason) => (reason.code === 'SCHEDULE_NO_OVERLAP' ? { ...reason, seen: TOLD } : reason),
  safetyTold: (reason) => (reason.code === 'SAFETY_CONFLICT' ? { ...reason, seen: TOLD } : reason),
  pushed: (reason) =>
    reason.code === 'PERSON_CONSTRAINT_CONFLICT'
      ? { ...reason, changes: [change('PERSON_CONSTRAINT_CONFLICT', 'person_asks_again', {})] }
      : reason,
};

function isFound(plant: Plant, seed: number): boolean {
  const random = randomOf(seed);
  const explain: Explain = (pair, codes) => whyNot(pair, codes).map(plant);
  for (let count = 0; count < CONTROL_PAIRS; count += 1) {
    if (check(drawPair(random), explain).faults.length > 0) return true;
  }
  return false;
}

interface Tally {
  excluded: number;
  verified: number;
  readonly perCode: Map<string, number>;
  readonly faults: string[];
}

function tryPairs(pairs: number, seed: number): Tally {
  const random = randomOf(seed);
  const tally: Tally = { excluded: 0, verified: 0, perCode: new Map(), faults: [] };
  for (let count = 0; count < pairs; count += 1) {
    const { codes, verified, faults } = check(drawPair(random));
    if (codes.length > 0) tally.excluded += 1;
    tally.verified += verified.length;
    for (const { code } of verified) tally.perCode.set(code, (tally.perCode.get(code) ?? 0) + 1);
    tally.faults.push(...faults);
  }
  return tally;
}

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const pairs = runs ?? (brief ? BRIEF_PAIRS : USUAL_PAIRS);
  const { excluded, verified, perCode, faults } = tryPairs(pairs, seed);
  for (const fault of faults.slice(0, SHOWN)) progress(fault);
  const planted = Object.entries(PLANTED);
  const unnoticed = planted.filter(([, plant]) => !isFound(plant, seed)).map(([name]) => name);
  for (const name of unnoticed) progress(`planted and not found: ${name}`);
  return Promise.resolve({
    holds: faults.length === 0 && unnoticed.length === 0 && verified > 0,
    figures: {
      pairs,
      excluded,
      changesVerified: verified,
      ...Object.fromEntries([...perCode].sort(([a], [b]) => (a < b ? -1 : 1))),
      faults: faults.length,
      plantedFound: `${planted.length - unnoticed.length}/${planted.length}`,
      seed,
    },
  });
}

export const counterfactual: Proof = {
  name: 'counterfactual',
  sentence:
    'For an excluded place the changes that are named together always flip the answer, none of them can be left out, and no smaller one in its unit is enough.',
  run,
};
