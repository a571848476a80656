import { Injectable } from '@nestjs/common';
import type { Acted, EvaluateSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { refuseEarlyEvaluation, SUPPORT_PLAN } from '../../domain/support-plan';
import { lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class EvaluateSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ planId, reason, note }: EvaluateSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'evaluate', ctx.actor);
      if (plan.state === 'ACTIVE') refuseEarlyEvaluation(reason, plan.periodUntil, tx.today);
      const detail = { reason, note };
      return takePlanStep(tx.db, plan, { event: 'evaluate', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
