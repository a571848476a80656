import { randomUUID } from 'node:crypto';
import { systemActor } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { createDataSource } from '#libs/persistence';
import { Client } from 'pg';
import {
  type ImportedRecord,
  IMPORT_SETTINGS,
  IMPORTS_TABLES,
  ImportRowsCommand,
  openReader,
  readRecords,
} from '../../services/community/src/for-tools';
import { kept } from '../api';
import { ImportClient } from '../import/client';
import { bytesOf, type GeneratedList } from '../import/generated-list';
import type { RunningSystem } from '../running-system';
import { copyIn, copyOut } from './copy';

/** As the service does it. */
const BATCH = IMPORT_SETTINGS.batchRows;
const EVERYTHING = `resources, organizations, import_sources, import_jobs, source_records, import_rows, import_organizations,
  resource_fingerprints, duplicate_pairs, copy_floor, copy_floor_records`;
/** Columns that a copy may fill; `seq` fills itself. */
const COPIED = `SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) AS names FROM information_schema.columns
  WHERE table_name = $1 AND is_identity = 'NO'`;

/** Rows of a table as COPY writes and reads them. */
interface Copied {
  readonly into: string;
  readonly columns: string;
  readonly rows: Buffer;
}

/** The same rows in two ways, in a database of its own. */
export class Track {
  private resources: readonly Copied[] = [];
  private records: readonly Copied[] = [];

  private constructor(
    private readonly system: RunningSystem,
    private readonly owner: Client,
    readonly list: GeneratedList,
    private readonly read: readonly ImportedRecord[],
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
    const all = 'INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES';
    await owner.query(`CREATE TABLE IF NOT EXISTS copy_floor (LIKE resources ${all})`);
    await owner.query(`CREATE TABLE IF NOT EXISTS copy_floor_records (LIKE source_records ${all})`);
    return new Track(system, owner, list, records);
  }

  /** What an import makes of the list is what the floor copies. */
  private async prepare(): Promise<void> {
    await this.upsert();
    this.resources = [await this.copiedFrom('resources', 'copy_floor')];
    this.records = [await this.copiedFrom('source_records', 'copy_floor_records')];
  }

  private async copiedFrom(table: string, into: string): Promise<Copied> {
    const { rows } = await this.owner.query<{ names: string }>(COPIED, [table]);
    const columns = rows[0]?.names ?? '';
    return { into, columns, rows: await copyOut(this.owner, `COPY (SELECT ${columns} FROM ${table}) TO STDOUT`) };
  }

  stop(): Promise<void> {
    return this.owner.end();
  }

  private async empty(): Promise<void> {
    await this.owner.query(`TRUNCATE ${EVERYTHING} CASCADE`);
  }

  /** Rows per second of a bare COPY of the places into a table with the same columns and indexes. */
  floor(): Promise<number> {
    return this.copy(this.resources);
  }

  /** As `floor`, of all that an import keeps of a row: the place, and what the list says of it. */
  floorOfAll(): Promise<number> {
    return this.copy([...this.resources, ...this.records]);
  }

  private async copy(tables: readonly Copied[]): Promise<number> {
    await this.empty();
    const began = performance.now();
    for (const { into, columns, rows } of tables)
      await copyIn(this.owner, `COPY ${into} (${columns}) FROM STDIN`, rows);
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
    for (let after = 0; after < this.read.length; after += BATCH) {
      const records = this.read.slice(after, after + BATCH);
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

export const listOf = (rows: number, seed: number): GeneratedList => ({
  seed,
  rows,
  edition: 1,
  encoding: 'utf-8',
  quirks: false,
});
