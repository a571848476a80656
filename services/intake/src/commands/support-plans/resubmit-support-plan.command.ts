import { Injectable } from '@nestjs/common';
import type { Acted, ResubmitSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { renewedWord, requirePersonsWord, SUPPORT_PLAN } from '../../domain/support-plan';
import { requireComplete } from '../../domain/support-plan-content';
import { lastConfirmation, recordConfirmation } from '../../storage/plan-confirmations.store';
import { bindPlanForm } from '../../storage/plan-forms.store';
import type { SupportPlanEntity } from '../../storage/support-plan.entity';
import { contentOf, holdPlan, requireConferenceConsent, takePlanStep } from '../../storage/support-plans.store';

@Injectable()
export class ResubmitSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** What concerns the person goes nowhere before they said yes to it again. */
  execute({ planId, formId, ...given }: ResubmitSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await holdPlan(tx.db, planId, ctx.expectedVersion);
      const to = SUPPORT_PLAN.next(plan.state, 'resubmit', ctx.actor);
      const word = renewedWord(given);
      if (word !== null) await recordConfirmation(tx, plan, word, ctx.actor);
      await requireConferenceConsent(tx.db, plan.personRef, tx.today);
      await checkContent(tx, plan);
      await bindPlanForm(tx, plan, formId, ctx.actor);
      const detail = { contentNumber: plan.contentNumber };
      return takePlanStep(tx.db, plan, { event: 'resubmit', to, actor: ctx.actor, now: tx.now, detail });
    });
  }
}

async function checkContent({ db }: Tx, plan: SupportPlanEntity): Promise<void> {
  const { content, hash } = await contentOf(db, plan);
  requireComplete(content);
  const confirmation = await lastConfirmation(db, plan.id);
  requirePersonsWord(hash, confirmation?.contentHash ?? null);
}
