import { Injectable } from '@nestjs/common';
import { type Acted, SetExternalIdV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { actingOn, refuseStale } from '../../domain/access';
import { keepMenuNumber } from '../../storage/feeds/menu-numbers.store';
import { lockMenu } from '../../storage/menus.store';

/** The number is the organisation's business: the menu's facts, and so its version, stay as they are. */
@Injectable()
export class SetExternalIdCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ menuId, externalId }: SetExternalIdV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async ({ db }) => {
      const menu = await lockMenu(db, menuId);
      actingOn(ctx.actor, menu.orgId, SetExternalIdV1.allow, 'menu');
      refuseStale('menu', menu.version, ctx.expectedVersion);
      await keepMenuNumber(db, menu, externalId ?? null);
      return { id: menu.id, state: externalId == null ? 'UNNUMBERED' : 'NUMBERED', version: menu.version };
    });
  }
}
