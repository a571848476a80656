import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { stopEngagements } from '../storage/engagement.store';
import { cancelOpen, lockTiesOf, rememberDeath } from '../storage/follow-up.store';

/** A case was closed because the person died: no follow-up and no next action is left, from this moment. */
@Injectable()
export class StopForDeathCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(of: { readonly caseRef: string; readonly personRef: string | null }, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const refs = of.personRef === null ? [of.caseRef] : [of.caseRef, of.personRef];
      await rememberDeath(db, refs, today);
      await cancelOpen(db, await lockTiesOf(db, of));
      await stopEngagements(db, of, today);
    });
  }
}
