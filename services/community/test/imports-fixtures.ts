import {
  AppendImportChunkV1,
  BeginImportV1,
  IMPORT_CHUNK_BYTES,
  type ImportAnswer,
  PreviewImportV1,
  ReadImportV1,
  StartImportV1,
  UndoImportV1,
} from '#libs/contracts';
import { eventually, type ServiceWorld } from '#libs/testing';

/** A row of an invented list of public facilities; what is left out is empty. */
export interface Facility {
  readonly id: string;
  readonly name: string;
  readonly address?: string;
  readonly phone?: string;
  readonly lat?: string;
  readonly lng?: string;
  readonly corporate?: string;
  readonly organization?: string;
  readonly code?: string;
}

const HEADER =
  '全国地方公共団体コード,ID,地方公共団体名,名称,所在地_連結表記,緯度,経度,電話番号,法人番号,団体名,説明,備考';

/** 131024 = 中央区; the check digit is right. */
export const fileOf = (rows: readonly Facility[]): Buffer =>
  Buffer.from([HEADER, ...rows.map(lineOf)].map((line) => `${line}\r\n`).join(''));

const lineOf = ({ id, name, address = 'つつじ町1-2-3', ...row }: Facility): string =>
  [
    ...[row.code ?? '131024', id, 'さくら野市', name, address, row.lat ?? '', row.lng ?? '', row.phone ?? ''],
    ...[row.corporate ?? '', row.organization ?? '', '', ''],
  ].join(',');

/** A resource that came from a list, and where in the list. */
export interface ImportedPlace {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly phone: string | null;
  readonly version: number;
  readonly key: string;
  readonly goneOn: string | null;
}

/** Imports as a coordinator does them, over the real service. */
export class Imports {
  constructor(private readonly world: ServiceWorld) {}

  coordinator(sub = 'coordinator') {
    return this.world.actor('COMMUNITY_COORDINATOR', { sub });
  }

  async begin(given: Partial<BeginImportV1> = {}): Promise<string> {
    const { id } = await this.world.ask(
      BeginImportV1,
      {
        ...{ fileName: '131024_public_facility.csv', publisher: 'さくら野市', licence: 'CC BY 4.0' },
        ...{ sourceUrl: 'https://example.jp/open/131024_public_facility.csv', attribution: 'さくら野市 公共施設一覧' },
        ...{ fetchedOn: '2026-01-10', dataAsOf: '2025-12-31', sourceId: null },
        ...given,
      },
      this.coordinator(),
    );
    return id;
  }

  async send(importId: string, file: Buffer): Promise<void> {
    const chunks = Math.ceil(file.length / IMPORT_CHUNK_BYTES);
    for (let index = 0; index < chunks; index += 1) {
      const bytes = file.subarray(index * IMPORT_CHUNK_BYTES, (index + 1) * IMPORT_CHUNK_BYTES).toString('base64');
      await this.world.ask(
        AppendImportChunkV1,
        { importId, index, bytes, last: index === chunks - 1 },
        this.coordinator(),
      );
    }
  }

  /** From the announcement to the end. */
  async whole(file: Buffer, given: Partial<BeginImportV1> = {}): Promise<ImportAnswer> {
    const importId = await this.begin(given);
    await this.send(importId, file);
    await this.world.ask(PreviewImportV1, { importId }, this.coordinator());
    await this.world.ask(StartImportV1, { importId }, this.coordinator());
    return this.ended(importId, 'DONE');
  }

  async undone(importId: string): Promise<ImportAnswer> {
    await this.world.ask(UndoImportV1, { importId }, this.coordinator());
    return this.ended(importId, 'UNDONE');
  }

  async ended(importId: string, state: string): Promise<ImportAnswer> {
    await eventually(
      `the import to be ${state}`,
      async () => {
        const now = await this.read(importId);
        if (now.state === 'FAILED' && state !== 'FAILED') throw new Error(`It failed: ${now.failure}`);
        return now.state === state;
      },
      30_000,
    );
    return this.read(importId);
  }

  read(importId: string): Promise<ImportAnswer> {
    return this.world.ask(ReadImportV1, { importId }, this.coordinator());
  }

  placesOf(sourceId: string): Promise<readonly ImportedPlace[]> {
    return this.world.sql<ImportedPlace>(
      `SELECT resources.id, name, state, phone, version, source_key AS key, gone_on::text AS "goneOn"
       FROM source_records JOIN resources ON resources.id = resource_id WHERE source_id = $1 ORDER BY source_key`,
      [sourceId],
    );
  }
}
