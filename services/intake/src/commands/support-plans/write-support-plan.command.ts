import { Injectable } from '@nestjs/common';
import type { Acted, WriteSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { longestUntil, refuseWritingIn } from '../../domain/support-plan';
import { checkDays, contentFrom, desksOf } from '../../domain/support-plan-content';
import { requireOpenDesks } from '../../storage/plan-shares.store';
import { insertContent, lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class WriteSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Adds a content; what the plan said before stays as it was written. */
  execute({ planId, content: given }: WriteSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId, ctx.expectedVersion);
      refuseWritingIn(plan.state);
      const content = contentFrom(given);
      checkDays(content, longestUntil(content.from ?? tx.today));
      await requireOpenDesks(tx.db, desksOf(content), 'content.actions.deskId');
      const number = plan.contentNumber + 1;
      await insertContent(tx.db, planId, { number, content, writtenBy: ctx.actor.sub, writtenAt: tx.now });
      return takePlanStep(tx.db, plan, {
        event: 'write',
        to: plan.state,
        actor: ctx.actor,
        now: tx.now,
        detail: { contentNumber: number },
        change: { contentNumber: number, periodUntil: content.until },
      });
    });
  }
}
