import { Injectable } from '@nestjs/common';
import type { Acted, AskPersonOnPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { SUPPORT_PLAN } from '../../domain/support-plan';
import { requireComplete } from '../../domain/support-plan-content';
import { contentOf, lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class AskPersonCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ planId }: AskPersonOnPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'askPerson', ctx.actor);
      const { number, content } = await contentOf(tx.db, plan);
      requireComplete(content);
      const detail = { contentNumber: number };
      return takePlanStep(tx.db, plan, { event: 'askPerson', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
