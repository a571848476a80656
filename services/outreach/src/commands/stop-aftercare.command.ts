import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { cancelOpen, lockTiesOf } from '../storage/follow-up.store';

/** Contact after the end of support rests on consent (followup_after_close); taken back, it ends (L06). */
@Injectable()
export class StopAftercareCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(personRef: string, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db }) => {
      const ties = await lockTiesOf(db, [personRef]);
      await cancelOpen(db, ties, ['aftercare']);
    });
  }
}
