import { Injectable } from '@nestjs/common';
import type { Acted, StartSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { firstMonitoringOn } from '../../domain/plan-record';
import { SUPPORT_PLAN } from '../../domain/support-plan';
import { desksOf } from '../../domain/support-plan-content';
import { sharePlan } from '../../storage/plan-shares.store';
import { contentOf, holdPlan, requireConferenceConsent, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class StartSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Every desk with a role learns of the plan, or it does not begin: nobody is given a role they may not know of. */
  execute({ planId }: StartSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await holdPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'start', ctx.actor);
      await requireConferenceConsent(tx.db, plan.personRef, tx.today);
      const { content } = await contentOf(tx.db, plan);
      await sharePlan(tx, plan, { deskIds: desksOf(content), field: 'planId' }, ctx.actor);
      const nextMonitoringOn = firstMonitoringOn(tx.today, content.firstMonitoringOn);
      return takePlanStep(tx.db, plan, {
        event: 'start',
        to,
        actor: ctx.actor,
        now: tx.now,
        detail: { nextMonitoringOn },
        change: { nextMonitoringOn },
      });
    });
  }
}
