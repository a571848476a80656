import { Injectable } from '@nestjs/common';
import type { Acted, RecordMonitoringV1 } from '#libs/contracts';
import { type CallContext, localDay } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkMonitoredOn, nextMonitoringOn, requireEveryGoal } from '../../domain/plan-record';
import { SUPPORT_PLAN } from '../../domain/support-plan';
import { insertMonitoring } from '../../storage/plan-records.store';
import { contentOf, lockSupportPlan, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class RecordMonitoringCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(
    { planId, nextOn: named, personWords = null, ...found }: RecordMonitoringV1,
    ctx: CallContext,
  ): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockSupportPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'monitored', ctx.actor);
      checkMonitoredOn(found.monitoredOn, { since: localDay(plan.decidedAt ?? tx.now), today: tx.today });
      requireEveryGoal(found.goals, (await contentOf(tx.db, plan)).content.goals.length);
      const nextOn = nextMonitoringOn(tx.today, named ?? null);
      const about = { planId, dueOn: plan.nextMonitoringOn ?? tx.today, nextOn };
      const who = { recordedBy: ctx.actor.sub, recordedAt: tx.now };
      await insertMonitoring(tx.db, { ...about, ...found, personWords, ...who });
      return takePlanStep(tx.db, plan, {
        event: 'monitored',
        to,
        actor: ctx.actor,
        now: tx.now,
        detail: { nextOn },
        change: { nextMonitoringOn: nextOn },
      });
    });
  }
}
