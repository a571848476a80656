import { Client } from 'pg';
import { openReplayDesk, type Replay, type ReplayDesk } from '../../services/matching/src/replay';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { pause, type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';
import { ReplayTown } from './replay-town';

const MENUS = 16;
const PEOPLE = 4;
const SEARCHERS = 4;

/** Searches over both instances while facts change all the time. Gives the number of changes. */
async function live(town: ReplayTown, searches: number): Promise<number> {
  let left = searches;
  let changes = 0;
  const changer = async (): Promise<void> => {
    while (left > 0) {
      await town.change();
      changes += 1;
    }
  };
  const searcher = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await town.search();
    }
  };
  await Promise.all([changer(), changer(), ...Array.from({ length: SEARCHERS }, searcher)]);
  return changes;
}

async function playAll(desk: ReplayDesk, town: ReplayTown): Promise<readonly Replay[]> {
  const all: Replay[] = [];
  for (const { matchRequestId } of town.seekers) all.push(...(await desk.play(matchRequestId)));
  return all;
}

const countOf = (replays: readonly Replay[], verdict: Replay['verdict']): number =>
  replays.filter((replay) => replay.verdict === verdict).length;

/** One person withdraws: what their rankings rested on is gone, and the replay says so. */
async function withdrawal(desk: ReplayDesk, town: ReplayTown) {
  const seeker = town.seekers[0];
  if (!seeker) throw new Error('Nobody looks for a place.');
  await town.withdraw(seeker);
  const until = Date.now() + 20_000;
  while ((await town.rankings(seeker)).items.some(({ keepsInput }) => keepsInput)) {
    if (Date.now() > until) throw new Error('The withdrawal did not reach matching.');
    await pause(100);
  }
  const replays = await desk.play(seeker.matchRequestId);
  const named = replays.filter(
    ({ verdict, gone }) => verdict === 'gone' && gone.some(({ what }) => what === 'profile'),
  );
  return { rankings: replays.length, named: named.length };
}

/** Control: kept states are changed behind the back of the table's trigger. */
async function tamper(system: RunningSystem): Promise<void> {
  const owner = new Client({ connectionString: system.databases.matching.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    await owner.query('ALTER TABLE menu_versions DISABLE TRIGGER append_only');
    await owner.query(`UPDATE menu_versions SET facts = jsonb_set(facts, '{name}', '"別の名"')`);
    await owner.query('ALTER TABLE menu_versions ENABLE TRIGGER append_only');
  } finally {
    await owner.end();
  }
}

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const searches = runs ?? (brief ? 120 : 1_000);
  const system = await startSystem({
    environment: 'test',
    env: { TSUNAGI_LOG_LEVEL: 'warn' },
    replicas: { matching: 2 },
  });
  try {
    const town = new ReplayTown(system, randomOf(seed));
    await town.open(MENUS, PEOPLE);
    const changes = await live(town, searches);
    await town.setSettings();
    const desk = await openReplayDesk(system.databases.matching.ownerUrl);
    try {
      const replays = await playAll(desk, town);
      progress(`${replays.length} rankings, ${countOf(replays, 'same')} same, while ${changes} things changed`);
      const gone = await withdrawal(desk, town);
      await tamper(system);
      const tampered = countOf(await playAll(desk, town), 'different');
      return resultOf({ searches, changes, replays, gone, tampered, seed });
    } finally {
      await desk.close();
    }
  } finally {
    await system.stop();
  }
}

function resultOf(seen: {
  readonly searches: number;
  readonly changes: number;
  readonly replays: readonly Replay[];
  readonly gone: { readonly rankings: number; readonly named: number };
  readonly tampered: number;
  readonly seed: number;
}): ProofResult {
  const { searches, changes, replays, gone, tampered, seed } = seen;
  const same = countOf(replays, 'same');
  const answers = new Set(replays.map(({ answer }) => JSON.stringify(answer))).size;
  const settings = new Set(replays.map(({ settingsVersion }) => settingsVersion)).size;
  const candidates = replays.reduce((sum, { answer }) => sum + (answer?.candidates.length ?? 0), 0);
  const varied = answers > replays.length / 4 && settings > 1 && candidates > 0;
  const withdrawn = gone.rankings > 0 && gone.named === gone.rankings;
  return {
    holds: replays.length === searches && same === searches && varied && withdrawn && tampered > 0,
    figures: {
      ...{
        rankings: replays.length,
        instances: 2,
        changes,
        same,
        differentAnswers: answers,
        settingsVersions: settings,
      },
      ...{ candidates, withdrawnAndNamed: gone.named, TAMPERED: tampered, seed },
    },
  };
}

export const replay: Proof = {
  name: 'replay',
  sentence:
    'Every ranking can be played again to the bit, whatever changed meanwhile; after a withdrawal the replay says what is gone; a changed record is seen.',
  run,
};
