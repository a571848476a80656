import { randomUUID } from 'node:crypto';
import { staleVersion } from '#libs/kernel';
import { insertRow, lockRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { NoteCorrectionEntity, NoteEntity } from './note.entity';

type NewNote = Omit<NoteEntity, 'number' | 'originShareId'> & Partial<Pick<NoteEntity, 'originShareId'>>;

export const insertNote = (db: EntityManager, note: NewNote): Promise<void> => insertRow(db, NoteEntity, note);

/** Keeps the note from other corrections until the commit; gives the version of the text that holds. */
export async function lockNote(
  db: EntityManager,
  noteRef: string,
  expectedVersion?: number,
): Promise<{ readonly caseRef: string; readonly version: number }> {
  const { caseRef } = await lockRow(db, NoteEntity, noteRef, 'note');
  const rows = await db.query<readonly { readonly version: number }[]>(
    'SELECT coalesce(max(version), 1)::int AS version FROM note_corrections WHERE note_ref = $1',
    [noteRef],
  );
  const version = rows[0]?.version ?? 1;
  if (expectedVersion !== undefined && expectedVersion !== version) throw staleVersion('note', version);
  return { caseRef, version };
}

/** Adds the text that holds from now on; what was written before stays as it is. */
export const insertCorrection = (db: EntityManager, correction: Omit<NoteCorrectionEntity, 'id'>): Promise<void> =>
  insertRow(db, NoteCorrectionEntity, { id: randomUUID(), ...correction });

/** Corrections of these notes, oldest first; with `until` only those that were there by then. */
export async function correctionsOf(
  db: EntityManager,
  noteRefs: readonly string[],
  until?: Date,
): Promise<ReadonlyMap<string, readonly NoteCorrectionEntity[]>> {
  if (noteRefs.length === 0) return new Map();
  const query = db
    .createQueryBuilder(NoteCorrectionEntity, 'correction')
    .where('correction.noteRef IN (:...noteRefs)', { noteRefs })
    .orderBy('correction.version');
  if (until) query.andWhere('correction.correctedAt <= :until', { until });
  const byNote = new Map<string, readonly NoteCorrectionEntity[]>();
  for (const row of await query.getMany()) byNote.set(row.noteRef, [...(byNote.get(row.noteRef) ?? []), row]);
  return byNote;
}
