import { readFileSync } from 'node:fs';
import { SERVICES } from '#libs/kernel';
import type { RunningSystem } from '../running-system';
import { seed as seedCity } from '../seed';
import { tellStory } from '../story/tell';
import { startSystem } from '../system';
import { Campaign } from './fuzz/campaign';
import { CANARY } from './fuzz/judge';
import { PlantedFault } from './fuzz/planted';
import { MARK } from './fuzz/texts';
import { documentAt, type Operation } from './operations';
import { type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';
import { enterElsewhere } from './stranger';

const HERE = '990019';
const ELSEWHERE = '990027';
const SIDE_BY_SIDE = 8;
const AT_ONCE = 6;
const USUAL_REQUESTS = 30_000;
const BRIEF_REQUESTS = 1_500;
/** Memory says something once caches are warm: not in the short form. */
const MEMORY_FROM = 10_000;
const MOST_GROWTH = 0.2;
const PLANTED_RUNS = 40;

type Memory = Readonly<Record<string, number>>;

async function memoryOf(system: RunningSystem): Promise<Memory> {
  const sizes = SERVICES.map(async (service) => {
    const text = await (await fetch(`${system.healthUrl(service)}/metrics`)).text();
    return [service, Number(/^process_resident_memory_bytes\S* (\S+)$/m.exec(text)?.[1])] as const;
  });
  return Object.fromEntries(await Promise.all(sizes));
}

/** First what needs no id, then what needs few: their answers name the ids for the rest. */
const inOrder = (operations: readonly Operation[]): readonly Operation[] => {
  const depth = ({ path, method }: Operation): number => path.split('{').length * 2 + (method === 'POST' ? 0 : 1);
  return [...operations].sort((one, other) => depth(one) - depth(other));
};

function shuffled(operations: readonly Operation[], random: () => number): readonly Operation[] {
  return operations
    .map((operation) => ({ operation, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ operation }) => operation);
}

/** Round after round over all operations; gives the memory after the first tenth. */
async function play(campaign: Campaign, requests: number, seed: number, system: RunningSystem): Promise<Memory> {
  const random = randomOf(seed);
  let early: Memory | undefined;
  let waiting: Operation[] = [...inOrder(campaign.operations)];
  const lane = async (): Promise<void> => {
    while (campaign.sent < requests) {
      if (waiting.length === 0) waiting = [...shuffled(campaign.operations, random)];
      const operation = waiting.shift();
      if (!operation) return;
      const runs = Math.min(AT_ONCE, Math.max(1, Math.floor(requests / campaign.operations.length)));
      await campaign.at(operation, runs, Math.floor(random() * 2 ** 31));
      if (campaign.sent > requests / 10) early ??= await memoryOf(system);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  return early ?? memoryOf(system);
}

const growthOf = (early: Memory, late: Memory): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(early).map(([name, size]) => [name, (late[name] ?? Number.NaN) / size - 1]));

/** A log that tells of what somebody wrote, or of a bug. */
const talkative = (system: RunningSystem): readonly string[] =>
  SERVICES.filter((service) => {
    const log = readFileSync(system.logFile(service), 'utf8');
    return log.includes(MARK) || log.includes(CANARY) || log.includes('"msg":"bug"');
  });

/** A fault that is planted in front of the gateway is found, and its request is as small as it can be. */
async function plantedIsFound(campaign: Campaign): Promise<boolean> {
  const operation = campaign.operations.find(({ path }) => path.endsWith('/consultations'));
  if (operation) await campaign.at(operation, PLANTED_RUNS, 1);
  const found = campaign.findings.find(({ fault }) => fault.includes('status 500'));
  return found !== undefined && campaign.findings.length > 0;
}

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const requests = runs ?? (brief ? BRIEF_REQUESTS : USUAL_REQUESTS);
  const system = await startSystem({
    environment: 'test',
    env: { TSUNAGI_LOG_LEVEL: 'warn' },
    tenants: [HERE, ELSEWHERE],
  });
  try {
    const foreign = await enterElsewhere(system, ELSEWHERE, CANARY);
    await seedCity(system);
    if (!brief) await tellStory(system, () => undefined);
    const document = await documentAt(system.baseUrl);
    const campaign = new Campaign({ system, document, foreign, tell: progress });
    const early = await play(campaign, requests, seed, system);
    const growth = growthOf(early, await memoryOf(system));
    const logs = talkative(system);
    for (const service of logs) progress(`the log of ${service} tells of a bug or of what was sent`);
    const planted = await PlantedFault.before(system.baseUrl);
    const control = await plantedIsFound(new Campaign({ system, document, foreign, baseUrl: planted.baseUrl }));
    await planted.stop();
    const flat = requests < MEMORY_FROM || Object.values(growth).every((each) => each < MOST_GROWTH);
    return {
      holds: campaign.findings.length === 0 && logs.length === 0 && control && flat,
      figures: {
        ...figuresOf(campaign),
        ...shownGrowth(growth),
        logs: logs.length,
        planted: control ? 'found' : 'missed',
        seed,
      },
    };
  } finally {
    await system.stop();
  }
}

function figuresOf(campaign: Campaign): Readonly<Record<string, number | string>> {
  const { operations, sent, succeeded, slow, slowestMs, findings, sender, classes, rightOnes } = campaign;
  return {
    ...{ routes: operations.length, requests: sent, ...Object.fromEntries([...classes].sort()) },
    ...{ rightTaken: rightOnes.get('2xx') ?? 0, rightRefused: rightOnes.get('4xx') ?? 0 },
    ...{ routesThatSucceeded: succeeded.size, faults: findings.length, busy: sender.busy },
    ...{ slow, slowestMs: Math.round(slowestMs) },
  };
}

const shownGrowth = (growth: Readonly<Record<string, number>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(growth).map(([name, share]) => [`${name}Rss`, `${Math.round(share * 100)}%`]));

export const fuzz: Proof = {
  name: 'fuzz',
  sentence:
    'Whatever is made of our own API document, right or spoilt, is answered as that document says: no 5xx, no unknown answer, nothing of another municipality.',
  run,
};
