import { createHash, randomUUID } from 'node:crypto';
import { findRow, insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { type CodeLists, codesOn } from '../domain/forms/codes';
import { formFor, listsOf, resolve } from '../domain/forms/form';
import type { Answers, FormInForce, FormKind, ResolvedForm } from '../domain/forms/form-types';
import { CodeEditionEntity, FilledFormEntity, FilledFormVersionEntity, FormEditionEntity } from './form.entity';

export const insertFormEdition = (
  db: EntityManager,
  edition: Omit<FormEditionEntity, 'version' | 'number'>,
): Promise<void> => insertRow(db, FormEditionEntity, { ...edition, version: 1 });

export const insertCodeEdition = (
  db: EntityManager,
  edition: Omit<CodeEditionEntity, 'version' | 'number'>,
): Promise<void> => insertRow(db, CodeEditionEntity, { ...edition, version: 1 });

/** The lists as they read on a day; undefined for a name that is none's. */
export async function codeListsOn(db: EntityManager, lists: readonly string[], day: string): Promise<CodeLists> {
  if (lists.length === 0) return new Map();
  const editions = await db
    .createQueryBuilder(CodeEditionEntity, 'edition')
    .where('edition.list IN (:...lists) AND edition.validFrom <= :day', { lists, day })
    .getMany();
  const of = (list: string): readonly CodeEditionEntity[] => editions.filter((edition) => edition.list === list);
  return new Map(lists.map((list) => [list, codesOn(list, of(list), day)]));
}

/** What was entered about lists for a day or earlier, in short: another text where it is not the same any more. */
export async function codeListVersions(
  db: EntityManager,
  lists: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<readonly { readonly list: string; readonly version: string }[]>(
    `SELECT list, count(*) || '-' || max(number) AS version FROM code_editions
      WHERE list = ANY($1) AND valid_from <= $2::date GROUP BY list`,
    [lists, day],
  );
  return new Map(rows.map(({ list, version }) => [list, version]));
}

/** The form of a kind on a day. */
async function formOn(db: EntityManager, kind: FormKind, day: string): Promise<FormInForce> {
  const editions = await db
    .createQueryBuilder(FormEditionEntity, 'edition')
    .where('edition.kind = :kind AND edition.validFrom <= :day', { kind, day })
    .getMany();
  return formFor(kind, day, editions);
}

/** The form of a kind on a day with the words of its codes, as far as they are offered or stand in `before`. */
export async function resolvedFormOn(
  db: EntityManager,
  kind: FormKind,
  day: string,
  before: Answers = {},
): Promise<ResolvedForm> {
  const form = await formOn(db, kind, day);
  return resolve(form, await codeListsOn(db, listsOf(form), day), before);
}

interface Filling {
  readonly form: ResolvedForm;
  readonly answers: Answers;
  readonly filledBy: string;
  readonly filledAt: Date;
}

export async function insertFilledForm(
  db: EntityManager,
  head: Pick<FilledFormEntity, 'id' | 'caseRef' | 'kind'>,
  filling: Filling,
): Promise<void> {
  await insertRow(db, FilledFormEntity, { ...head, version: 1 });
  await insertFilling(db, head.id, 1, filling);
}

export const lockFilledForm = (
  db: EntityManager,
  formId: string,
  expectedVersion?: number,
): Promise<FilledFormEntity> => lockRow(db, FilledFormEntity, formId, 'filled-form', expectedVersion);

export const findFilledForm = (db: EntityManager, formId: string): Promise<FilledFormEntity> =>
  findRow(db, FilledFormEntity, formId, 'filled-form');

/** Adds a version to a locked form; gives its number. */
export async function refillForm(db: EntityManager, head: FilledFormEntity, filling: Filling): Promise<number> {
  const version = await updateRow(db, FilledFormEntity, head, {}, 'filled-form');
  await insertFilling(db, head.id, version, filling);
  return version;
}

async function insertFilling(
  db: EntityManager,
  formId: string,
  version: number,
  { form, answers, filledBy, filledAt }: Filling,
): Promise<void> {
  const print = await printOf(db, form);
  await insertRow(db, FilledFormVersionEntity, {
    id: randomUUID(),
    ...{ formId, version, print, answers, filledBy, filledAt },
  });
}

/** Keeps the form once, however often it is filled in. */
export async function printOf(db: EntityManager, form: ResolvedForm): Promise<string> {
  const text = JSON.stringify(form);
  const hash = createHash('sha256').update(text).digest('hex');
  await db.query('INSERT INTO form_prints (hash, form) VALUES ($1, $2) ON CONFLICT DO NOTHING', [hash, text]);
  return hash;
}

/** What was filled in and on which form: the version that is named, else the last one. */
export interface FilledVersion {
  readonly formId: string;
  readonly caseRef: string;
  readonly kind: FormKind;
  readonly version: number;
  readonly form: ResolvedForm;
  /** Hash of the form. */
  readonly print: string;
  readonly answers: Answers;
  readonly filledBy: string;
  readonly filledAt: Date;
  readonly number: string;
}

const FILLED = `
  SELECT f.id AS "formId", f.case_ref AS "caseRef", f.kind, v.version, p.form, v.print, v.answers, v.filled_by AS "filledBy",
         v.filled_at AS "filledAt", f.number
    FROM filled_forms f
    JOIN filled_form_versions v ON v.form_id = f.id
    JOIN form_prints p ON p.hash = v.print`;

/** A version of what was filled in; undefined where there is none. */
export async function filledVersion(
  db: EntityManager,
  formId: string,
  version: number,
): Promise<FilledVersion | undefined> {
  const rows = await db.query<readonly FilledVersion[]>(`${FILLED} WHERE f.id = $1 AND v.version = $2`, [
    formId,
    version,
  ]);
  return rows[0];
}

/** Each of these forms in the version that held at a moment. */
export const filledVersionsAt = (
  db: EntityManager,
  formIds: readonly string[],
  at: Date,
): Promise<readonly FilledVersion[]> =>
  db.query<readonly FilledVersion[]>(
    `${FILLED} WHERE f.id = ANY($1::uuid[]) AND v.version =
       (SELECT max(version) FROM filled_form_versions WHERE form_id = f.id AND filled_at <= $2)`,
    [formIds, at],
  );
