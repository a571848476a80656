import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { systemActor } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { createDataSource } from '#libs/persistence';
import { Client } from 'pg';
import {
  type ImportedRecord,
  IMPORTS_TABLES,
  ImportRowsCommand,
  openReader,
  readRecords,
} from '../../services/community/src/for-tools';
import { kept } from '../api';
import { ImportClient } from '../import/client';
import { bytesOf, type GeneratedList } from '../import/generated-list';
import type { RunningSystem } from '../running-system';
import { startSystem } from '../system';
import { type Bench, type BenchCase, type BenchOptions, median, spreadOf } from './bench';
import { copyIn, copyOut } from './copy';

const BATCH = 1_000;
const EVERYTHING = `resources, organizations, import_sources, import_jobs, source_records, import_rows, import_organizations,
  resource_fingerprints, duplicate_pairs, copy_floor`;
/** Columns that a copy may fill; `seq` fills itself. */
const COPIED = `SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) AS names FROM information_schema.columns
  WHERE table_name = 'resources' AND is_identity = 'NO'`;

/** The same rows in two ways, in a database of its own. */
class Track {
  private copied: Buffer = Buffer.alloc(0);
  private columns = '';

  private constructor(
    private readonly system: RunningSystem,
    private readonly owner: Client,
    readonly list: GeneratedList,
    private readonly records: readonly ImportedRecord[],
  ) {}

  static async start(system: RunningSystem, list: GeneratedList): Promise<Track> {
    const track = await Track.attach(system, list, await recordsOf(list));
    await track.prepare();
    return track;
  }

  /** For jobs alone: their rows are read by the service. */
  static async attach(
    system: RunningSystem,
    list: GeneratedList,
    records: readonly ImportedRecord[] = [],
  ): Promise<Track> {
    const owner = new Client({ connectionString: system.databases.community.ownerUrl });
    // Whatever ends the bench ends the server under this connection, and is what has to be seen.
    owner.on('error', () => undefined);
    await owner.connect();
    await owner.query(`SELECT set_config('tsunagi.tenant', $1, false)`, [system.tenant]);
    const like = 'LIKE resources INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES';
    await owner.query(`CREATE TABLE IF NOT EXISTS copy_floor (${like})`);
    return new Track(system, owner, list, records);
  }

  /** What an import makes of the list is what the floor copies. */
  private async prepare(): Promise<void> {
    await this.upsert();
    const { rows } = await this.owner.query<{ names: string }>(COPIED);
    this.columns = rows[0]?.names ?? '';
    this.copied = await copyOut(this.owner, `COPY (SELECT ${this.columns} FROM resources) TO STDOUT`);
  }

  stop(): Promise<void> {
    return this.owner.end();
  }

  private async empty(): Promise<void> {
    await this.owner.query(`TRUNCATE ${EVERYTHING} CASCADE`);
  }

  /** Rows per second of a bare COPY into a table with the same columns and indexes. */
  async floor(): Promise<number> {
    await this.empty();
    const began = performance.now();
    await copyIn(this.owner, `COPY copy_floor (${this.columns}) FROM STDIN`, this.copied);
    return this.perSecond(performance.now() - began);
  }

  /** The product's own command, with rows that were read before. */
  async upsert(): Promise<number> {
    await this.empty();
    const importId = await this.openJob();
    const source = createDataSource({
      ...{ url: this.system.databases.community.appUrl, applicationName: 'bench', entities: IMPORTS_TABLES },
      ...{ migrations: [], poolSize: 2 },
    });
    await source.initialize();
    const command = new ImportRowsCommand(
      new UnitOfWork(source, { nudge: () => undefined, publishNow: () => Promise.resolve() }),
    );
    const { tenant } = this.system;
    const ctx = { tenant, actor: systemActor('community', tenant), correlationId: randomUUID() };
    const began = performance.now();
    for (let after = 0; after < this.records.length; after += BATCH) {
      const records = this.records.slice(after, after + BATCH);
      if (!(await command.execute({ importId, after, records, bytesRead: 0 }, 'bench', ctx)))
        throw new Error('Lost it.');
    }
    const ms = performance.now() - began;
    await source.destroy();
    await this.checkAll();
    return this.perSecond(ms);
  }

