import { Injectable } from '@nestjs/common';
import type { Acted, ConveneSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { requireSitting, SUPPORT_PLAN } from '../../domain/support-plan';
import { agendaItemFor } from '../../storage/plan-conference.store';
import { holdPlan, requireConferenceConsent, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class ConveneSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Without the person's consent in this moment a plan comes before no conference (L02). */
  execute({ planId, conferenceId }: ConveneSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await holdPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'convene', ctx.actor);
      const where = { planId, conferenceId, kind: 'plan_adequacy' as const };
      requireSitting(await agendaItemFor(tx.db, where, ctx.actor));
      await requireConferenceConsent(tx.db, plan.personRef, tx.today);
      return takePlanStep(tx.db, plan, {
        event: 'convene',
        to,
        actor: ctx.actor,
        now: tx.now,
        detail: { conferenceId },
        change: { conferenceId },
      });
    });
  }
}
