import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { pause, type Proof, type ProofOptions, type ProofResult } from './proof';
import { Paths, type Watched, watch } from './withdrawal-paths';
import { WithdrawalTown } from './withdrawal-town';

/** L06: everywhere within a minute. */
const LIMIT_MS = 60_000;
const CONTROL_MS = 4_000;
const AWAY_MS = 1_500;
const BACK_MS = 60_000;

/** What happens around a withdrawal: who is away before it, and who is killed in the moment after it. */
interface Trouble {
  readonly name: string;
  readonly away: readonly string[];
  readonly killed: readonly string[];
}

const TROUBLES: readonly Trouble[] = [
  { name: 'nothing', away: [], killed: [] },
  { name: 'matching and outreach away', away: ['matching', 'outreach'], killed: [] },
  { name: 'intake killed', away: [], killed: ['intake'] },
  { name: 'matching and outreach killed', away: [], killed: ['matching', 'outreach'] },
  { name: 'gateway killed', away: [], killed: ['gateway'] },
  { name: 'matching away, intake killed', away: ['matching'], killed: ['intake'] },
  { name: 'the bus killed', away: [], killed: ['nats-server'] },
  { name: 'all killed', away: [], killed: ['intake', 'matching', 'outreach', 'gateway'] },
];

/** What the short form plays: everything at once. */
const WORST: Trouble = {
  name: 'matching and outreach away, intake and gateway killed',
  away: ['matching', 'outreach'],
  killed: ['intake', 'gateway'],
};

interface Round {
  readonly watched: readonly Watched[];
  /** Tasks to destroy or give back that are missing. */
  readonly tasksMissing: number;
  /** Disclosed again after everything had been refused. */
  readonly relapses: number;
}

class Withdrawals {
  private readonly town: WithdrawalTown;
  private readonly paths: Paths;

  constructor(private readonly system: RunningSystem) {
    this.town = new WithdrawalTown(system);
    this.paths = new Paths(system, this.town);
  }

  open(): Promise<void> {
    return this.town.open();
  }

  /** Three people take everything back while this happens; every path is watched from then on. */
  async round({ away, killed }: Trouble, limitMs: number): Promise<Round> {
    const crowd = {
      known: await this.town.known(),
      asked: await this.town.asked(),
      seeking: await this.town.seeking(),
    };
    const { known } = crowd;
    const since = new Date(Date.now() - 1_000);
    await Promise.all(away.map((name) => this.system.stopInstance(name)));
    await Promise.all(Object.values(crowd).map(({ personRef }) => this.town.withdraw(personRef)));
    const began = performance.now();
    const paths = this.paths.all(crowd, since);
    const watching = Promise.all(paths.map((path) => watch(path, began, limitMs)));
    await Promise.all(killed.map((name) => this.system.kill(name)));
    if (away.length > 0) await pause(AWAY_MS);
    await Promise.all(away.map((name) => this.system.startAgain(name)));
    const watched = await watching;
    await Promise.all([...away, ...killed].map((name) => this.system.untilReady(name, BACK_MS)));
    const again = await Promise.all(paths.map(async (path) => path.discloses && (await path.ask()) === 'allowed'));
    const tasks = [await this.town.isToDestroy(known.toldId), await this.town.isToReturn(known.personRef)];
    return {
      watched,
      tasksMissing: tasks.filter((there) => !there).length,
      relapses: again.filter(Boolean).length,
    };
  }

  /** Without the guarantee: a matching service that keeps what it was once allowed, and hears of no withdrawal. */
  async control(): Promise<number> {
    const broken = await this.system.startReplica('matching', { TSUNAGI_BROKEN: 'KEEP_CONSENT' });
    await this.system.stopInstance('matching');
    const { watched } = await this.round({ name: 'control', away: [], killed: [] }, CONTROL_MS);
    await this.system.startAgain('matching');
    await this.system.stopInstance(broken);
    return watched.reduce((sum, { disclosed }) => sum + disclosed, 0);
  }
}

const slowest = ({ watched }: Round): number => Math.max(...watched.map(({ refusedMs }) => refusedMs));

function figuresOf(rounds: readonly Round[]) {
  const times = rounds.map(slowest).sort((a, b) => a - b);
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  return {
    withdrawals: rounds.length * 3,
    paths: rounds[0]?.watched.length ?? 0,
    refusedEverywhereP50Ms: Math.round(times[Math.floor((times.length - 1) / 2)] ?? Number.POSITIVE_INFINITY),
    refusedEverywhereMaxMs: Math.round(times.at(-1) ?? Number.POSITIVE_INFINITY),
    disclosedAfterwards: sum((round) =>
      round.watched.reduce((total, { disclosed }) => total + disclosed, round.relapses),
    ),
    tasksMissing: sum(({ tasksMissing }) => tasksMissing),
  };
}

async function run({ runs, brief, seed, progress }: ProofOptions): Promise<ProofResult> {
  const system = await startSystem({ environment: 'test', env: { TSUNAGI_LOG_LEVEL: 'warn' } });
  try {
    const withdrawals = new Withdrawals(system);
    await withdrawals.open();
    const rounds: Round[] = [];
    const wanted = runs ?? (brief ? 1 : TROUBLES.length * 3);
    for (let index = 0; index < wanted; index += 1) {
      const trouble = brief ? WORST : (TROUBLES[(seed + index) % TROUBLES.length] as Trouble);
      const round = await withdrawals.round(trouble, LIMIT_MS);
      rounds.push(round);
      progress(`${trouble.name}: ${told(round)}`);
    }
    const controlDisclosed = await withdrawals.control();
    progress(`control: ${controlDisclosed} disclosures after the withdrawal`);
    const figures = figuresOf(rounds);
    const holds =
      figures.refusedEverywhereMaxMs <= LIMIT_MS &&
      figures.disclosedAfterwards === 0 &&
      figures.tasksMissing === 0 &&
      controlDisclosed > 0;
    return { holds, figures: { ...figures, controlDisclosed, seed } };
  } finally {
    await system.stop();
  }
}

const told = ({ watched, tasksMissing, relapses }: Round): string =>
  [
    ...watched.map(({ name, refusedMs, disclosed }) => `${name} ${Math.round(refusedMs)} ms${'!'.repeat(disclosed)}`),
    `tasks missing ${tasksMissing}`,
    `relapses ${relapses}`,
  ].join(', ');

export const withdrawal: Proof = {
  name: 'withdrawal',
  sentence:
    'Consent taken back is refused everywhere within a minute, whichever service is away or dies around it; nothing is disclosed after it, and whoever was told something is asked to destroy it.',
  run,
};
