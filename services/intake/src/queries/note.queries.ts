import { Injectable } from '@nestjs/common';
import type { CaseNoteAnswer, CaseNoteV1, ListNotesV1, NoteFact, NoteListAnswer, StruckText } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { findCase } from '../storage/cases.store';
import { NoteCorrectionEntity, NoteEntity } from '../storage/note.entity';
import { pageOf, paged } from './cursor';

@Injectable()
export class NoteQueries {
  constructor(private readonly reads: ReadScope) {}

  /** For other services: that it is there, none of the words. */
  async exists({ noteRef, caseRef }: CaseNoteV1, ctx: CallContext): Promise<CaseNoteAnswer> {
    const note = await this.reads.run(ctx, ({ db }) => findRow(db, NoteEntity, noteRef, 'note'));
    if (note.caseRef !== caseRef) throw notFound('note');
    return { noteRef, caseRef };
  }

  ofCase({ caseRef, ...wish }: ListNotesV1, ctx: CallContext): Promise<NoteListAnswer> {
    const page = pageOf(wish);
    return this.reads.run(ctx, async ({ db }) => {
      await findCase(db, caseRef);
      const query = db
        .createQueryBuilder(NoteEntity, 'note')
        .where('note.caseRef = :caseRef', { caseRef })
        .orderBy('note.number', 'DESC')
        .limit(page.limit + 1);
      if (page.below !== null) query.andWhere('note.number < :below', { below: page.below });
      const notes = await query.getMany();
      const struck = await struckTexts(db, notes);
      return paged(notes, page, (note) => factOf(note, struck.get(note.id) ?? []));
    });
  }
}

/** Struck texts of these notes, oldest first. */
async function struckTexts(
  db: EntityManager,
  notes: readonly NoteEntity[],
): Promise<ReadonlyMap<string, readonly StruckText[]>> {
  if (notes.length === 0) return new Map();
  const rows = await db
    .createQueryBuilder(NoteCorrectionEntity, 'correction')
    .where('correction.noteRef IN (:...notes)', { notes: notes.map(({ id }) => id) })
    .orderBy('correction.version')
    .getMany();
  const byNote = new Map<string, readonly StruckText[]>();
  for (const { noteRef, struck, reason, struckBy, struckAt } of rows) {
    const text = { text: struck, reason, struckBy, struckAt: struckAt.toISOString() };
    byNote.set(noteRef, [...(byNote.get(noteRef) ?? []), text]);
  }
  return byNote;
}

const factOf = (note: NoteEntity, struck: readonly StruckText[]): NoteFact => ({
  noteRef: note.id,
  version: note.version,
  kind: note.kind,
  text: note.text,
  writtenBy: note.writtenBy,
  writtenAt: note.writtenAt.toISOString(),
  struck: struck.slice(-100),
});
