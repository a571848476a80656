import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { endApplications } from '../storage/application.store';
import { stopEngagements } from '../storage/engagement.store';
import { cancelOpen, lockTiesOf, rememberDeath } from '../storage/follow-up.store';

/**
 * Somebody has died: no follow-up, no next action and no application is left, from this moment, by whatever reference
 * they are known.
 */
@Injectable()
export class StopForDeathCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** `refs`: the person's cases and records. */
  execute(refs: readonly string[], ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, today }) => {
      await rememberDeath(db, refs, today);
      await cancelOpen(db, await lockTiesOf(db, refs));
      await stopEngagements(db, refs, today);
      await endApplications(db, refs, 'deceased');
    });
  }
}
