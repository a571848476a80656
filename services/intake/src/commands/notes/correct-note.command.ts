import { Injectable } from '@nestjs/common';
import type { Acted, CorrectNoteV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { insertCorrection, lockNote } from '../../storage/notes.store';

@Injectable()
export class CorrectNoteCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ noteRef, text, reason }: CorrectNoteV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const locked = await lockNote(tx.db, noteRef, ctx.expectedVersion);
      const version = locked.version + 1;
      const by = { correctedBy: ctx.actor.sub, correctedAt: tx.now };
      await insertCorrection(tx.db, { noteRef, caseRef: locked.caseRef, version, text, reason, ...by });
      return { id: noteRef, state: 'CORRECTED', version };
    });
  }
}
