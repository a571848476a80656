import { Injectable } from '@nestjs/common';
import { type Acted, CorrectResourceV1, MenuChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../domain/access';
import { refuseCorrection } from '../domain/resource';
import { descriptionOf, refuseImpossibleTimes } from '../domain/resource-description';
import { touchMenus } from '../storage/menus.store';
import { areasOfResource, lockResource, updateResource } from '../storage/resources.store';

const CONFIRMED_BY_CORRECTION: readonly string[] = ['ACTIVE', 'ACTIVE_PUBLIC'];

@Injectable()
export class CorrectResourceCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: CorrectResourceV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockResource(tx.db, input.resourceId);
      actingOn(ctx.actor, row.orgId, CorrectResourceV1.allow, 'resource');
      refuseStale('resource', row.version, ctx.expectedVersion);
      const description = descriptionOf(input);
      refuseImpossibleTimes(description);
      refuseCorrection(row.state, description);

      const confirmed = CONFIRMED_BY_CORRECTION.includes(row.state) ? { lastConfirmedOn: tx.today } : {};
      const areaIds = await areasOfResource(tx.db, description);
      const version = await updateResource(tx.db, row, { ...description, areaIds, ...confirmed });
      for (const menu of await touchMenus(tx.db, row.id)) await tx.publish(MenuChangedV1, menu);
      return { id: row.id, state: row.state, version };
    });
  }
}
