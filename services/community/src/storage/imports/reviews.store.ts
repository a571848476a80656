import { randomUUID } from 'node:crypto';
import { lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { ImportReviewEntity } from './import-review.entity';

interface Question {
  readonly resourceId: string;
  readonly field: string;
  readonly reason: 'changed_by_hand' | 'sources_disagree';
  readonly sourceId: string;
  readonly sourceKey: string;
  readonly importId: string;
  readonly incoming: unknown;
}

/** Puts words side by side for a person; the newest word of a list takes the place of its older one. Gives how many are new. */
export async function openReviews(db: EntityManager, questions: readonly Question[]): Promise<number> {
  if (questions.length === 0) return 0;
  const rows = await db.query<readonly { readonly fresh: boolean }[]>(
    `INSERT INTO import_reviews AS known
       (id, version, state, resource_id, field, reason, source_id, source_key, import_id, incoming)
     SELECT id, 1, 'OPEN', "resourceId", field, reason, "sourceId", "sourceKey", "importId", incoming
     FROM json_to_recordset($1::json) AS given
       (id uuid, "resourceId" uuid, field text, reason text, "sourceId" uuid, "sourceKey" text, "importId" uuid,
        incoming jsonb)
     ON CONFLICT (tenant, resource_id, field, source_id, source_key) WHERE state = 'OPEN'
     DO UPDATE SET incoming = excluded.incoming, import_id = excluded.import_id, version = known.version + 1
     RETURNING xmax = 0 AS fresh`,
    [JSON.stringify(questions.map((question) => ({ ...question, id: randomUUID(), incoming: question.incoming })))],
  );
  return rows.filter(({ fresh }) => fresh).length;
}

export const lockReview = (
  db: EntityManager,
  reviewId: string,
  expectedVersion?: number,
): Promise<ImportReviewEntity> => lockRow(db, ImportReviewEntity, reviewId, 'import-review', expectedVersion);

/** Changes a locked review. Returns its new version. */
export const updateReview = (
  db: EntityManager,
  row: ImportReviewEntity,
  change: Partial<Omit<ImportReviewEntity, 'id' | 'version'>>,
): Promise<number> => updateRow(db, ImportReviewEntity, row, change, 'import-review');

/** The import that asked is taken back, or the two are not one place any more: nobody has to decide. */
export async function closeReviewsOfImport(db: EntityManager, importId: string): Promise<void> {
  await db.query(
    `UPDATE import_reviews SET state = 'MOOT', version = version + 1 WHERE import_id = $1 AND state = 'OPEN'`,
    [importId],
  );
}

/** As `closeReviewsOfImport`: what lists of the one say of the other. */
export async function closeReviewsBetween(db: EntityManager, intoId: string, mergedId: string): Promise<void> {
  await db.query(
    `UPDATE import_reviews SET state = 'MOOT', version = version + 1
     WHERE resource_id = $1 AND state = 'OPEN' AND (source_id, source_key) IN
       (SELECT source_id, source_key FROM source_records WHERE resource_id = $2)`,
    [intoId, mergedId],
  );
}
