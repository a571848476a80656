import { Injectable } from '@nestjs/common';
import { type Acted, MenuChangedV1, ReplaceMenuV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../domain/access';
import { refuseClosed, refuseContradictions } from '../domain/menu';
import { contentOf } from '../domain/menu-content';
import { detailsOf } from '../domain/menu-details';
import { lockMenu, updateMenu } from '../storage/menus.store';
import { findResource } from '../storage/resources.store';

@Injectable()
export class ReplaceMenuCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ReplaceMenuV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const row = await lockMenu(tx.db, input.menuId);
      actingOn(ctx.actor, row.orgId, ReplaceMenuV1.allow, 'menu');
      refuseStale('menu', row.version, ctx.expectedVersion);
      const resource = await findResource(tx.db, row.resourceId);
      refuseClosed(resource.state);
      const content = contentOf(input);
      const details = detailsOf(input);
      refuseContradictions({ ...content, ...details });

      const change = { name: input.name, capacityModel: input.capacityModel ?? null, content, details };
      const version = await updateMenu(tx.db, row, change);
      await tx.publish(MenuChangedV1, { menuId: row.id, version });
      return { id: row.id, state: resource.state, version };
    });
  }
}
