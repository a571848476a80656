import { notFound } from '#libs/kernel';
import { openRows } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { Emergency } from '../domain/emergency';
import { type AssessmentEntity } from './assessment.entity';
import { type CallerRow, type CaseStepEntity } from './case.entity';
import { type NoteEntity } from './note.entity';

/** One thing on record: what kind of thing, which, and when it was first written. */
export interface RecordRow {
  readonly kind: 'note' | 'assessment' | 'form' | 'step' | 'plan' | 'referral' | 'conference';
  readonly id: string;
  readonly at: Date;
}

/** Where a page ends: only what was written before this. */
export interface Before {
  readonly at: string;
  readonly id: string;
}

interface Wish {
  readonly at: Date;
  readonly before: Before | null;
  readonly limit: number;
  /** Items of conferences that the reader may read. */
  readonly items: readonly Pick<RecordRow, 'id' | 'at'>[];
}

/** What was on record about a case by a moment, the last written first. */
export const recordRows = (
  db: EntityManager,
  caseRef: string,
  { at, before, limit, items }: Wish,
): Promise<readonly RecordRow[]> =>
  db.query<readonly RecordRow[]>(
    `SELECT * FROM (
       SELECT 'note' AS kind, id, written_at AS at FROM notes WHERE case_ref = $1
       UNION ALL SELECT 'assessment', id, recorded_at FROM assessments WHERE case_ref = $1
       UNION ALL SELECT 'step', id, taken_at FROM case_steps WHERE case_ref = $1
       UNION ALL SELECT 'form', f.id, v.filled_at
         FROM filled_forms f JOIN filled_form_versions v ON v.form_id = f.id AND v.version = 1
        WHERE f.case_ref = $1
       UNION ALL SELECT 'plan', p.id, s.taken_at
         FROM support_plans p JOIN support_plan_steps s ON s.plan_id = p.id AND s.version = 1
        WHERE p.case_ref = $1
       UNION ALL SELECT 'referral', id, drafted_at FROM referral_sheets WHERE case_ref = $1
       UNION ALL SELECT 'conference', id, at FROM unnest($6::uuid[], $7::timestamptz[]) AS item (id, at)) AS written
      WHERE at <= $2 AND ($3::timestamptz IS NULL OR (at, id) < ($3::timestamptz, $4::uuid))
      ORDER BY at DESC, id DESC LIMIT $5`,
    [
      ...[caseRef, at, before?.at ?? null, before?.id ?? null, limit],
      ...[items.map(({ id }) => id), items.map((item) => item.at)],
    ],
  );

export interface CaseThen {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly state: string;
  readonly episode: number;
  readonly fiscal_year: number;
  readonly person_ref: string | null;
  readonly received_on: string;
  readonly channel: string;
  readonly urgency: string;
  readonly consent_state: string;
  readonly chiefComplaint: string;
  readonly caller: CallerRow | null;
  readonly intake_topics: readonly string[];
  readonly fields: readonly string[];
  readonly situation_tags: readonly string[];
  readonly issue_categories: readonly string[];
  readonly triage: string | null;
  readonly emergency: Emergency | null;
  readonly closure_reason: string | null;
}

/**
 * The case as the last step by this moment left it. Every change of a case is a step; the table's trigger keeps each
 * version. 404 `case.not-found` where it was not open yet.
 */
export async function caseAt(db: EntityManager, caseRef: string, at: Date): Promise<CaseThen> {
  const rows = await db.query<readonly CaseThen[]>(
    `SELECT c.*, c.received_on::text AS received_on, c.chief_complaint AS "chiefComplaint" FROM case_versions c
      WHERE c.id = $1 AND c.version =
        (SELECT max(version) FROM case_steps WHERE case_ref = $1 AND taken_at <= $2)
      ORDER BY c.seq DESC LIMIT 1`,
    [caseRef, at],
  );
  const [row] = await openRows(db, 'case_versions', rows);
  if (!row) throw notFound('case');
  return row;
}

type Recorded = NoteEntity | AssessmentEntity | CaseStepEntity;

/** Rows of a table by their ids. */
export async function rowsById<T extends Recorded>(
  db: EntityManager,
  table: new () => T,
  ids: readonly string[],
): Promise<ReadonlyMap<string, T>> {
  if (ids.length === 0) return new Map();
  const rows = await db.createQueryBuilder(table, 'row').where('row.id IN (:...ids)', { ids }).getMany();
  return new Map(rows.map((row) => [row.id, row]));
}
