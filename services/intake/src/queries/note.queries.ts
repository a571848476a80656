import { Injectable } from '@nestjs/common';
import type { CaseNoteAnswer, CaseNoteV1, ListNotesV1, NoteListAnswer } from '#libs/contracts';
import { type CallContext, notFound } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { findCase } from '../storage/cases.store';
import { NoteEntity } from '../storage/note.entity';
import { correctionsOf } from '../storage/notes.store';
import { pageOf, paged } from './cursor';
import { noteFact } from './note-answer';

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
      const corrections = await correctionsOf(
        db,
        notes.map(({ id }) => id),
      );
      return paged(notes, page, (note) => noteFact(note, corrections.get(note.id) ?? []));
    });
  }
}
