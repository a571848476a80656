import { Injectable } from '@nestjs/common';
import type { Acted, RecordPlacementCheckV1, ResourceSuspendedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { afterAttempt } from '../../domain/placement-check';
import { lockCheck, openChecks, updateCheck } from '../../storage/placement-check.store';

/**
 * A place was stopped for safety: everybody placed there is looked after the same day. Whether the placement goes on
 * is another question, which stays open until somebody moves it (`host_stopped_on`).
 */
@Injectable()
export class CheckPlacementsCommand {
  constructor(private readonly unit: UnitOfWork) {}

  open({ menuIds }: ResourceSuspendedV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, ({ db, today, now }) => openChecks(db, menuIds, { today, now }));
  }

  record({ checkId, result }: RecordPlacementCheckV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const row = await lockCheck(db, checkId, ctx.expectedVersion);
      const after = afterAttempt(row, result);
      const version = await updateCheck(db, row, { ...after, triedOn: today });
      return { id: row.id, state: after.state, version };
    });
  }
}
