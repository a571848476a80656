import type { Actor } from '#libs/kernel';
import type { At } from './at';
import { findCase } from './cases.store';
import { bindForm } from './record-forms.store';
import type { SupportPlanEntity } from './support-plan.entity';

/** The プラン on whose form a plan goes to the conference. */
export async function bindPlanForm(
  tx: At,
  plan: SupportPlanEntity,
  formId: string | undefined,
  actor: Actor,
): Promise<void> {
  const form = { about: 'support_plan', kind: 'support_plan', recordId: plan.id, part: plan.contentNumber } as const;
  await bindForm(tx, { ...form, kase: await findCase(tx.db, plan.caseRef), formId, actor });
}
