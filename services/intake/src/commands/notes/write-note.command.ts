import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Acted, WriteNoteV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { findCase } from '../../storage/cases.store';
import { insertNote } from '../../storage/notes.store';

@Injectable()
export class WriteNoteCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ caseRef, kind, text }: WriteNoteV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      await findCase(tx.db, caseRef);
      const id = randomUUID();
      await insertNote(tx.db, { id, version: 1, caseRef, kind, text, writtenBy: ctx.actor.sub, writtenAt: tx.now });
      return { id, state: 'WRITTEN', version: 1 };
    });
  }
}
