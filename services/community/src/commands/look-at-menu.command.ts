import { Injectable } from '@nestjs/common';
import { MenuChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { isRenewalDue } from '../domain/agreement';
import { isAssessmentOver } from '../domain/menu';
import { agreedUntil, lapseAgreements } from '../storage/agreements.store';
import { assessedOn } from '../storage/host-assessments.store';
import type { MenuEntity } from '../storage/menu.entity';
import { lockMenu, updateMenu } from '../storage/menus.store';
import { menuIsOver } from '../storage/over';
import { openTask } from '../storage/tasks.store';

/**
 * What the passing of days does to a menu: an agreement ends, or is to be renewed; a host assessment is over. Harmless
 * to repeat.
 */
@Injectable()
export class LookAtMenuCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(menuId: string, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async (tx) => {
      const menu = await lockMenu(tx.db, menuId);
      if (!(await menuIsOver(tx.db, menuId))) {
        await askToRenew(menu, tx);
        await askToAssess(menu, tx);
      }
      if (!(await lapseAgreements(tx.db, menuId, tx.today))) return;
      const version = await updateMenu(tx.db, menu, {});
      await tx.publish(MenuChangedV1, { menuId, version });
    });
  }
}

async function askToRenew({ id: menuId, orgId, version }: MenuEntity, { db, today }: Tx): Promise<void> {
  const until = await agreedUntil(db, menuId);
  if (until === null || !isRenewalDue(until, today)) return;
  const task = { kind: 'renew_agreement', orgId, menuId, causeVersion: version, openedOn: today } as const;
  await openTask(db, { ...task, dueOn: until });
}

async function askToAssess(menu: MenuEntity, { db, today }: Tx): Promise<void> {
  if (!isAssessmentOver(menu.capacityModel, await assessedOn(db, menu.id), today)) return;
  const { id: menuId, orgId, version: causeVersion } = menu;
  await openTask(db, { kind: 'assess_host', orgId, menuId, causeVersion, openedOn: today });
}
