import { Injectable } from '@nestjs/common';
import {
  type Acted,
  type DecideSupportPlanAsDeputyV1,
  type DecideSupportPlanV1,
  SupportPlanDecidedV1,
} from '#libs/contracts';
import { type Actor, type CallContext, systemActor } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/messaging';
import { CASE } from '../../domain/case';
import { caseEventOfDecision, checkDecision, requireDeputy, SUPPORT_PLAN } from '../../domain/support-plan';
import { lockCase, takeStep } from '../../storage/cases.store';
import { isDeputyOn } from '../../storage/multi-agency.store';
import { insertActions } from '../../storage/plan-actions.store';
import { requireAdequacy } from '../../storage/plan-conference.store';
import { lastConfirmation } from '../../storage/plan-confirmations.store';
import type { SupportPlanEntity } from '../../storage/support-plan.entity';
import {
  contentOf,
  holdPlan,
  requireConferenceConsent,
  takePlanStep,
  writersOf,
} from '../../storage/support-plans.store';

/** The municipality's decision on a plan (支援決定): never the author's own, never without the person's yes. */
@Injectable()
export class DecideSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ planId }: DecideSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await holdPlan(tx.db, planId, ctx.expectedVersion);
      return decide(tx, plan, ctx.actor, { asDeputy: false });
    });
  }

  /** Where author and decider would be one person, a registered deputy decides. */
  executeAsDeputy({ planId }: DecideSupportPlanAsDeputyV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await holdPlan(tx.db, planId, ctx.expectedVersion);
      requireDeputy(await isDeputyOn(tx.db, ctx.actor.sub, tx.today));
      const deputy: Actor = { ...ctx.actor, roles: [...ctx.actor.roles, 'DECISION_MAKER'] };
      return decide(tx, plan, deputy, { asDeputy: true });
    });
  }
}

async function decide(tx: Tx, plan: SupportPlanEntity, actor: Actor, how: object): Promise<Acted> {
  const to = SUPPORT_PLAN.next(plan.state, 'decide', actor);
  const { id: planId, caseRef, personRef } = plan;
  await requireAdequacy(tx.db, plan, 'plan_adequate', actor);
  await requireConferenceConsent(tx.db, personRef, tx.today);
  const { content, hash: contentHash, number } = await contentOf(tx.db, plan);
  const confirmedHash = (await lastConfirmation(tx.db, planId))?.contentHash ?? null;
  checkDecision({ writers: await writersOf(tx.db, plan), deciderSub: actor.sub, contentHash, confirmedHash });
  await takeCaseStep(tx, plan);
  await insertActions(tx.db, planId, content);
  const decided = await takePlanStep(tx.db, plan, {
    event: 'decide',
    to,
    actor,
    now: tx.now,
    detail: { ...how, contentNumber: number },
    change: { decidedBy: actor.sub, decidedAt: tx.now },
  });
  const applications = [...content.applications];
  await tx.publish(SupportPlanDecidedV1, { planId, caseRef, personRef, applications, version: decided.version });
  return decided;
}

async function takeCaseStep({ db, now }: Tx, { id: planId, caseRef, episode }: SupportPlanEntity): Promise<void> {
  const kase = await lockCase(db, caseRef);
  const event = caseEventOfDecision(kase.state, kase.episode === episode);
  if (event === null) return;
  const actor = systemActor('intake', '');
  const to = CASE.next(kase.state, event, actor);
  await takeStep(db, kase, { event, to, actor, now, detail: { planId } });
}
