import type { EntityManager } from 'typeorm';
import type { Result } from '../../domain/imports/job';
import type { RowProblem } from '../../domain/imports/record';

interface NotedRow {
  /** Its place among the records of the file, from 1. */
  readonly ordinal: number;
  readonly row: number;
  readonly result: Result;
  readonly resourceId: string | null;
  readonly name: string | null;
  readonly problems: readonly RowProblem[];
}

/** Rows about which there is something to say. */
export async function insertNotedRows(db: EntityManager, importId: string, rows: readonly NotedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO import_rows (import_id, ordinal, row, result, resource_id, name, problems)
     SELECT $1, ordinal, row, result, "resourceId", name, problems FROM json_to_recordset($2::json) AS given
       (ordinal int, row int, result text, "resourceId" uuid, name text, problems jsonb)`,
    [importId, JSON.stringify(rows)],
  );
}

type Values = Readonly<Record<string, unknown>>;

/** How to take back what an import did to a resource that it did not create. */
export interface ImportChange {
  readonly sourceKey: string;
  readonly resourceId: string;
  /** The record of the source as it was. */
  readonly record: Values;
  /** Of the fields that were changed, and of the state where it moved: the values before and after. */
  readonly before: Values;
  readonly after: Values;
}

export async function insertChanges(
  db: EntityManager,
  importId: string,
  changes: readonly ImportChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await db.query(
    `INSERT INTO import_changes (import_id, source_key, resource_id, record, before, after)
     SELECT $1, "sourceKey", "resourceId", record, before, after FROM json_to_recordset($2::json) AS given
       ("sourceKey" text, "resourceId" uuid, record jsonb, before jsonb, after jsonb)`,
    [importId, JSON.stringify(changes)],
  );
}

export const changesOf = (
  db: EntityManager,
  importId: string,
  page: { readonly after: string; readonly limit: number },
): Promise<readonly ImportChange[]> =>
  db.query(
    `SELECT source_key AS "sourceKey", resource_id AS "resourceId", record, before, after FROM import_changes
     WHERE import_id = $1 AND source_key > $2 ORDER BY source_key LIMIT $3`,
    [importId, page.after, page.limit],
  );

interface Left {
  readonly resourceId?: string;
  readonly areaId?: string;
  readonly field: string | null;
  readonly reason: 'changed_since' | 'in_use' | 'other_source';
}

/** What an undo left alone. */
export async function insertLefts(db: EntityManager, importId: string, rows: readonly Left[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO import_lefts (import_id, resource_id, area_id, field, reason)
     SELECT $1, "resourceId", "areaId", field, reason FROM json_to_recordset($2::json) AS given
       ("resourceId" uuid, "areaId" uuid, field text, reason text)`,
    [importId, JSON.stringify(rows)],
  );
}
