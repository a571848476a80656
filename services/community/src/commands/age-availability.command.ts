import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { aged } from '../domain/availability';
import { SETTINGS } from '../domain/settings';
import { lockAvailability, updateAvailability } from '../storage/availability.store';
import { lockMenu } from '../storage/menus.store';
import { menuIsOver } from '../storage/over';
import { openTask } from '../storage/tasks.store';

/** Lets the last report of a menu age as far as the days have passed, and asks for a new one, unless the place is over. Harmless to repeat. */
@Injectable()
export class AgeAvailabilityCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(menuId: string, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, today }) => {
      // The menu first, as a report does: in another order the two could wait for each other.
      await lockMenu(db, menuId);
      const row = await lockAvailability(db, menuId);
      const state = aged(row, today, ctx.actor, SETTINGS);
      if (state === row.state) return;

      const causeVersion = await updateAvailability(db, row, { state });
      if (await menuIsOver(db, menuId)) return;
      await openTask(db, { kind: 'update_availability', orgId: row.orgId, menuId, causeVersion, openedOn: today });
    });
  }
}
