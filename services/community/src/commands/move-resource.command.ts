import { Injectable } from '@nestjs/common';
import { type Acted, MenuChangedV1, ResourceSuspendedV1 } from '#libs/contracts';
import type { CallContext, Role } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../domain/access';
import { type ResourceStep, takeStep } from '../domain/resource';
import { assessedSince, touchMenus } from '../storage/menus.store';
import type { ResourceEntity } from '../storage/resource.entity';
import { lockResource, updateResource } from '../storage/resources.store';
import { finishAllTasksAt, finishTasks, openTask } from '../storage/tasks.store';

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

      const version = await updateResource(tx.db, row, { ...change, ...momentsOf(asked, tx.now) });
      const moved = { ...row, ...change, version };
      await askToConfirm(moved, tx);
      const menus = await touchMenus(tx.db, row.id);
      for (const menu of menus) await tx.publish(MenuChangedV1, menu);
      if (asked.event === 'suspendSafety') {
        const menuIds = menus.map(({ menuId }) => menuId);
        await tx.publish(ResourceSuspendedV1, { resourceId: row.id, menuIds, version });
      }
      return { id: row.id, state: change.state, version };
    });
  }
}

async function withFacts(asked: AskedStep, row: ResourceEntity, { db }: Tx): Promise<ResourceStep> {
  if (asked.event !== 'resume' && asked.event !== 'confirmPublic') return asked;
  return { event: asked.event, assessedSincePause: await assessedSince(db, row.id, row.pausedAt) };
}

function momentsOf({ event }: AskedStep, now: Date): Partial<ResourceEntity> {
  if (event === 'pause') return { pausedAt: now };
  if (event === 'suspendSafety') {
    return { suspendedAt: now, suspensionConfirmedBy: null, suspensionConfirmedAt: null };
  }
  return {};
}

/** The organisation says whether it is as described, unless it is over; a second person says that it is rightly suspended. */
async function askToConfirm(row: ResourceEntity, { db, today }: Tx): Promise<void> {
  if (row.state === 'CLOSED') return finishAllTasksAt(db, row.id);
  const about = { orgId: row.orgId, resourceId: row.id, causeVersion: row.version, openedOn: today };
  if (row.state === 'NEEDS_UPDATE') await openTask(db, { ...about, kind: 'confirm_resource' });
  else await finishTasks(db, row.id, ['confirm_resource']);
  if (row.state === 'SUSPENDED') await openTask(db, { ...about, kind: 'confirm_suspension', dueOn: today });
  else await finishTasks(db, row.id, ['confirm_suspension']);
}
