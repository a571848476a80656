import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { openBusClient } from './bus-client';
import { InstanceFaults } from './ledger-faults';
import { enterMenus, LedgerTables, nameOf, type RacedLedger } from './ledger-menus';
import { PLANTS } from './ledger-plants';
import { LedgerTrack } from './ledger-track';
import { type LedgerAnswer, type LedgerState, witness } from './ledger-witness';
import { type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';

const INSTANCES = 3;
const FAULT_EVERY_MS = 1_500;

interface Race {
  readonly histories: readonly History[];
  readonly overbooked: number;
  readonly repeats: number;
  readonly kills: number;
  readonly pauses: number;
  readonly writes: number;
  readonly events: number;
  readonly refused: number;
}

interface History {
  readonly opening: LedgerState;
  readonly closing: LedgerState;
  readonly answers: readonly LedgerAnswer[];
}

interface Plan {
  readonly operations: number;
  readonly seed: number;
  /** Without faults where it is the lock that is left out. */
  readonly broken?: string;
}

async function race({ operations, seed, broken }: Plan): Promise<Race> {
  const system = await startSystem({
    environment: 'test',
    env: { TSUNAGI_LOG_LEVEL: 'error', ...(broken !== undefined && { TSUNAGI_BROKEN: broken }) },
    replicas: { matching: INSTANCES },
  });
  try {
    const raced = await enterMenus(system);
    const tables = await LedgerTables.open(system);
    const before = await tables.states();
    const run = await runTrack(system, raced, { operations, seed, faults: broken === undefined });
    const after = await tables.states();
    const { answers } = run.track;
    const refused = answers.filter(({ kind }) => kind === 'refused').length;
    const result = {
      histories: historiesOf(raced, before, after, answers),
      overbooked: await tables.overbooked(raced),
      events: await tables.events(),
      writes: answers.length - refused,
      repeats: run.track.repeats,
      refused,
      kills: run.kills,
      pauses: run.pauses,
    };
    await tables.close();
    return result;
  } finally {
    await system.stop();
  }
}

async function runTrack(
  system: RunningSystem,
  raced: readonly RacedLedger[],
  { operations, seed, faults }: { readonly operations: number; readonly seed: number; readonly faults: boolean },
): Promise<{ readonly track: LedgerTrack; readonly kills: number; readonly pauses: number }> {
  const bus = await openBusClient(system);
  const track = new LedgerTrack(bus.client, system.tenant, raced, randomOf(seed), operations);
  const instances = Array.from({ length: INSTANCES }, (_, index) =>
    index === 0 ? 'matching' : `matching-${index + 1}`,
  );
  const disturbed = faults ? new InstanceFaults(system, instances, randomOf(seed + 1), FAULT_EVERY_MS) : null;
  try {
    await track.run();
  } finally {
    await disturbed?.stop();
    await bus.close();
  }
  return { track, kills: disturbed?.kills ?? 0, pauses: disturbed?.pauses ?? 0 };
}

function historiesOf(
  raced: readonly RacedLedger[],
  before: ReadonlyMap<string, LedgerState>,
  after: ReadonlyMap<string, LedgerState>,
  answers: readonly LedgerAnswer[],
): readonly History[] {
  const byLedger = new Map<string, LedgerAnswer[]>(raced.map((ledger) => [nameOf(ledger), []]));
  for (const answer of answers) byLedger.get(answer.ledger)?.push(answer);
  return [...byLedger].flatMap(([name, mine]) => {
    const [opening, closing] = [before.get(name), after.get(name)];
    if (!opening || !closing) throw new Error('A ledger that was raced for is not in the table.');
    return [{ opening, closing, answers: mine }];
  });
}

const problemsOf = (histories: readonly History[]): readonly string[] =>
  histories.flatMap(({ opening, closing, answers }) => witness(opening, closing, answers));

/** The checker's own control: each fault, planted into the longest recorded history, has to be found. */
function plantedFound(histories: readonly History[], progress: (line: string) => void): number {
  const [longest] = [...histories].sort((a, b) => b.answers.length - a.answers.length);
  if (!longest) return 0;
  return Object.entries(PLANTS).filter(([name, plant]) => {
    const faulty = plant(longest.answers);
    const [found] = faulty === null ? [] : witness(longest.opening, longest.closing, faulty);
    progress(`planted ${name}: ${found ?? (faulty === null ? 'nowhere to plant it' : 'not found')}`);
    return found !== undefined;
  }).length;
}

/** Nothing too many, each write said once, and something was at stake: refusals and faults. */
const isSound = ({ overbooked, events, writes, refused, kills, pauses }: Race): boolean =>
  overbooked === 0 && events === writes && refused > 0 && kills + pauses > 0;

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const operations = runs ?? (brief ? 2_000 : 100_000);
  const sound = await race({ operations, seed });
  const problems = problemsOf(sound.histories);
  for (const problem of problems.slice(0, 5)) progress(problem);
  const { writes, events, refused, overbooked, kills, pauses, repeats } = sound;
  progress(`${writes} written, ${events} events, ${refused} refused, ${kills} kills, ${pauses} pauses`);
  const planted = plantedFound(sound.histories, progress);
  const naive = await race({ operations: Math.min(operations, brief ? 600 : 3_000), seed, broken: 'NAIVE_RESERVE' });
  progress(`NAIVE_RESERVE: ${naive.overbooked} overbooked`);
  const wanted = Object.keys(PLANTS).length;
  const isChecked = planted === wanted && naive.overbooked > 0;
  return {
    holds: isSound(sound) && problems.length === 0 && isChecked,
    figures: {
      ...{ operations, instances: INSTANCES, kills, pauses, repeats, written: writes, events, refused, overbooked },
      ...{
        violations: problems.length,
        plantedFound: `${planted} of ${wanted}`,
        NAIVE_RESERVE: naive.overbooked,
        seed,
      },
    },
  };
}

export const ledger: Proof = {
  name: 'ledger',
  sentence:
    'However many reserve at once over three instances of matching that are killed and paused meanwhile, no place is promised twice and every answer fits one order; reading first and writing after would overbook.',
  run,
};
