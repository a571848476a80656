import { setImmediate as turn } from 'node:timers/promises';
import { copiedText, copyRows, settled } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { Described } from '../../domain/imports/described';
import { IMPORT_SETTINGS } from '../../domain/imports/settings';
import { COLUMN_NAMES, COLUMN_TYPES, COLUMN_VALUES, speltOf } from './resource-columns';
import type { SourceRecord } from './source-records.store';

export interface NewResource extends Omit<SourceRecord, 'importId' | 'fields' | 'goneOn'> {
  readonly orgId: string;
  readonly state: string;
  readonly areaIds: readonly string[];
  readonly described: Described;
}

const STAGE = `CREATE TEMP TABLE IF NOT EXISTS staged_resources (
  slice int, source_key text, resource_id uuid, row int, row_hash text, fields text, extras jsonb,
  org_id uuid, state text, area_ids uuid[], ${COLUMN_TYPES}) ON COMMIT DELETE ROWS`;

const REGISTER = `
  INSERT INTO resources (id, version, org_id, state, area_ids, origin, ${COLUMN_NAMES})
  SELECT resource_id, 1, org_id, state, area_ids,
         jsonb_build_object('sourceId', $1::uuid, 'sourceKey', source_key), ${COLUMN_VALUES}
  FROM staged_resources WHERE slice = $2`;

const RECORD = `
  INSERT INTO source_records
    (source_id, source_key, resource_id, resource_version, first_import_id, import_id, row, row_hash, fields, extras)
  SELECT $1::uuid, source_key, resource_id, 1, $2::uuid, $2::uuid, row, row_hash, fields, extras
  FROM staged_resources WHERE slice = $3`;

/**
 * New resources with what their list says of them, through a table of this connection that is empty again after the
 * commit; once in a transaction. The next rows are written down while the database takes those before.
 */
export async function insertResources(
  db: EntityManager,
  { sourceId, importId }: { readonly sourceId: string; readonly importId: string },
  rows: Iterable<NewResource>,
): Promise<void> {
  await db.query(STAGE);
  const sent: Promise<unknown>[] = [];
  // A failure is told at the end: what fails after the first one only follows from it.
  const send = (answer: Promise<unknown>): Promise<unknown> => {
    sent.push(answer);
    return answer.catch(() => undefined);
  };
  let slice = 0;
  for (const some of slicesOf(rows)) {
    slice += 1;
    await send(copyRows(db, 'COPY staged_resources FROM STDIN', linesOf(some, slice)));
    void send(db.query(REGISTER, [sourceId, slice]));
    void send(db.query(RECORD, [sourceId, importId, slice]));
    await turn();
  }
  await settled(sent);
}

function* slicesOf(rows: Iterable<NewResource>): Generator<readonly NewResource[]> {
  let some: NewResource[] = [];
  for (const row of rows) {
    some.push(row);
    if (some.length < IMPORT_SETTINGS.copyRows) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

const linesOf = (rows: readonly NewResource[], slice: number): string =>
  rows
    .map(({ sourceKey, resourceId, row, rowHash, extras, orgId, state, areaIds, described }) => {
      const { columns, json } = speltOf(described);
      const record = `${slice}\t${copiedText(sourceKey)}\t${resourceId}\t${row}\t${rowHash}\t${copiedText(json)}`;
      const more = copiedText(extras && JSON.stringify(extras));
      return `${record}\t${more}\t${orgId}\t${state}\t{${areaIds.join(',')}}\t${columns}\n`;
    })
    .join('');
