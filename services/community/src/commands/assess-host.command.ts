import { Injectable } from '@nestjs/common';
import { type Acted, type AssessHostV1, MenuChangedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { isAssessmentOver } from '../domain/menu';
import { inFuture } from '../domain/resource';
import { keepHostAssessment } from '../storage/host-assessments.store';
import { lockMenu, updateMenu } from '../storage/menus.store';
import { finishTasks } from '../storage/tasks.store';

@Injectable()
export class AssessHostCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: AssessHostV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const menu = await lockMenu(tx.db, input.menuId, ctx.expectedVersion);
      const assessedOn = input.assessedOn ?? null;
      if (assessedOn !== null && assessedOn > tx.today) throw inFuture('host-assessment.future', 'assessedOn');

      const status = input.status ?? 'not_assessed';
      await keepHostAssessment(tx.db, {
        menuId: menu.id,
        status,
        assessedOn,
        maxConcurrent: input.maxConcurrent ?? null,
        current: input.current ?? null,
        note: input.note ?? null,
        recordedAt: tx.now,
      });
      if (assessedOn !== null && !isAssessmentOver(menu.capacityModel, assessedOn, tx.today)) {
        await finishTasks(tx.db, menu.id, ['assess_host']);
      }
      const version = await updateMenu(tx.db, menu, {});
      await tx.publish(MenuChangedV1, { menuId: menu.id, version });
      return { id: menu.id, state: status, version };
    });
  }
}
