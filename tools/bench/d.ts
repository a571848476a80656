import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { startSystem } from '../system';
import { type Bench, type BenchCase, type BenchOptions, median, spreadOf } from './bench';
import { openInstances, type ReserveAt } from './d-instances';

/** Callers at once, for floor and product alike. */
const CALLERS = 64;
const INSTANCES = 2;
const PLENTY = 1_000_000_000;
const HELD = 'UPDATE capacity_floor SET held = held + 1 WHERE menu_id = $1 AND held < total';

interface Case {
  readonly name: string;
  readonly rows: number;
  readonly want: number;
}

const CASES: readonly Case[] = [
  { name: 'one hot row', rows: 1, want: 5 },
  { name: '1,000 rows', rows: 1_000, want: 0.8 },
];

/** What `CALLERS` callers do per second, each one act after another. `act` is told the number of its turn. */
async function perSecond(ms: number, act: (turn: number) => Promise<void>): Promise<number> {
  let turns = 0;
  const began = performance.now();
  const until = began + ms;
  const caller = async (): Promise<void> => {
    while (performance.now() < until) await act((turns += 1));
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return (turns * 1_000) / (performance.now() - began);
}

class Arena {
  private readonly menus: readonly string[] = Array.from({ length: 1_000 }, () => randomUUID());

  constructor(
    private readonly pool: Pool,
    private readonly reserveAt: ReserveAt,
    private readonly tenant: string,
  ) {}

  async prepare(): Promise<void> {
    await this.pool.query(
      'CREATE TABLE capacity_floor (menu_id uuid PRIMARY KEY, held int NOT NULL, total int NOT NULL)',
    );
    await this.pool.query('INSERT INTO capacity_floor SELECT menu_id, 0, $2 FROM unnest($1::uuid[]) AS menu_id', [
      this.menus,
      PLENTY,
    ]);
    await this.open(this.menus, PLENTY);
    // What a database that has run for a minute knows of its tables by itself.
    await this.pool.query('ANALYZE capacity_floor, capacity_ledgers');
  }

  /** Ledgers with so many places each, as a report would leave them. */
  async open(menus: readonly string[], total: number): Promise<void> {
    await this.pool.query(
      `INSERT INTO capacity_ledgers (tenant, menu_id, version, total, used, reported_at, report_version)
       SELECT $3, menu_id, 1, $2, 0, now(), 1 FROM unnest($1::uuid[]) AS menu_id`,
      [menus, total, this.tenant],
    );
  }

  floor(rows: number, ms: number): Promise<number> {
    return perSecond(ms, async (turn) => {
      const { rowCount } = await this.pool.query(HELD, [this.menus[turn % rows]]);
      if (rowCount !== 1) throw new Error('The floor refused a place that is there.');
    });
  }

  ours(rows: number, ms: number): Promise<number> {
    return perSecond(ms, async (turn) => {
      const { granted } = await this.reserveAt(turn % INSTANCES, this.menus[turn % rows] ?? '');
      if (!granted) throw new Error('A place that is there was refused.');
    });
  }

  /** Of few places many are wanted at once: how many were promised beyond them. */
  async overbooked(total: number, attempts: number): Promise<number> {
    const menuId = randomUUID();
    await this.open([menuId], total);
    const answers = await Promise.all(
      Array.from({ length: attempts }, (_, turn) => this.reserveAt(turn % INSTANCES, menuId)),
    );
    const granted = answers.filter((answer) => answer.granted).length;
    if (granted < total) throw new Error(`Only ${granted} of ${total} places were given.`);
    return Math.max(granted, await this.countHolds(menuId)) - total;
  }

  /** Each grant has its hold and its event. */
  async checkWritten(): Promise<void> {
    const { rows } = await this.pool.query<{ holds: number; events: number }>(
      `SELECT (SELECT count(*)::int FROM holds) AS holds,
              (SELECT count(*)::int FROM outbox WHERE subject = 'evt.matching.hold.changed.v1') AS events`,
    );
    const [counted] = rows;
    const { rows: sums } = await this.pool.query<{ held: number }>(
      'SELECT sum(held)::int AS held FROM capacity_ledgers',
    );
    if (counted?.holds !== counted?.events || counted?.holds !== sums[0]?.held) {
      throw new Error(`${counted?.holds} holds, ${counted?.events} events, ${sums[0]?.held} places held.`);
    }
  }

  private async countHolds(menuId: string): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM holds WHERE menu_id = $1', [
      menuId,
    ]);
    return rows[0]?.n ?? 0;
  }
}

async function measure(arena: Arena, { name, rows, want }: Case, options: BenchOptions): Promise<BenchCase> {
  const [count, ms] = options.brief ? [3, 700] : [9, 2_000];
  const floors: number[] = [];
  const ours: number[] = [];
  await arena.floor(rows, 300);
  await arena.ours(rows, 300);
  for (let round = 0; round < count; round += 1) {
    const first = round % 2 === 0;
    if (first) floors.push(await arena.floor(rows, ms));
    ours.push(await arena.ours(rows, ms));
    if (!first) floors.push(await arena.floor(rows, ms));
    options.progress(`${name}: ${ours.at(-1)?.toFixed(0)}/s against ${floors.at(-1)?.toFixed(0)}/s`);
  }
  const ratios = ours.map((value, round) => value / (floors[round] ?? Number.NaN));
  return {
    ...{ goal: 'd', case: name, unit: 'reservations/s', want, ratio: median(ratios), spread: spreadOf(ratios) },
    ...{ figure: Math.round(median(ours)), floor: Math.round(median(floors)) },
  };
}

async function run(options: BenchOptions): Promise<readonly BenchCase[]> {
  const system = await startSystem({ environment: 'test', services: ['matching'], durable: true });
  try {
    // Its database is what is wanted; what carries its events on would only take part of the machine.
    await system.stopInstance('matching');
    const { ownerUrl, appUrl } = system.databases.matching;
    const pool = new Pool({ connectionString: ownerUrl, max: CALLERS, options: `-c tsunagi.tenant=${system.tenant}` });
    const instances = await openInstances(INSTANCES, appUrl, system.tenant);
    try {
      const arena = new Arena(pool, instances.reserveAt, system.tenant);
      await arena.prepare();
      const cases: BenchCase[] = [];
      for (const one of CASES) cases.push(await measure(arena, one, options));
      const beyond = await arena.overbooked(500, 2_000);
      options.progress(`${beyond} overbooked of 500 places wanted 2,000 times`);
      if (beyond > 0) throw new Error(`${beyond} places were promised twice.`);
      await arena.checkWritten();
      return cases;
    } finally {
      await instances.close();
      await pool.end();
    }
  } finally {
    await system.stop();
  }
}

export const d: Bench = {
  name: 'd',
  sentence:
    'Reservations with their hold, event and idempotency row, over two instances, against a bare conditional UPDATE of a counter.',
  run,
};
