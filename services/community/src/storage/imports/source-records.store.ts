import type { EntityManager } from 'typeorm';
import { changesIn, DESCRIBED_TODAY } from './resource-columns';

/** What a list said of a resource when it was read last. */
export interface SourceRecord {
  readonly sourceKey: string;
  readonly resourceId: string;
  readonly importId: string;
  readonly row: number;
  readonly rowHash: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly extras: Readonly<Record<string, string>> | null;
  /** Local day since which the list does not name it. */
  readonly goneOn: string | null;
}

const RECORD = `source_key AS "sourceKey", resource_id AS "resourceId", import_id AS "importId", row,
                row_hash AS "rowHash", fields::json AS fields, extras, gone_on::text AS "goneOn"`;

export const recordsByKey = (
  db: EntityManager,
  sourceId: string,
  keys: readonly string[],
): Promise<readonly SourceRecord[]> =>
  db.query(`SELECT ${RECORD} FROM source_records WHERE source_id = $1 AND source_key = ANY($2::text[])`, [
    sourceId,
    keys,
  ]);

/** Records of earlier issues that this import has not met, some at a time. */
export const recordsNotMet = (
  db: EntityManager,
  sourceId: string,
  importId: string,
  limit: number,
): Promise<readonly SourceRecord[]> =>
  db.query(
    `SELECT ${RECORD} FROM source_records
     WHERE source_id = $1 AND import_id <> $2 AND gone_on IS NULL ORDER BY source_key LIMIT $3`,
    [sourceId, importId, limit],
  );

/** What lists say of a resource today. */
export const recordsOfResource = (
  db: EntityManager,
  resourceId: string,
): Promise<readonly (SourceRecord & { readonly sourceId: string })[]> =>
  db.query(
    `SELECT source_id AS "sourceId", ${RECORD} FROM source_records
     WHERE resource_id = $1 AND gone_on IS NULL ORDER BY source_id, source_key`,
    [resourceId],
  );

/** Records that began with this import, some at a time. */
export const recordsBegunBy = (
  db: EntityManager,
  sourceId: string,
  importId: string,
  page: { readonly after: string; readonly limit: number },
): Promise<readonly Pick<SourceRecord, 'sourceKey' | 'resourceId'>[]> =>
  db.query(
    `SELECT source_key AS "sourceKey", resource_id AS "resourceId" FROM source_records
     WHERE source_id = $1 AND source_key > $3 AND first_import_id = $2 ORDER BY source_key LIMIT $4`,
    [sourceId, importId, page.after, page.limit],
  );

/** They were met as they were known: only the line may be another one. */
export async function markMet(
  db: EntityManager,
  sourceId: string,
  importId: string,
  met: readonly { readonly sourceKey: string; readonly row: number }[],
): Promise<void> {
  if (met.length === 0) return;
  await db.query(
    `UPDATE source_records SET import_id = $2, row = given.row, gone_on = NULL
     FROM unnest($3::text[], $4::int[]) AS given (key, row) WHERE source_id = $1 AND source_key = given.key`,
    [sourceId, importId, met.map(({ sourceKey }) => sourceKey), met.map(({ row }) => row)],
  );
}

/** The records as they are from now on. */
export async function replaceRecords(
  db: EntityManager,
  sourceId: string,
  records: readonly SourceRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await db.query(
    `UPDATE source_records SET import_id = given."importId", row = given.row, row_hash = given."rowHash",
            fields = given.fields, extras = given.extras, gone_on = given."goneOn"
     FROM json_to_recordset($2::json) AS given
       ("sourceKey" text, "importId" uuid, row int, "rowHash" text, fields text, extras jsonb, "goneOn" date)
     WHERE source_id = $1 AND source_key = given."sourceKey"`,
    [sourceId, JSON.stringify(records)],
  );
}

/** A resource as far as lists speak of it. */
export interface Registered {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly today: Readonly<Record<string, unknown>>;
}

/** Kept for this transaction: nobody corrects them meanwhile. In one order, so that nobody waits for each other. */
export const lockRegistered = (db: EntityManager, ids: readonly string[]): Promise<readonly Registered[]> =>
  db.query(
    `SELECT id, version, state, ${DESCRIBED_TODAY} AS today FROM resources
     WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );

export interface ResourceChanges {
  readonly id: string;
  readonly changes: Readonly<Record<string, unknown>>;
  /** Only where the place moved. */
  readonly areaIds?: readonly string[];
}

/** Changes fields of locked resources and counts their versions up. */
export async function changeResources(db: EntityManager, rows: readonly ResourceChanges[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `UPDATE resources SET version = version + 1, area_ids = coalesce(given."areaIds", area_ids),
            ${changesIn('given.changes')}
     FROM json_to_recordset($1::json) AS given (id uuid, changes jsonb, "areaIds" uuid[])
     WHERE resources.id = given.id`,
    [JSON.stringify(rows)],
  );
}

/**
 * The list itself changed the resources: `resource_version` goes up with theirs. Where somebody else has changed one it
 * stays behind for ever, and so one sees that it was touched.
 */
export async function followVersions(db: EntityManager, resourceIds: readonly string[]): Promise<void> {
  await db.query(
    'UPDATE source_records SET resource_version = resource_version + 1 WHERE resource_id = ANY($1::uuid[])',
    [resourceIds],
  );
}

/** As `touchMenus`, of several resources. */
export const touchMenusOf = (
  db: EntityManager,
  resourceIds: readonly string[],
): Promise<readonly { readonly menuId: string; readonly version: number }[]> =>
  db.query(
    `WITH changed AS (
       UPDATE menus SET version = version + 1 WHERE resource_id = ANY($1::uuid[]) RETURNING id, version
     ) SELECT id AS "menuId", version FROM changed ORDER BY id`,
    [resourceIds],
  );
