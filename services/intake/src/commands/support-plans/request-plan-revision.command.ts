import { Injectable } from '@nestjs/common';
import type { Acted, RequestPlanRevisionV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { SUPPORT_PLAN } from '../../domain/support-plan';
import { requireAdequacy } from '../../storage/plan-conference.store';
import { lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class RequestPlanRevisionCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ planId, points }: RequestPlanRevisionV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'requestRevision', ctx.actor);
      const { conferenceId } = plan;
      await requireAdequacy(tx.db, plan, 'revise', ctx.actor);
      const detail = { conferenceId, points };
      return takePlanStep(tx.db, plan, { event: 'requestRevision', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}
