import { Injectable } from '@nestjs/common';
import type { Acted, ReplanSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireEveryGoal } from '../../domain/plan-record';
import { SUPPORT_PLAN } from '../../domain/support-plan';
import { contentOfNext } from '../../domain/support-plan-content';
import { requireEvaluation } from '../../storage/plan-conference.store';
import { insertEvaluation } from '../../storage/plan-records.store';
import { contentOf, insertSupportPlan, lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class ReplanSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Answers with the new edition. Its author is the old one's: who orders the re-plan may still decide on it. */
  execute({ planId, ...given }: ReplanSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'replan', ctx.actor);
      const { conferenceId } = given;
      await requireEvaluation(tx.db, { planId, conferenceId }, 'revise', ctx.actor);
      const { content } = await contentOf(tx.db, plan);
      requireEveryGoal(given.goals, content.goals.length);
      const who = { actor: ctx.actor, now: tx.now };
      await insertEvaluation(tx, plan, 'replan', given, ctx.actor);
      const { caseRef, personRef, episode, authorSub } = plan;
      const head = { caseRef, personRef, episode, edition: plan.edition + 1, replaces: planId, authorSub };
      const next = await insertSupportPlan(tx.db, head, contentOfNext(content), who);
      const detail = { conferenceId, nextPlanId: next.id };
      await takePlanStep(tx.db, plan, { event: 'replan', to, ...who, detail, change: { conferenceId } });
      return next;
    });
  }
}
