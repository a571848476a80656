import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Acted, AddMenuV1, MenuChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn } from '../domain/access';
import { refuseClosed, refuseContradictions } from '../domain/menu';
import { contentOf } from '../domain/menu-content';
import { detailsOf } from '../domain/menu-details';
import { insertMenu } from '../storage/menus.store';
import { lockResource } from '../storage/resources.store';

@Injectable()
export class AddMenuCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: AddMenuV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      // Locked, so that a step of the resource either knows this menu or happens before it.
      const resource = await lockResource(tx.db, input.resourceId);
      actingOn(ctx.actor, resource.orgId, AddMenuV1.allow, 'resource');
      refuseClosed(resource.state);
      const content = contentOf(input);
      const details = detailsOf(input);
      refuseContradictions({ ...content, ...details });

      const id = randomUUID();
      await insertMenu(tx.db, {
        id,
        version: 1,
        resourceId: resource.id,
        orgId: resource.orgId,
        name: input.name,
        capacityModel: input.capacityModel ?? null,
        content,
        details,
      });
      await tx.publish(MenuChangedV1, { menuId: id, version: 1 });
      return { id, state: resource.state, version: 1 };
    });
  }
}
