import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { TableFollower } from '#libs/messaging';
import { createDataSource } from '#libs/persistence';
import { KnownPlaces } from '../../../services/matching/src/domain/known-places';
import { JUDGED_COLUMNS, ledgersFrom, menusFrom } from '../../../services/matching/src/for-tools';
import { Municipality, type Place } from '../../municipality/municipality';
import { USUAL } from '../../municipality/setting';
import { copyIn } from '../../sql-matcher/copy';
import { type BenchCase, type BenchOptions, median, spreadOf } from '../bench';
import { timed, timedNow } from './rounds';
import type { MatchStage } from './stage';

const BYTES_ALLOWED = 100;
const MS_ALLOWED = 1;
const SECONDS_ALLOWED = 10;
const TENANT = '990019';
const CHANGES = 300;
const CHANGES_SEEN = 5;
/** Seconds after which every replica has to know. */
const SEEN_WITHIN = 1.5;
const SEEN_AT_LAST_MS = 60_000;
const LOOK_MS = 5;
const MS_PER_SECOND = 1000;

const against = (what: string, unit: string, figure: number, allowed: number, spread: number): BenchCase => ({
  goal: 'a',
  case: what,
  figure: Number(figure.toPrecision(3)),
  floor: allowed,
  unit,
  ratio: allowed / figure,
  want: 1,
  spread,
});

export function memoryCase({ places }: MatchStage, name: string): BenchCase {
  return against(`${name}: memory of a resource`, 'bytes', places.bytes() / places.size, BYTES_ALLOWED, 0);
}

/** Facts, whereabouts and ledger of one menu change. */
export function changeCase({ places, municipality }: MatchStage, name: string): BenchCase {
  const taken: Place[] = [];
  for (const place of municipality.places()) {
    taken.push(place);
    if (taken.length === 2 * CHANGES) break;
  }
  const times = Array.from({ length: CHANGES }, (_, index) => {
    const [here, there] = [taken[index], taken[index + CHANGES]];
    if (here === undefined || there === undefined) throw new Error('There are too few places.');
    const changed = { ...there.menu, menuId: here.menu.menuId };
    const took = timedNow(() => {
      places.learnMenu(changed);
      places.learnCapacity(changed.menuId, there.capacity, there.load);
    });
    places.learnMenu(here.menu);
    places.learnCapacity(here.menu.menuId, here.capacity, here.load);
    return took;
  });
  return against(`${name}: a change applied`, 'ms', median(times), MS_ALLOWED, spreadOf(times));
}

/**
 * A replica of the matching service starts: it reads menus and ledgers of a million resources as it always does.
 * Then menus come, and it sees them at its next look without being told.
 */
export async function replicaCases(
  url: string,
  { brief, seed, progress }: BenchOptions,
): Promise<readonly BenchCase[]> {
  const resources = brief ? 100_000 : 1_000_000;
  await storeFollowed(url, new Municipality({ ...USUAL, seed, resources, area: { kind: 'even', km2: 370_000 } }));
  const seconds: number[] = [];
  const seen: number[] = [];
  for (let round = 0; round < (brief ? 1 : 2); round += 1) {
    const replica = await Replica.open(url);
    try {
      seconds.push((await timed(() => replica.follower.start())) / MS_PER_SECOND);
      if (replica.known.size(TENANT) !== resources + seen.length)
        throw new Error('The replica knows too few resources.');
      progress(`a replica was ready after ${seconds.at(-1)?.toFixed(1)} s`);
      for (let change = 0; change < CHANGES_SEEN; change += 1) seen.push(await secondsUntilSeen(replica));
    } finally {
      await replica.close();
    }
  }
  const among = `${resources.toLocaleString('en')} resources`;
  return [
    against(
      `start of a replica with ${among}`,
      's',
      median(seconds),
      SECONDS_ALLOWED * (resources / 1_000_000),
      spreadOf(seconds),
    ),
    against(
      `slowest of ${seen.length} changes to be seen among ${among}`,
      's',
      Math.max(...seen),
      SEEN_WITHIN,
      spreadOf(seen),
    ),
  ];
}

/** Memory that follows the tables, as every replica of the service has one. */
class Replica {
  readonly known = new KnownPlaces();
  readonly follower: TableFollower;
  private failure: unknown;

