import { randomUUID } from 'node:crypto';
import { SERVICES, type ServiceName } from '#libs/kernel';
import type { RunningSystem } from '../running-system';
import { CONSULTATION, CONSULTATIONS } from './consultation';
import { ProbeRig } from './probe-rig';
import { pause, type Proof, type ProofOptions, type ProofResult } from './proof';

const CLIENTS = 4;
const DEADLINE_MS = 1_500;
const RECOVERY_LIMIT_MS = 10_000;

/**
 * Clients of the public API behind a load balancer: one that knows which gateways are ready and
 * offers a refused connection to the next one. Nothing else is repeated.
 */
class Clients {
  requests = 0;
  readonly failures: string[] = [];
  private running = true;
  private readonly loops: Promise<void>[];

  constructor(
    private readonly gateways: () => readonly string[],
    private readonly token: string,
  ) {
    this.loops = Array.from({ length: CLIENTS }, (_, index) => this.loop(index));
  }

  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.loops);
  }

  private async loop(index: number): Promise<void> {
    for (let turn = index; this.running; turn += 1) {
      this.requests += 1;
      const problem = await this.once(turn % 2 === 0);
      if (problem !== undefined) this.failures.push(problem);
      await pause(10);
    }
  }

  private async once(writes: boolean): Promise<string | undefined> {
    const what = writes ? 'write' : 'read';
    const path = writes ? CONSULTATIONS : PATHS_TO_READ[this.requests % PATHS_TO_READ.length];
    const request = writes ? writing(this.token) : reading(this.token);
    for (const base of this.gateways()) {
      try {
        const answer = await fetch(`${base}${path}`, request);
        await answer.arrayBuffer();
        return answer.ok ? undefined : `${answer.status} ${what}`;
      } catch (error) {
        const code = (error as { cause?: { code?: string } }).cause?.code ?? 'network';
        if (code !== 'ECONNREFUSED') return `${code} ${what}`;
      }
    }
    return 'no gateway';
  }
}

const reading = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });

const writing = (token: string): RequestInit => ({
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
  body: JSON.stringify(CONSULTATION),
});

/** One of each inner service. */
const PATHS_TO_READ = ['/api/v1/cases', '/api/v1/match-requests', '/api/v1/follow-ups', '/api/v1/resources'];

/** A second process starts, then the first one leaves: as an orchestrator does it. */
async function roll(system: RunningSystem, service: ServiceName, gateways: string[]): Promise<void> {
  const second = await system.startReplica(service);
  if (service === 'gateway') gateways.unshift(system.healthUrl(second));
  await system.stopInstance(service);
  await system.startAgain(service);
  if (service === 'gateway') gateways.shift();
  await system.stopInstance(second);
}

async function rolling(rig: ProbeRig, rounds: number, progress: (line: string) => void) {
  const { system } = rig;
  const gateways = [system.healthUrl('gateway')];
  const clients = new Clients(() => gateways, await system.token('CSW'));
  await pause(500);
  for (let round = 0; round < rounds; round += 1) {
    for (const service of SERVICES) {
      await roll(system, service, gateways);
      progress(
        `round ${round + 1}: ${service} restarted, ${clients.requests} requests, ${clients.failures.length} failed`,
      );
    }
  }
  await clients.stop();
  for (const failure of new Set(clients.failures)) progress(`failed: ${failure}`);
  return { requests: clients.requests, failedRequests: clients.failures.length };
}

interface Killed {
  readonly answered: number;
  readonly latestMs: number;
}

/** Killed while it works on a request: the caller must not wait for ever. */
async function killedResponder(rig: ProbeRig, times: number): Promise<Killed> {
  let answered = 0;
  let latestMs = 0;
  for (let time = 0; time < times; time += 1) {
    await rig.system.untilReady('matching', 30_000);
    const began = Date.now();
    const asked = rig.ask('matching', randomUUID(), 5_000, DEADLINE_MS).then(
      () => 0,
      () => 1,
    );
    await pause(300);
    await rig.system.kill('matching');
    answered += await asked;
    latestMs = Math.max(latestMs, Date.now() - began);
  }
  await rig.system.untilReady('matching', 30_000);
  return { answered, latestMs };
}

/** No bus for a while: everything that needs it says so quickly, and comes back without help. */
async function busAway(rig: ProbeRig, awayMs: number) {
  const { system } = rig;
  const token = await system.token('CSW');
  const get = async (path: string): Promise<number> =>
    (await fetch(`${system.baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
  await system.stopInstance('nats-server');
  await pause(1_000);
  const during = { live: await get('/health/live'), api: await get('/api/v1/cases') };
  await pause(awayMs - 1_000);
  await system.startAgain('nats-server');
  const began = Date.now();
  const statuses = await Promise.all(PATHS_TO_READ.map((path) => untilOk(() => get(path), began + 60_000)));
  return { during, recoveryMs: Math.max(...statuses) - began };
}

async function untilOk(get: () => Promise<number>, until: number): Promise<number> {
  while (Date.now() < until) {
    if ((await get().catch(() => 0)) === 200) return Date.now();
    await pause(50);
  }
  return Number.POSITIVE_INFINITY;
}

const isUnnoticed = ({ requests, failedRequests }: Awaited<ReturnType<typeof rolling>>): boolean =>
  requests > 0 && failedRequests === 0;

const leavesNobodyWaiting = ({ answered, latestMs }: Killed, kills: number): boolean =>
  answered === kills && latestMs <= DEADLINE_MS + 500;

const isSurvived = ({ during, recoveryMs }: Awaited<ReturnType<typeof busAway>>): boolean =>
  during.live === 200 && during.api === 503 && recoveryMs <= RECOVERY_LIMIT_MS;

async function run({ runs, brief, seed, progress }: ProofOptions): Promise<ProofResult> {
  const rig = await ProbeRig.start();
  try {
    const rolled = await rolling(rig, runs ?? (brief ? 1 : 3), progress);
    const kills = brief ? 5 : 20;
    const killed = await killedResponder(rig, kills);
    progress(
      `responder killed ${kills} times, ${killed.answered} callers answered, the latest after ${killed.latestMs} ms`,
    );
    const awaySeconds = brief ? 25 : 60;
    const away = await busAway(rig, awaySeconds * 1_000);
    return {
      holds: isUnnoticed(rolled) && leavesNobodyWaiting(killed, kills) && isSurvived(away),
      figures: {
        ...rolled,
        kills,
        ...killed,
        deadlineMs: DEADLINE_MS,
        awaySeconds,
        apiDuringOutage: away.during.api,
        recoveryMs: away.recoveryMs,
        seed,
      },
    };
  } finally {
    await rig.stop();
  }
}

export const restart: Proof = {
  name: 'restart',
  sentence:
    'Services are exchanged under load without a failed request, a responder that dies leaves nobody waiting past the deadline, and all recover by themselves when the bus was away.',
  run,
};
