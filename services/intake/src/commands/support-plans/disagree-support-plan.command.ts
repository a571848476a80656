import { Injectable } from '@nestjs/common';
import type { Acted, DisagreeSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { SUPPORT_PLAN } from '../../domain/support-plan';
import { lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class DisagreeSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ planId, personWords }: DisagreeSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'personDisagrees', ctx.actor);
      const detail = { contentNumber: plan.contentNumber, personWords };
      return takePlanStep(tx.db, plan, { event: 'personDisagrees', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
