import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, CorrectNoteV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { lockNote, strikeNote } from '../../storage/notes.store';

@Injectable()
export class CorrectNoteCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ noteRef, text, reason }: CorrectNoteV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const note = await lockNote(tx.db, noteRef, ctx.expectedVersion);
      const correction = { id: randomUUID(), reason, struckBy: ctx.actor.sub, struckAt: tx.now };
      const version = await strikeNote(tx.db, note, text, correction);
      return { id: noteRef, state: 'CORRECTED', version };
    });
  }
}