  /** All of it, over the API: the time is that of the rows, from the start to the last of them. */
  async job(): Promise<number> {
    await this.empty();
    const { system } = this;
    const client = new ImportClient(
      system.baseUrl,
      kept(() => system.token('COMMUNITY_COORDINATOR')),
    );
    const importId = await client.begin({
      ...{ fileName: 'list.csv', publisher: '桜野市', licence: 'CC BY 4.0', attribution: '桜野市の一覧' },
      ...{ sourceUrl: null, fetchedOn: '2026-01-10', dataAsOf: null, sourceId: null },
    });
    await client.send(importId, bytesOf(this.list));
    await client.preview(importId);
    await client.start(importId);
    const { state, rowsPerSecond } = await client.ended(importId);
    if (state !== 'DONE') throw new Error(`The import ended ${state}.`);
    await this.checkAll();
    return rowsPerSecond ?? Number.NaN;
  }

  private async checkAll(): Promise<void> {
    const { rows } = await this.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM resources');
    if (rows[0]?.n !== this.list.rows) throw new Error(`${rows[0]?.n} of ${this.list.rows} rows are there.`);
  }

  private readonly perSecond = (ms: number): number => Math.round((this.list.rows * 1_000) / ms);

  private async openJob(): Promise<string> {
    const [sourceId, importId] = [randomUUID(), randomUUID()];
    await this.owner.query('INSERT INTO import_sources (id, publisher) VALUES ($1, $2)', [sourceId, 'bench']);
    await this.owner.query(
      `INSERT INTO import_jobs (id, version, source_id, state, phase, file_name, publisher, licence, attribution, fetched_on)
       VALUES ($1, 1, $2, 'RUNNING', 'rows', 'list.csv', 'bench', 'CC BY 4.0', 'bench', '2026-01-10')`,
      [importId, sourceId],
    );
    return importId;
  }
}

async function recordsOf(list: GeneratedList): Promise<readonly ImportedRecord[]> {
  const pieces = [...bytesOf(list)];
  const plan = openReader(pieces[0] ?? new Uint8Array());
  if (!plan.readable) throw new Error('The list cannot be read.');
  const records: ImportedRecord[] = [];
  for await (const record of readRecords(pieces, plan)) records.push(record);
  return records;
}

const listOf = (rows: number, seed: number): GeneratedList => ({
  seed,
  rows,
  edition: 1,
  encoding: 'utf-8',
  quirks: false,
});

async function measure(
  track: Track,
  name: string,
  ours: () => Promise<number>,
  {
    want,
    count,
    progress,
  }: { readonly want: number; readonly count: number; readonly progress: BenchOptions['progress'] },
): Promise<BenchCase> {
  const floors: number[] = [];
  const figures: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const first = round % 2 === 0;
    if (first) floors.push(await track.floor());
    figures.push(await ours());
    if (!first) floors.push(await track.floor());
    progress(`${name}: ${figures.at(-1)} rows/s against ${floors.at(-1)} rows/s`);
  }
  const ratios = figures.map((figure, round) => figure / (floors[round] ?? Number.NaN));
  return {
    ...{ goal: 'e', case: name, unit: 'rows/s', want, ratio: median(ratios), spread: spreadOf(ratios) },
    ...{ figure: Math.round(median(figures)), floor: Math.round(median(floors)) },
  };
}

/** The most memory that the process ever had, in MB. */
function peakOf(pid: number | undefined): number {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Peaks of a fresh process after a small and after a large file: the large one may cost no more than its keys. */
async function memory(system: RunningSystem, large: number, seed: number): Promise<BenchCase> {
  const peaks: number[] = [];
  for (const rows of [large / 10, large]) {
    await system.restart('community');
    const track = await Track.attach(system, listOf(rows, seed));
    await track.job();
    peaks.push(peakOf(system.pid('community')));
    await track.stop();
  }
  const [small = Number.NaN, big = Number.NaN] = peaks;
  return {
    ...{ goal: 'e', case: `peak memory, ${large / 10} against ${large} rows`, unit: 'MB', want: null, spread: 0 },
    ...{ figure: big, floor: small, ratio: small / big },
  };
}

async function run({ brief, seed, progress }: BenchOptions): Promise<readonly BenchCase[]> {
  const system = await startSystem({ environment: 'test', durable: true });
  try {
    const rows = brief ? 10_000 : 100_000;
    const count = brief ? 2 : 5;
    await system.stopInstance('community');
    const track = await Track.start(system, listOf(rows, seed));
    const upsert = await measure(track, 'staged upsert', () => track.upsert(), { want: 0.6, count, progress });
    await system.startAgain('community');
    const job = await measure(track, 'with parsing and validation', () => track.job(), { want: 0.4, count, progress });
    await track.stop();
    return [upsert, job, await memory(system, rows, seed)];
  } finally {
    await system.stop();
  }
}

export const e: Bench = {
  name: 'e',
  sentence: 'Rows of a list, imported with their provenance and accounted for, against a bare COPY of the same rows.',
  run,
};
