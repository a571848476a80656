import { Injectable } from '@nestjs/common';
import type { Acted, ConfirmSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireSame, SUPPORT_PLAN } from '../../domain/support-plan';
import { recordConfirmation } from '../../storage/plan-confirmations.store';
import { bindPlanForm } from '../../storage/plan-forms.store';
import { holdPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class ConfirmSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The person's yes to exactly what they saw, on the consent that holds in this moment. */
  execute({ planId, contentNumber, formId, ...word }: ConfirmSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await holdPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'personAgrees', ctx.actor);
      requireSame(contentNumber, plan.contentNumber);
      await recordConfirmation(tx, plan, word, ctx.actor);
      await bindPlanForm(tx, plan, formId, ctx.actor);
      const detail = { contentNumber };
      return takePlanStep(tx.db, plan, { event: 'personAgrees', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
