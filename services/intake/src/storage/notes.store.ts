import { insertRow, lockRow, updateRow } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { NoteCorrectionEntity, NoteEntity } from './note.entity';

export const insertNote = (db: EntityManager, note: Omit<NoteEntity, 'number'>): Promise<void> =>
  insertRow(db, NoteEntity, note);

export const lockNote = (db: EntityManager, noteRef: string, expectedVersion?: number): Promise<NoteEntity> =>
  lockRow(db, NoteEntity, noteRef, 'note', expectedVersion);

/** Puts another text in the place of the note's and keeps the struck one. Returns the note's new version. */
export async function strikeNote(
  db: EntityManager,
  note: NoteEntity,
  text: string,
  correction: Pick<NoteCorrectionEntity, 'id' | 'reason' | 'struckBy' | 'struckAt'>,
): Promise<number> {
  await insertRow(db, NoteCorrectionEntity, {
    ...correction,
    noteRef: note.id,
    version: note.version,
    struck: note.text,
  });
  return updateRow(db, NoteEntity, note, { text }, 'note');
}
