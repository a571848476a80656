import { Injectable } from '@nestjs/common';
import type { Acted, ContinueSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { nextMonitoringOn, requireEveryGoal } from '../../domain/plan-record';
import { checkExtension, SUPPORT_PLAN } from '../../domain/support-plan';
import { requireEvaluation } from '../../storage/plan-conference.store';
import { insertEvaluation } from '../../storage/plan-records.store';
import { contentOf, lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class ContinueSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** The decided content stays as it is; only the period gets longer. */
  execute({ planId, until, ...given }: ContinueSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'continue', ctx.actor);
      const { conferenceId } = given;
      await requireEvaluation(tx.db, { planId, conferenceId }, 'continue', ctx.actor);
      checkExtension(until, { before: plan.periodUntil, today: tx.today });
      requireEveryGoal(given.goals, (await contentOf(tx.db, plan)).content.goals.length);
      await insertEvaluation(tx, plan, 'continue', given, ctx.actor);
      return takePlanStep(tx.db, plan, {
        event: 'continue',
        to,
        actor: ctx.actor,
        now: tx.now,
        detail: { conferenceId, until },
        change: { conferenceId, periodUntil: until, nextMonitoringOn: nextMonitoringOn(tx.today, null) },
      });
    });
  }
}
