import { randomUUID } from 'node:crypto';
import { ReleaseHoldV1, ReserveHoldV1 } from '#libs/contracts';
import { systemActor } from '#libs/kernel';
import type { ServiceClient } from '#libs/messaging';
import { Client } from 'pg';
import { Api, ApiProblem, kept } from '../api';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { openBusClient } from './bus-client';
import { type LedgerAnswer, type Opening, witness } from './ledger-witness';
import { pause, type Proof, type ProofOptions, type ProofResult, randomOf } from './proof';

const RACERS = 32;
/** One menu that everybody wants, and some that fewer want. */
const PLACES = [50, ...Array.from({ length: 20 }, () => 10)];

interface Race {
  readonly attempts: number;
  readonly granted: number;
  readonly refused: number;
  readonly overbooked: number;
  readonly problems: readonly string[];
}

async function enterMenus(system: RunningSystem): Promise<readonly string[]> {
  const registry = new Api(
    system.baseUrl,
    kept(() => system.token('COMMUNITY_COORDINATOR')),
  );
  const org = await registry.post('/organizations', { name: '台帳の証明', kind: 'npo' });
  const menus: string[] = [];
  for (const total of PLACES) {
    const resource = await registry.post('/resources', { orgId: org.id, name: '場', type: 'work_experience' });
    const menu = await registry.post(`/resources/${resource.id}/menus`, { name: '枠', capacityModel: 'fixed' });
    await registry.put(`/menus/${menu.id}/availability`, {
      total,
      used: 0,
      reportedAt: new Date(Date.now() - 60_000).toISOString(),
    });
    menus.push(menu.id);
  }
  return menus;
}

async function openingOf(api: Api, menuId: string): Promise<Opening> {
  const until = Date.now() + 20_000;
  for (;;) {
    const capacity = await api
      .get<{ free: number | null; version: number }>(`/menus/${menuId}/capacity`)
      .catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status === 404) return { free: null, version: 0 };
        throw error;
      });
    if (capacity.free !== null) return { version: capacity.version, free: capacity.free };
    if (Date.now() > until) throw new Error('The reports did not reach matching.');
    await pause(100);
  }
}

/** Many racers reserve and give back over both instances; every answer is kept. */
class RaceTrack {
  private readonly answers: LedgerAnswer[] = [];
  private left: number;

  constructor(
    private readonly client: ServiceClient,
    private readonly tenant: string,
    private readonly menus: readonly string[],
    private readonly random: () => number,
    private readonly attempts: number,
  ) {
    this.left = attempts;
  }

  async run(openings: ReadonlyMap<string, Opening>): Promise<Race> {
    await Promise.all(Array.from({ length: RACERS }, () => this.racer()));
    const problems = this.menus.flatMap((menuId) =>
      witness(
        openings.get(menuId) ?? { version: 0, free: 0 },
        this.answers.filter((answer) => answer.menuId === menuId),
      ),
    );
    const count = (kind: LedgerAnswer['kind']): number => this.answers.filter((answer) => answer.kind === kind).length;
    return { attempts: this.attempts, granted: count('granted'), refused: count('refused'), overbooked: 0, problems };
  }

  private async racer(): Promise<void> {
    const mine: { readonly menuId: string; readonly holdId: string }[] = [];
    while (this.left > 0) {
      this.left -= 1;
      const givesBack = mine.length > 0 && this.random() < 0.3;
      if (givesBack) await this.giveBack(mine.splice(Math.floor(this.random() * mine.length), 1)[0]);
      else await this.reserve(mine);
    }
  }

  private async reserve(mine: { menuId: string; holdId: string }[]): Promise<void> {
    const menuId = this.menus[this.random() < 0.4 ? 0 : Math.floor(this.random() * this.menus.length)] ?? '';
    const asked = performance.now();
    const reservationId = randomUUID();
    const { granted, holdId, version } = await this.client.ask(
      ReserveHoldV1,
      { menuId, reservationId, outOfSystem: false },
      { actor: systemActor('gateway', this.tenant), correlationId: reservationId },
      { deadlineMs: 20_000, idempotencyKey: reservationId },
    );
    this.answers.push({ menuId, kind: granted ? 'granted' : 'refused', version, asked, answered: performance.now() });
    if (holdId !== null) mine.push({ menuId, holdId });
  }

  private async giveBack(hold: { readonly menuId: string; readonly holdId: string } | undefined): Promise<void> {
    if (!hold) return;
    const asked = performance.now();
    const { released, version } = await this.client.ask(
      ReleaseHoldV1,
      hold,
      { actor: systemActor('gateway', this.tenant), correlationId: hold.holdId },
      { deadlineMs: 20_000, idempotencyKey: randomUUID() },
    );
    if (released)
      this.answers.push({ menuId: hold.menuId, kind: 'released', version, asked, answered: performance.now() });
  }
}

/** Places promised beyond the total, counted in the database from the holds themselves. */
async function overbooked(system: RunningSystem, menus: readonly string[]): Promise<number> {
  const owner = new Client({ connectionString: system.databases.matching.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    const { rows } = await owner.query<{ menu_id: string; n: number }>(
      `SELECT menu_id, count(*)::int AS n FROM holds WHERE state = 'ACTIVE' AND menu_id = ANY($1) GROUP BY menu_id`,
      [menus],
    );
    return rows.reduce((sum, { menu_id, n }) => sum + Math.max(0, n - (PLACES[menus.indexOf(menu_id)] ?? 0)), 0);
  } finally {
    await owner.end();
  }
}

async function race(attempts: number, seed: number, broken?: string): Promise<Race> {
  const system = await startSystem({
    environment: 'test',
    env: { TSUNAGI_LOG_LEVEL: 'warn', ...(broken !== undefined && { TSUNAGI_BROKEN: broken }) },
    replicas: { matching: 2 },
  });
  try {
    const menus = await enterMenus(system);
    const worker = new Api(
      system.baseUrl,
      kept(() => system.token('CSW')),
    );
    const openings = new Map<string, Opening>();
    for (const menuId of menus) openings.set(menuId, await openingOf(worker, menuId));
    const bus = await openBusClient(system);
    const track = new RaceTrack(bus.client, system.tenant, menus, randomOf(seed), attempts);
    const result = await track.run(openings);
    await bus.close();
    return { ...result, overbooked: await overbooked(system, menus) };
  } finally {
    await system.stop();
  }
}

async function run({ runs, seed, brief, progress }: ProofOptions): Promise<ProofResult> {
  const attempts = runs ?? (brief ? 3_000 : 10_000);
  const sound = await race(attempts, seed);
  for (const problem of sound.problems.slice(0, 5)) progress(problem);
  progress(`${sound.granted} granted, ${sound.refused} refused, ${sound.overbooked} overbooked`);
  const naive = await race(Math.min(attempts, 3_000), seed, 'NAIVE_RESERVE');
  progress(`NAIVE_RESERVE: ${naive.overbooked} overbooked`);
  const holds = sound.overbooked === 0 && sound.problems.length === 0 && sound.refused > 0 && naive.overbooked > 0;
  return {
    holds,
    figures: {
      attempts,
      instances: 2,
      granted: sound.granted,
      refused: sound.refused,
      overbooked: sound.overbooked,
      contradictions: sound.problems.length,
      NAIVE_RESERVE: naive.overbooked,
      seed,
    },
  };
}

export const ledger: Proof = {
  name: 'ledger',
  sentence:
    'However many reserve at once over two instances of matching, no place is promised twice and every answer fits one order; reading first and writing after would overbook.',
  run,
};
