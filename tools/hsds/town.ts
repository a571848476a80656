import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HsdsPageAnswer, ImportAnswer } from '#libs/contracts';
import { type ImportedRecord, openReader, readRecords, SAMPLE_BYTES } from '../../services/community/src/for-tools';
import { type Api, kept } from '../api';
import { ImportClient } from '../import/client';
import { documentsOf, tablesIn } from '../import/table-set';
import { People } from '../people';
import type { RunningSystem } from '../running-system';
import type { GeneratedOrganization } from './generated-registry';

export type Document = Readonly<Record<string, unknown>>;

/** One municipality's registry, as its coordinator has it over the public API. */
export class HsdsTown {
  private readonly coordinator: Api;
  private readonly token: () => Promise<string>;

  constructor(
    private readonly system: RunningSystem,
    tenant: string,
  ) {
    this.coordinator = new People(system, tenant).as('COMMUNITY_COORDINATOR');
    this.token = kept(() => system.token('COMMUNITY_COORDINATOR', { tenant }));
  }

  async enter(registry: readonly GeneratedOrganization[]): Promise<void> {
    for (const { organization, places } of registry) {
      const { id: orgId } = await this.coordinator.post('/organizations', organization);
      for (const { resource, menus } of places) {
        const { id: resourceId } = await this.coordinator.post('/resources', { orgId, ...resource });
        for (const { menu, places: reported } of menus) {
          const { id: menuId } = await this.coordinator.post(`/resources/${resourceId}/menus`, menu);
          if (!reported) continue;
          const report = { ...reported, reportedAt: '2026-11-01' };
          await this.coordinator.put(`/menus/${menuId}/availability`, report);
        }
      }
    }
  }

  /** All documents of a list. */
  async documents(list: 'organizations' | 'services', query = ''): Promise<readonly Document[]> {
    const all: object[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `/exports/hsds/${list}?limit=20${query}${cursor && `&cursor=${cursor}`}`;
      const page: HsdsPageAnswer = await this.coordinator.get(path);
      all.push(...page.contents);
      cursor = page.nextCursor;
    }
    return all as readonly Document[];
  }

  /** A CSV file, part by part. */
  async csv(path: string): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer: Response = await fetch(
        `${this.system.baseUrl}/api/v1/exports/${path}?limit=20${cursor && `&cursor=${cursor}`}`,
        { headers: { authorization: `Bearer ${await this.token()}` } },
      );
      const type = answer.headers.get('content-type') ?? '';
      if (!answer.ok || !type.startsWith('text/csv')) throw new Error(`${path}: ${answer.status} ${type}`);
      parts.push(Buffer.from(await answer.arrayBuffer()));
      cursor = answer.headers.get('next-cursor');
    }
    return Buffer.concat(parts);
  }

  /** What the tables of the tabular form mean together, written to files and read as anybody would. */
  async tabular(tables: readonly string[]): Promise<readonly ImportedRecord[]> {
    const folder = await mkdtemp(join(tmpdir(), 'tsunagi-hsds-'));
    try {
      for (const table of tables) await writeFile(join(folder, `${table}.csv`), await this.csv(`hsds-csv/${table}`));
      return await recordsOf((await documentsOf(await tablesIn(folder))) as readonly Document[]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async import(documents: readonly Document[]): Promise<ImportAnswer> {
    const client = new ImportClient(this.system.baseUrl, this.token);
    const importId = await client.begin({
      ...{ fileName: 'registry.hsds.ndjson', publisher: '桜野市', licence: 'CC BY 4.0', attribution: '桜野市の台帳' },
      ...{ sourceUrl: null, fetchedOn: '2026-11-01', dataAsOf: null, sourceId: null },
    });
    await client.send(importId, [fileOf(documents)]);
    await client.preview(importId);
    await client.start(importId);
    return client.ended(importId);
  }
}

const fileOf = (documents: readonly Document[]): Buffer =>
  Buffer.from(documents.map((document) => `${JSON.stringify(document)}\n`).join(''));

/** What our reader understands of documents. */
export async function recordsOf(documents: readonly Document[]): Promise<readonly ImportedRecord[]> {
  if (documents.length === 0) return [];
  const bytes = fileOf(documents);
  const plan = openReader(bytes.subarray(0, SAMPLE_BYTES));
  if (!plan.readable) throw new Error(`The export cannot be read: ${plan.code}`);
  const records: ImportedRecord[] = [];
  for await (const record of readRecords([bytes], plan)) records.push(record);
  return records;
}
