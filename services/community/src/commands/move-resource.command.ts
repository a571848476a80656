import { Injectable } from '@nestjs/common';
import { type Acted, MenuChangedV1 } from '#libs/contracts';
import type { CallContext, Role } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../domain/access';
import { type ResourceStep, takeStep } from '../domain/resource';
import { assessedSince, touchMenus } from '../storage/menus.store';
import type { ResourceEntity } from '../storage/resource.entity';
import { lockResource, updateResource } from '../storage/resources.store';
import { finishTasks, openTask } from '../storage/tasks.store';

/** A step as it is asked for; what its guard needs from the tables is added inside the transaction. */
export type AskedStep =
  | Exclude<ResourceStep, { readonly event: 'resume' | 'confirmPublic' }>
  | { readonly event: 'resume' }
  | { readonly event: 'confirmPublic' };

/** Moves a resource along its machine and tells everybody who has a copy of its menus. */
@Injectable()
export class MoveResourceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(resourceId: string, asked: AskedStep, allowed: readonly Role[], ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockResource(tx.db, resourceId);
      const actor = actingOn(ctx.actor, row.orgId, allowed, 'resource');
      refuseStale('resource', row.version, ctx.expectedVersion);
      const change = takeStep(row, await withFacts(asked, row, tx), tx.today, actor);

      const paused = asked.event === 'pause' ? { pausedAt: tx.now } : {};
      const version = await updateResource(tx.db, row, { ...change, ...paused });
      await askToConfirm({ ...row, ...change, version }, tx);
      for (const menu of await touchMenus(tx.db, row.id)) await tx.publish(MenuChangedV1, menu);
      return { id: row.id, state: change.state, version };
    });
  }
}

async function withFacts(asked: AskedStep, row: ResourceEntity, { db }: Tx): Promise<ResourceStep> {
  if (asked.event !== 'resume' && asked.event !== 'confirmPublic') return asked;
  return { event: asked.event, assessedSincePause: await assessedSince(db, row.id, row.pausedAt) };
}

async function askToConfirm(row: ResourceEntity, { db, today }: Tx): Promise<void> {
  if (row.state !== 'NEEDS_UPDATE') return finishTasks(db, row.id, ['confirm_resource']);
  await openTask(db, {
    kind: 'confirm_resource',
    orgId: row.orgId,
    resourceId: row.id,
    causeVersion: row.version,
    openedOn: today,
  });
}
