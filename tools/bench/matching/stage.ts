import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Request } from '../../../services/matching/src/domain/engine/found';
import { gridPointOf } from '../../../services/matching/src/domain/engine/grid';
import { Places } from '../../../services/matching/src/domain/engine/places';
import { DEFAULT_SETTINGS } from '../../../services/matching/src/domain/settings';
import { newSecrets } from '../../embedded/keys';
import { startPostgres, type RunningPostgres } from '../../embedded/postgres';
import { Municipality, type Place } from '../../municipality/municipality';
import { type MunicipalityOptions, USUAL } from '../../municipality/setting';
import { SqlMatcher } from '../../sql-matcher/sql-matcher';

/** A server of its own, with enough memory for every table and index of the bench. */
export class BenchServer {
  private constructor(
    private readonly folder: string,
    private readonly postgres: RunningPostgres,
  ) {}

  static async start(): Promise<BenchServer> {
    const folder = mkdtempSync(join(tmpdir(), 'tsunagi-bench-'));
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'servers'));
    const postgres = await startPostgres({
      dir: join(folder, 'data'),
      serversDir: join(folder, 'servers'),
      password: newSecrets().postgresAdmin,
      logFile: join(folder, 'postgresql.log'),
      durable: false,
      sharedBuffers: '1536MB',
    });
    return new BenchServer(folder, postgres);
  }

  get url(): string {
    return this.postgres.adminUrl;
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** One municipality in the engine and in the database. */
export interface MatchStage {
  readonly municipality: Municipality;
  readonly options: MunicipalityOptions;
  readonly places: Places;
  readonly sql: SqlMatcher;
  readonly client: Client;
}

/** Rows as dense as a million over the 370,000 km² of Japan. */
const KM2_PER_PLACE = 0.37;
const BATCH = 20_000;

export async function openStage(url: string, seed: number, resources: number, everywhere: number): Promise<MatchStage> {
  const options: MunicipalityOptions = {
    ...USUAL,
    seed,
    resources,
    everywhere,
    area: { kind: 'even', km2: resources * KM2_PER_PLACE },
    exclusions: 0.001,
    nulls: 0.02,
  };
  const municipality = new Municipality(options);
  const client = new Client({ connectionString: url });
  // The server may end before the client does: what was under way is told by its own failure.
  client.on('error', () => undefined);
  await client.connect();
  const places = new Places();
  const sql = new SqlMatcher(client);
  await sql.load(learning(places, municipality.places()));
  return { municipality, options, places, sql, client };
}

/** The engine learns what passes by. */
function* learning(into: Places, places: Iterable<Place>): Generator<Place> {
  let batch: Place[] = [];
  const learn = (): void => {
    into.learnMenus(batch.map(({ menu }) => menu));
    for (const { menu, capacity, load } of batch) into.learnCapacity(menu.menuId, capacity, load);
    batch = [];
  };
  for (const place of places) {
    batch.push(place);
    if (batch.length === BATCH) learn();
    yield place;
  }
  learn();
}

/** People who agreed to matching and say where they start from, each with this limit of metres. */
export function requestsOf({ municipality, options }: MatchStage, metres: number, count: number): readonly Request[] {
  const requests: Request[] = [];
  for (let index = 0; requests.length < count; index += 1) {
    const { profile, need } = municipality.seeker(index);
    const { safety, consent } = profile;
    const known = safety?.avoidOrgIds != null && safety.avoidMenuIds != null && safety.avoidWithinMeters != null;
    if (consent?.matching !== 'granted' || consent.guardian === 'refused') continue;
    if (!known || gridPointOf(need.point) === null) continue;
    requests.push({
      profile,
      need: { ...need, maxDistanceMeters: metres },
      settings: DEFAULT_SETTINGS,
      today: options.today,
    });
  }
  return requests;
}
