import { Injectable } from '@nestjs/common';
import type { CsvAnswer, ExportHsdsTableV1 } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { ReadScope, type Scope } from '#libs/persistence';
import type { Audience } from '../../domain/exports/hsds-attributes';
import { hsdsOrganization } from '../../domain/exports/hsds-organization';
import { hsdsService } from '../../domain/exports/hsds-service';
import { cellsOf, columnsOf, fixedRows, HSDS_TABLES, rowsOf } from '../../domain/exports/hsds-tabular';
import type { HsdsObject } from '../../domain/exports/hsds-values';
import type { Reader } from '../../domain/visible-resource';
import { type CsvRow, headingBytes, rowBytes } from './csv-part';
import { readerOf } from './hsds.query';
import { idOf } from './ids';
import { readOrganizations } from './organization-rows';
import { cursorOf, fitting, valuesIn } from './parts';
import { BEGINNING, readServices } from './service-rows';

const DEFAULT_LIMIT = 200;
/** First the organisations, then the services: their tables share ids with nobody. */
const START = ['o', ...BEGINNING] as const;
const NUMBER = /^\d{1,18}$/;
const FORMS = [/^[os]$/, NUMBER, NUMBER];

/** The rows of some documents, and where to go on. */
interface Stretch {
  readonly documents: readonly { readonly rows: readonly HsdsObject[]; readonly next: readonly string[] }[];
  readonly more: boolean;
}

/** A table of the tabular form of HSDS, part by part. */
@Injectable()
export class HsdsTableQuery {
  constructor(private readonly reads: ReadScope) {}

  part(input: ExportHsdsTableV1, ctx: CallContext): Promise<CsvAnswer> {
    const { table, audience = 'municipality', limit = DEFAULT_LIMIT, encoding = 'utf-8', cursor } = input;
    if (!HSDS_TABLES.includes(table)) throw notFound('export-table');
    const from = cursor === undefined ? START : valuesIn(cursor, FORMS);
    return this.reads.run(ctx, async ({ db }) => {
      const wanted = { table, audience, reader: readerOf(audience, ctx.actor), from, limit };
      const { documents, more } = await stretchOf(db, wanted);
      const headings = columnsOf(table);
      let line = 0;
      const bytesOf = (row: HsdsObject): Buffer => rowBytes(csvRow(table, row), (line += 1), headings, encoding);
      const parts = documents.map(({ rows, next }) => ({ next, bytes: Buffer.concat(rows.map(bytesOf)) }));
      const shown = fitting(parts, ({ bytes }) => bytes.length);
      const heading = cursor === undefined ? headingBytes(headings, encoding) : Buffer.alloc(0);
      const goesOn = more || shown.length < parts.length;
      return {
        fileName: `${table}.csv`,
        encoding,
        bytes: Buffer.concat([heading, ...shown.map(({ bytes }) => bytes)]).toString('base64'),
        nextCursor: goesOn ? cursorOf(shown.at(-1)?.next ?? ['s', ...BEGINNING]) : null,
      };
    });
  }
}

const csvRow = (table: string, row: HsdsObject): CsvRow => ({ id: String(row.id), cells: cellsOf(table, row) });

interface Wanted {
  readonly table: string;
  readonly audience: Audience;
  readonly reader: Reader;
  readonly from: readonly string[];
  readonly limit: number;
}

async function stretchOf(db: Scope['db'], wanted: Wanted): Promise<Stretch> {
  const { table, from } = wanted;
  const fixed = fixedRows(table, idOf);
  if (fixed !== null) return { documents: [{ rows: fixed, next: [] }], more: false };
  return from[0] === 'o' ? ofOrganizations(db, wanted) : ofServices(db, wanted);
}

async function ofOrganizations(db: Scope['db'], { table, audience, from, limit }: Wanted): Promise<Stretch> {
  const read = await readOrganizations(db, audience, { after: from[1] ?? '0', take: limit });
  const documents = read.map(({ seq, organization }) => ({
    rows: rowsOf(hsdsOrganization(organization, audience, idOf), 'organization', table, true),
    next: ['o', seq, '0'],
  }));
  if (read.length === limit) return { documents, more: true };
  return { documents: [...documents, { rows: [], next: ['s', ...BEGINNING] }], more: true };
}

async function ofServices(db: Scope['db'], { table, audience, reader, from, limit }: Wanted): Promise<Stretch> {
  const page = { after: from.slice(1), take: limit };
  const { services, isFull } = await readServices(db, audience, reader, page);
  const documents = services.map(({ service, first, place }) => ({
    rows: rowsOf(hsdsService(service, audience, idOf), 'service', table, first),
    next: ['s', ...place],
  }));
  return { documents, more: isFull };
}
