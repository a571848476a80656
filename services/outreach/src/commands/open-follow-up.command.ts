import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { FOLLOW_UP_MACHINE, stateOn } from '../domain/follow-up';
import { lockFollowUp, saveFollowUp } from '../storage/follow-up.store';

/** The window of a follow-up has come. Harmless to repeat: what is open or settled stays as it is. */
@Injectable()
export class OpenFollowUpCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(followUpId: string, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const row = await lockFollowUp(db, followUpId);
      if (row.state !== 'PLANNED' || stateOn(row, today) !== 'DUE') return;
      await saveFollowUp(db, row, { state: FOLLOW_UP_MACHINE.next(row.state, 'open', ctx.actor) });
    });
  }
}
