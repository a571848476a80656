import { Injectable } from '@nestjs/common';
import type { ConsentWithdrawnV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { APPLICATION_SCOPES } from '../domain/application';
import { endApplications } from '../storage/application.store';
import { cancelOpen, lockTiesOf } from '../storage/follow-up.store';

/** What rested on consent ends with it (L06): contact after the end of support, and applications by a plan. */
@Injectable()
export class ApplyWithdrawalCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ personRef, scopes }: ConsentWithdrawnV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db }) => {
      if (scopes.includes('followup_after_close')) {
        const ties = await lockTiesOf(db, [personRef]);
        await cancelOpen(db, ties, ['aftercare']);
      }
      if (scopes.some((scope) => APPLICATION_SCOPES.includes(scope)))
        await endApplications(db, [personRef], 'consent_withdrawn');
    });
  }
}
