import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { isToDispose } from '../domain/concern';
import { lockConcern, saveConcern } from '../storage/concern.store';

/** The term of words that led to no engagement is over; that there was a report stays. Harmless to repeat. */
@Injectable()
export class DisposeConcernWordsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(concernId: string, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const row = await lockConcern(db, concernId);
      if (!isToDispose(row, today)) return;
      await saveConcern(db, row, { words: null, place: null, disposedOn: today });
    });
  }
}