  private constructor(readonly source: DataSource) {
    const { known } = this;
    this.follower = new TableFollower(
      source,
      [
        menusFrom((tenant, menus) => known.learnMenus(tenant, menus)),
        ledgersFrom((tenant, ledgers) => known.learnLedgers(tenant, ledgers)),
      ],
      { onError: (error) => (this.failure = error) },
    );
  }

  static async open(url: string): Promise<Replica> {
    const options = { url, applicationName: 'replica', entities: [], migrations: [], poolSize: 2 };
    return new Replica(await createDataSource(options).initialize());
  }

  has(menuId: string): boolean {
    if (this.failure !== undefined) throw new Error('The replica could not look.', { cause: this.failure });
    return this.known.has(TENANT, menuId);
  }

  async close(): Promise<void> {
    await this.follower.stop();
    await this.source.destroy();
  }
}

/** From the moment in which a new menu is written. Nobody nudges the replica: its poll is the truth. */
async function secondsUntilSeen(replica: Replica): Promise<number> {
  const menuId = randomUUID();
  const began = performance.now();
  await replica.source.query(
    `INSERT INTO menus (tenant, facts) SELECT tenant, jsonb_set(facts, '{menuId}', to_jsonb($1::text)) FROM menus LIMIT 1`,
    [menuId],
  );
  while (!replica.has(menuId)) {
    if (performance.now() - began > SEEN_AT_LAST_MS) throw new Error('A change was never seen.');
    await sleep(LOOK_MS);
  }
  return (performance.now() - began) / MS_PER_SECOND;
}

const LEDGER_CELLS = `tenant, menu_id, session, version, unit, closed, total, used, oos_slots, oos_used, reported_at,
  report_version, held, placed`;

/** The tables that a replica follows, as the service has them. */
async function storeFollowed(url: string, municipality: Municipality): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`DROP TABLE IF EXISTS tenants, menus, capacity_ledgers;
      CREATE TABLE tenants AS SELECT '${TENANT}'::text AS tenant;
      CREATE UNLOGGED TABLE menus (tenant text NOT NULL, facts jsonb NOT NULL,
        menu_id uuid NOT NULL GENERATED ALWAYS AS ((facts->>'menuId')::uuid) STORED, ${JUDGED_COLUMNS},
        changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id());
      CREATE UNLOGGED TABLE capacity_ledgers (tenant text NOT NULL, menu_id uuid NOT NULL, session text NOT NULL,
        version int NOT NULL, unit text NOT NULL, closed boolean NOT NULL, total int, used int, oos_slots int,
        oos_used int, reported_at timestamptz, report_version int, held int NOT NULL, added int NOT NULL DEFAULT 0,
        freed int NOT NULL DEFAULT 0, oos_held int NOT NULL DEFAULT 0, oos_added int NOT NULL DEFAULT 0,
        oos_freed int NOT NULL DEFAULT 0, placed int NOT NULL, changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id())`);
    const ledgers: string[] = [];
    await copyIn(client, 'menus (tenant, facts)', menuLines(municipality.places(), ledgers));
    await copyIn(client, `capacity_ledgers (${LEDGER_CELLS})`, ledgers);
    await client.query(`CREATE INDEX ON menus (tenant, changed_xid); CREATE UNIQUE INDEX ON menus (tenant, menu_id);
      CREATE INDEX ON capacity_ledgers (tenant, changed_xid);
      ANALYZE menus; ANALYZE capacity_ledgers`);
  } finally {
    await client.end();
  }
}

function* menuLines(places: Iterable<Place>, ledgers: string[]): Generator<string> {
  for (const place of places) {
    const line = ledgerLine(place);
    if (line !== null) ledgers.push(line);
    yield `${TENANT}\t${JSON.stringify(place.menu).replaceAll('\\', '\\\\')}`;
  }
}

function ledgerLine({ menu, capacity, load }: Place): string | null {
  if (capacity?.total == null || capacity.used == null) return null;
  const { total, used, unit, held, reportedAt, outOfSystem } = capacity;
  const outside = [outOfSystem?.slots ?? '\\N', outOfSystem?.used ?? '\\N'];
  const report = [total, used, ...outside, reportedAt ?? '\\N', reportedAt === null ? '\\N' : 1];
  return [TENANT, menu.menuId, '', 1, unit, 'f', ...report, held, load].join('\t');
}
