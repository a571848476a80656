import { Inject, Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { noteUse } from '../storage/sessions.store';

/** Puts off the end of a session that is used. One that has ended meanwhile stays ended. */
@Injectable()
export class NoteSessionUseCommand {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  execute(id: string, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, ({ db, now }) => noteUse(db, id, now));
  }
}
