import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { acceptedRequest } from '../acts';
import { People } from '../people';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { aSeeker } from './a-seeker';
import { searchesAtSize } from './at-size';
import type { Bench, BenchCase, BenchOptions } from './bench';
import { median, spreadOf } from './bench';
import { type Floor, startFloor } from './floor/start';
import { type Burst, burst, type Shot } from './load';

/** Connections of the load, each with one request under way. */
const CONNECTIONS = 32;
/** Until both are as fast as they get: a fresh process takes twice the time for a request. */
const WARM_MS = 4_000;
/** People whose tokens are used in turn. */
const WORKERS = 16;

const NEED = {
  primaryPurposes: ['role'],
  mode: ['in_person'],
  supportRequired: ['watch_over'],
  maxDistanceMeters: 50_000,
};

interface Pair {
  readonly ours: Burst;
  readonly floor: Burst;
}

/** Bursts at both, in turn; who begins changes every round, so that neither always meets the other's leftovers. */
async function rounds(
  bases: { readonly ours: string; readonly floor: string },
  shot: Shot,
  { count, ms }: { readonly count: number; readonly ms: number },
): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (const base of Object.values(bases)) await burst(base, shot, CONNECTIONS, WARM_MS);
  for (let round = 0; round < count; round += 1) {
    const found: Partial<Record<'ours' | 'floor', Burst>> = {};
    for (const side of round % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const)) {
      found[side] = await burst(bases[side], shot, CONNECTIONS, ms);
    }
    if (found.ours && found.floor) pairs.push({ ours: found.ours, floor: found.floor });
  }
  return pairs;
}

function casesOf(what: string, want: number, pairs: readonly Pair[]): readonly BenchCase[] {
  const made = (
    name: string,
    unit: string,
    wanted: number,
    value: (burst: Burst) => number,
    ratio: (pair: Pair) => number,
  ) => {
    const ratios = pairs.map(ratio);
    const middle = (side: keyof Pair): number => Math.round(median(pairs.map((pair) => value(pair[side]))) * 100) / 100;
    return {
      ...{ goal: 'b', case: `${what}, ${name}`, unit, want: wanted },
      ...{ figure: middle('ours'), floor: middle('floor'), ratio: median(ratios), spread: spreadOf(ratios) },
    };
  };
  return [
    made(
      'throughput',
      'requests/s',
      want,
      ({ perSecond }) => perSecond,
      ({ ours, floor }) => ours.perSecond / floor.perSecond,
    ),
    made(
      'p99',
      'ms',
      1 / 1.5,
      ({ p99 }) => p99,
      ({ ours, floor }) => floor.p99 / ours.p99,
    ),
  ];
}

/** The same question to both gives the same answer. */
async function sameAnswers(bases: readonly string[], path: string, token: string): Promise<void> {
  const answers = await Promise.all(
    bases.map(async (base) => {
      const answer = await fetch(`${base}${path}`, { headers: { authorization: `Bearer ${token}` } });
      const headers = [...answer.headers].filter(([name]) => !['date', 'x-correlation-id'].includes(name)).sort();
      return `${answer.status} ${JSON.stringify(headers)} ${await answer.text()}`;
    }),
  );
  if (answers[0] !== answers[1]) throw new Error(`The answers differ: ${answers.join(' | ')}`);
}

/** The newest request row and its key as each side wrote it, without what is drawn by lot or by the clock. */
async function sameRows(system: RunningSystem, bases: readonly string[], shot: Shot): Promise<void> {
  const owner = new Client({ connectionString: system.databases.matching.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    const written: string[] = [];
    for (const base of bases) {
      const key = randomUUID();
      const headers = {
        authorization: `Bearer ${shot.tokens[0]}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      };
      const answer = await fetch(`${base}${shot.path}`, { method: 'POST', headers, body: JSON.stringify(shot.body) });
      const { id } = (await answer.json()) as { readonly id: string };
      const { rows } = await owner.query<{ row: string }>(
        `SELECT concat_ws(' ', to_jsonb(r) - '{id,opened_at,state_since}'::text[], to_jsonb(k) - '{key,fingerprint,answer,created_at}'::text[],
                (SELECT array_agg(x ORDER BY x) FROM json_object_keys(k.answer) x), k.answer->>'id' = r.id::text) AS row
           FROM match_requests r, idempotency_keys k WHERE r.id = $1 AND k.key = $2`,
        [id, key],
      );
      written.push(`${answer.status} ${rows[0]?.row}`);
    }
    if (written[0] !== written[1]) throw new Error(`The rows differ: ${written.join(' | ')}`);
  } finally {
    await owner.end();
  }
}

async function measure(system: RunningSystem, floor: Floor, options: BenchOptions): Promise<readonly BenchCase[]> {
  const tokens = await Promise.all(
    Array.from({ length: WORKERS }, (_, index) => system.token('CSW', { as: `worker-${index}` })),
  );
  const subject = await aSeeker(system, { lat: 35.5, lng: 139.5 });
  const id = await acceptedRequest(new People(system).as('CSW'), subject, NEED);
  const bases = { ours: system.baseUrl.replace('localhost', '127.0.0.1'), floor: floor.baseUrl };
  const both = [bases.ours, bases.floor];
  const length = options.brief ? { count: 3, ms: 700 } : { count: 9, ms: 1_500 };
  const read: Shot = { method: 'GET', path: `/api/v1/match-requests/${id}`, tokens };
  await sameAnswers(both, read.path, tokens[0] ?? '');
  const reads = casesOf('read a match request', 0.75, await rounds(bases, read, length));
  await sameAnswers(both, read.path, tokens[0] ?? '');
  const write: Shot = { method: 'POST', path: '/api/v1/match-requests', tokens, body: { ...subject, need: NEED } };
  await sameRows(system, both, write);
  const writes = casesOf('open a match request', 0.65, await rounds(bases, write, length));
  await sameRows(system, both, write);
  return [...reads, ...writes];
}

async function run(options: BenchOptions): Promise<readonly BenchCase[]> {
  const cases: BenchCase[] = [];
  const system = await startSystem();
  try {
    await system.stopInstance('outreach');
    const floor = await startFloor(system);
    try {
      cases.push(...(await measure(system, floor, options)));
      for (const one of cases) options.progress(`${one.case}: ${one.ratio.toFixed(2)} of what is written by hand`);
    } finally {
      await floor.stop();
    }
    return [...cases, ...(await searchesAtSize(system, options))];
  } finally {
    await system.stop();
  }
}

export const b: Bench = {
  name: 'b',
  sentence:
    'A match request through gateway, bus, service and database, against processes written by hand that verify the same tokens, ask over the same bus and write the same rows.',
  run,
};
