import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { localDay } from '#libs/kernel';
import { acceptedRequest } from '../acts';
import { readClock } from '../clock';
import { Municipality, type Place } from '../municipality/municipality';
import { USUAL } from '../municipality/setting';
import { People } from '../people';
import type { RunningSystem } from '../running-system';
import { until } from '../until';
import { aSeeker } from './a-seeker';
import type { BenchCase, BenchOptions } from './bench';
import { burst, type Shot } from './load';

const BATCH = 2_000;
const LEARN_MS = 60_000;
/** Around the middle of the generated municipality; 10 km is what a bus ride reaches. */
const HOME = { lat: 36, lng: 138 };
const NEED = { primaryPurposes: ['role', 'work_prep'], mode: ['in_person'], maxDistanceMeters: 10_000 };

/**
 * A whole search over HTTP where one municipality has this many places: token, bus, consent asked from intake,
 * ranking of all places, the row that keeps it, the answer. Beside it a plain read at the same concurrency.
 */
export async function searchesAtSize(system: RunningSystem, options: BenchOptions): Promise<readonly BenchCase[]> {
  const token = await system.token('CSW');
  const subject = await aSeeker(system, HOME);
  const id = await acceptedRequest(new People(system).as('CSW'), subject, NEED);
  const base = system.baseUrl.replace('localhost', '127.0.0.1');
  const read: Shot = { method: 'GET', path: `/api/v1/match-requests/${id}`, tokens: [token] };
  const search: Shot = { method: 'POST', path: `${read.path}/search`, tokens: [token], body: {} };
  const empty = memoryOf(system);
  const places = placesOf(options.seed, localDay(await readClock(system.databases, system.tenant)));
  const cases: BenchCase[] = [];
  let loaded = 0;
  for (const size of options.brief ? [2_000, 10_000] : [20_000, 100_000]) {
    await load(system, places, size - loaded);
    loaded = size;
    await until(
      `${size} places in memory`,
      async () => ((await knownPlaces(system, id)) >= size ? true : undefined),
      LEARN_MS,
    );
    options.progress(`${size} places loaded`);
    for (const clients of [1, 8])
      cases.push(...(await latencies(base, { read, search }, size, clients, options.brief)));
    cases.push(caseOf(`memory of matching with ${size} places, against none`, memoryOf(system), empty, 'MB'));
  }
  return cases;
}

/** More is worse for all of these. */
const caseOf = (what: string, figure: number, floor: number, unit: string): BenchCase => ({
  ...{ goal: 'b', case: what, figure: tenths(figure), floor: tenths(floor), unit },
  ...{ ratio: floor / figure, want: null, spread: 0 },
});

const tenths = (value: number): number => Math.round(value * 10) / 10;

async function latencies(
  base: string,
  shots: { readonly read: Shot; readonly search: Shot },
  size: number,
  clients: number,
  brief: boolean,
): Promise<readonly BenchCase[]> {
  const ms = brief ? 1_000 : 4_000;
  await burst(base, shots.search, clients, ms / 2);
  const read = await burst(base, shots.read, clients, ms / 2);
  const search = await burst(base, shots.search, clients, ms);
  const what = `search among ${size} places, ${clients} at once, against a plain read`;
  return [caseOf(`${what}, p50`, search.p50, read.p50, 'ms'), caseOf(`${what}, p99`, search.p99, read.p99, 'ms')];
}

const placesOf = (seed: number, today: string): Generator<Place> =>
  new Municipality({
    ...USUAL,
    seed,
    today,
    resources: 100_000,
    area: { kind: 'towns', km2: 2_000, towns: 12 },
  }).places();

/** Straight into matching's tables; its replicas hear of them as of any change. */
async function load(system: RunningSystem, places: Generator<Place>, count: number): Promise<void> {
  const owner = new Client({ connectionString: system.databases.matching.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    for (let left = count; left > 0; left -= BATCH) await loadBatch(owner, take(places, Math.min(BATCH, left)));
  } finally {
    await owner.end();
  }
}

function take(places: Generator<Place>, count: number): readonly Place[] {
  const taken: Place[] = [];
  while (taken.length < count) {
    const next = places.next();
    if (next.done === true) throw new Error('The municipality has no more places.');
    taken.push(next.value);
  }
  return taken;
}

async function loadBatch(owner: Client, batch: readonly Place[]): Promise<void> {
  await owner.query(
    `INSERT INTO menus (menu_id, org_id, version, facts)
     SELECT (f->>'menuId')::uuid, (f->>'orgId')::uuid, (f->>'version')::int, f FROM jsonb_array_elements($1::jsonb) f`,
    [JSON.stringify(batch.map(({ menu }) => menu))],
  );
  const reports = batch.flatMap(({ menu: { menuId }, capacity }) =>
    capacity?.total != null && capacity.used !== null ? [{ menuId, ...capacity }] : [],
  );
  await owner.query(
    `INSERT INTO capacity_ledgers (menu_id, version, total, used, reported_at, report_version)
     SELECT (r->>'menuId')::uuid, 1, (r->>'total')::int, (r->>'used')::int, coalesce((r->>'reportedAt')::timestamptz, now()), 1
       FROM jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(reports)],
  );
}

/** Places that the ranking knows: those it compared and those too far away to be compared. */
async function knownPlaces(system: RunningSystem, id: string): Promise<number> {
  const answer = await new People(system)
    .as('CSW')
    .post<{ readonly compared: number; readonly outOfReach: number }>(`/match-requests/${id}/search`);
  return answer.compared + answer.outOfReach;
}

/** Resident set of the matching process, megabytes. */
function memoryOf(system: RunningSystem): number {
  const status = readFileSync(`/proc/${system.pid('matching') ?? 0}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
