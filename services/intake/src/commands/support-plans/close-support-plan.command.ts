import { Injectable } from '@nestjs/common';
import type { Acted, CloseSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireEveryGoal } from '../../domain/plan-record';
import { refuseOpenRolesAtEnd, SUPPORT_PLAN } from '../../domain/support-plan';
import { openActionsOf } from '../../storage/plan-actions.store';
import { requireEvaluation } from '../../storage/plan-conference.store';
import { insertEvaluation } from '../../storage/plan-records.store';
import { contentOf, lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class CloseSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ planId, ...given }: CloseSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'close', ctx.actor);
      const { conferenceId } = given;
      await requireEvaluation(tx.db, { planId, conferenceId }, 'close', ctx.actor);
      refuseOpenRolesAtEnd(await openActionsOf(tx.db, planId));
      requireEveryGoal(given.goals, (await contentOf(tx.db, plan)).content.goals.length);
      const who = { actor: ctx.actor, now: tx.now };
      await insertEvaluation(tx, plan, 'close', given, ctx.actor);
      const detail = { conferenceId, observedChanges: given.observedChanges };
      return takePlanStep(tx.db, plan, { event: 'close', to, ...who, detail, change: { conferenceId } });
    });
  }
}
