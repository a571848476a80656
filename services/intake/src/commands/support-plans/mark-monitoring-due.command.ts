import { Injectable } from '@nestjs/common';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { SUPPORT_PLAN } from '../../domain/support-plan';
import { lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class MarkMonitoringDueCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Of two replicas the second finds nothing due any more. */
  execute(planId: string, ctx: CallContext): Promise<void> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId);
      const { state, nextMonitoringOn } = plan;
      if (state !== 'ACTIVE' || nextMonitoringOn === null || nextMonitoringOn > tx.today) return;
      const to = SUPPORT_PLAN.next(state, 'monitoringDue', ctx.actor);
      const detail = { dueOn: nextMonitoringOn };
      await takePlanStep(tx.db, plan, { event: 'monitoringDue', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
