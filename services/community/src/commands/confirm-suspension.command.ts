import { Injectable } from '@nestjs/common';
import { type Acted, ConfirmSuspensionV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../domain/access';
import { refuseConfirmation } from '../domain/suspension';
import { lockResource, updateResource } from '../storage/resources.store';
import { finishTasks } from '../storage/tasks.store';

/** The second person behind a suspension for safety. It counts from the first one's word on. */
@Injectable()
export class ConfirmSuspensionCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ resourceId }: ConfirmSuspensionV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db, now }) => {
      const row = await lockResource(db, resourceId);
      const actor = actingOn(ctx.actor, row.orgId, ConfirmSuspensionV1.allow, 'resource');
      refuseStale('resource', row.version, ctx.expectedVersion);
      refuseConfirmation(row, actor);
      const confirmed = { suspensionConfirmedBy: actor.sub, suspensionConfirmedAt: now };
      const version = await updateResource(db, row, confirmed);
      await finishTasks(db, row.id, ['confirm_suspension']);
      return { id: row.id, state: row.state, version };
    });
  }
}
