import { Injectable } from '@nestjs/common';
import type { MenuOverCommittedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { findMenu } from '../storage/menus.store';
import { menuIsOver } from '../storage/over';
import { openTask } from '../storage/tasks.store';

/** More is promised than the organisation says there is: it is asked what to do. An older word changes nothing. */
@Injectable()
export class AskAboutCommitmentCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ menuId, promised, total, version }: MenuOverCommittedV1, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async ({ db, today }) => {
      const { orgId } = await findMenu(db, menuId);
      if (await menuIsOver(db, menuId)) return;
      await openTask(db, {
        kind: 'over_committed',
        orgId,
        menuId,
        promised,
        total,
        causeVersion: version,
        openedOn: today,
      });
    });
  }
}
