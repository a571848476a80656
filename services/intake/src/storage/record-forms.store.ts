import { randomUUID } from 'node:crypto';
import { type Actor, conflict, notFound } from '#libs/kernel';
import { insertRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import type { FormKind, ResolvedForm } from '../domain/forms/form-types';
import { recordFactsOf } from '../domain/forms/record-facts';
import { type Documented, isGuessed, requireFilled } from '../domain/forms/record-form';
import type { At } from './at';
import type { CaseEntity } from './case.entity';
import { type FilledVersion, filledVersion, lockFilledForm, printOf, resolvedFormOn } from './forms.store';
import { RecordFormEntity } from './record-form.entity';

/** A record that takes the step which its form documents. */
interface Step {
  readonly about: Documented;
  readonly kind: FormKind;
  readonly recordId: string;
  readonly part: number;
  readonly kase: CaseEntity;
  /** What was filled in for it, where somebody said so. */
  readonly formId: string | undefined;
  readonly actor: Actor;
}

/**
 * Binds what was filled in to its record. The form of the day is the municipality's own or the standard one. Left out,
 * it is what documents this record already, else the last form of its kind that documents nothing yet.
 * 400 `form.incomplete`, 404 `filled-form.not-found` (also another case's), 409 `form.other-record`.
 */
export async function bindForm({ db, now, today }: At, step: Step): Promise<void> {
  const { about, recordId, part, actor } = step;
  const formId = step.formId ?? (await formOf(db, step));
  const form = await resolvedFormOn(db, step.kind, today);
  const on = formId === null ? await unfilled(db, form, step) : await filledFor(db, form, { ...step, formId });
  const bound = { boundBy: actor.sub, boundAt: now };
  await insertRow(db, RecordFormEntity, { id: randomUUID(), about, recordId, part, ...on, ...bound });
}

type On = Pick<RecordFormEntity, 'print' | 'formId' | 'formVersion'>;

/** On a form that asks for nothing beside the record. */
async function unfilled(db: EntityManager, form: ResolvedForm, { kase }: Step): Promise<On> {
  requireFilled(form, {}, recordFactsOf(kase));
  return { print: await printOf(db, form), formId: null, formVersion: null };
}

async function filledFor(db: EntityManager, form: ResolvedForm, step: Step & { readonly formId: string }): Promise<On> {
  const { print, answers, formId, version } = await free(db, step.formId, step);
  requireFilled(form, answers, recordFactsOf(step.kase));
  return { print, formId, formVersion: version };
}

/** The form is locked: it documents one record. */
async function free(db: EntityManager, formId: string, { kase, kind, recordId }: Step): Promise<FilledVersion> {
  const { caseRef, kind: found, version } = await lockFilledForm(db, formId);
  if (caseRef !== kase.id || found !== kind) throw notFound('filled-form');
  const taken = await db.query<readonly unknown[]>(
    'SELECT 1 FROM record_forms WHERE form_id = $1 AND record_id <> $2 LIMIT 1',
    [formId, recordId],
  );
  if (taken.length > 0) throw conflict('form.other-record', 'This form documents another record.');
  const filled = await filledVersion(db, formId, version);
  if (!filled) throw notFound('filled-form');
  return filled;
}

async function formOf(db: EntityManager, { about, kind, recordId, kase }: Step): Promise<string | null> {
  const rows = await db.query<readonly { readonly id: string }[]>(
    `SELECT f.id FROM filled_forms f
      WHERE f.case_ref = $1 AND f.kind = $2 AND (
        EXISTS (SELECT 1 FROM record_forms r WHERE r.form_id = f.id AND r.record_id = $3)
        OR ($4 AND NOT EXISTS (SELECT 1 FROM record_forms r WHERE r.form_id = f.id)))
      ORDER BY EXISTS (SELECT 1 FROM record_forms r WHERE r.form_id = f.id) DESC, f.number DESC LIMIT 1`,
    [kase.id, kind, recordId, isGuessed(about)],
  );
  return rows[0]?.id ?? null;
}

export interface RecordForm extends Pick<RecordFormEntity, 'recordId' | 'part' | 'formId' | 'formVersion' | 'boundAt'> {
  readonly form: Pick<ResolvedForm, 'kind' | 'edition' | 'titleJa'>;
}

/** On which form each of these records was written last, by a moment where one is named. */
export async function formsOf(
  db: EntityManager,
  recordIds: readonly string[],
  { at = null, part = null }: { readonly at?: Date | null; readonly part?: number | null } = {},
): Promise<ReadonlyMap<string, RecordForm>> {
  if (recordIds.length === 0) return new Map();
  const rows = await db.query<readonly RecordForm[]>(
    `SELECT DISTINCT ON (r.record_id) r.record_id AS "recordId", r.part, r.form_id AS "formId",
            r.form_version AS "formVersion", r.bound_at AS "boundAt",
            jsonb_build_object('kind', p.form -> 'kind', 'edition', p.form -> 'edition', 'titleJa', p.form -> 'titleJa')
              AS form
       FROM record_forms r JOIN form_prints p ON p.hash = r.print
      WHERE r.record_id = ANY($1::uuid[]) AND ($2::timestamptz IS NULL OR r.bound_at <= $2)
        AND ($3::int IS NULL OR r.part = $3)
      ORDER BY r.record_id, r.number DESC`,
    [recordIds, at, part],
  );
  return new Map(rows.map((row) => [row.recordId, row]));
}
