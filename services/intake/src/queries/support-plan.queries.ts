import { Injectable } from '@nestjs/common';
import type {
  ListOpenSupportPlansV1,
  ListSupportPlansV1,
  ReadSharedSupportPlanV1,
  ReadSupportPlanV1,
  SharedSupportPlanAnswer,
  SupportPlanAnswer,
  SupportPlanListAnswer,
} from '#libs/contracts';
import { type CallContext, localDay, notFound } from '#libs/kernel';
import { ReadScope } from '#libs/persistence';
import type { EntityManager } from 'typeorm';
import { mayReadPlan } from '../domain/support-plan';
import { findCase } from '../storage/cases.store';
import { PlanActionEntity } from '../storage/plan-action.entity';
import { isCalledTo } from '../storage/plan-conference.store';
import { lastConfirmation } from '../storage/plan-confirmations.store';
import { desksOfMember, desksTold } from '../storage/plan-shares.store';
import { formsOf } from '../storage/record-forms.store';
import { SupportPlanEntity } from '../storage/support-plan.entity';
import { contentOf, findSupportPlan } from '../storage/support-plans.store';
import { paged, pageOf, type PageWish } from './cursor';
import { actionLine, planFact, planLine } from './plan-answer';

@Injectable()
export class SupportPlanQueries {
  constructor(private readonly reads: ReadScope) {}

  byId({ planId, contentNumber }: ReadSupportPlanV1, ctx: CallContext): Promise<SupportPlanAnswer> {
    return this.reads.run(ctx, async ({ db, now }) => {
      const plan = await findSupportPlan(db, planId);
      const called = await isCalledTo(db, planId, ctx.actor, localDay(now));
      if (!mayReadPlan(ctx.actor, plan.state, called)) throw notFound('support-plan');
      if (contentNumber !== undefined && contentNumber > plan.contentNumber) throw notFound('support-plan');
      const inForce = await contentOf(db, plan);
      const shown = await contentOf(db, { id: planId, contentNumber: contentNumber ?? plan.contentNumber });
      return {
        ...planFact({
          ...{ plan, shown: shown.content, inForce: inForce.content },
          form: (await formsOf(db, [planId], { part: shown.number })).get(planId),
          confirmation: await lastConfirmation(db, planId),
          actions: await actionsOf(db, planId),
        }),
        sharedWith: [...(await desksTold(db, plan))],
      };
    });
  }

  /** What a desk that was told sees of it, and nothing once the plan was taken back. */
  shared({ planId }: ReadSharedSupportPlanV1, ctx: CallContext): Promise<SharedSupportPlanAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const plan = await findSupportPlan(db, planId);
      const own = await desksOfMember(db, await desksTold(db, plan), ctx.actor.sub);
      if (own.length === 0) throw notFound('support-plan');
      const { content } = await contentOf(db, plan);
      const actions = (await actionsOf(db, planId)).filter(({ deskId }) => own.includes(deskId));
      return {
        planId,
        state: plan.state,
        personWords: content.personWords,
        goals: [...content.goals],
        actions: actions.map((action) => actionLine(action, content)),
      };
    });
  }

  ofCase({ caseRef, ...wish }: ListSupportPlansV1, ctx: CallContext): Promise<SupportPlanListAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      await findCase(db, caseRef);
      return pageOfPlans(db, { caseRef }, wish);
    });
  }

  inState({ state, ...wish }: ListOpenSupportPlansV1, ctx: CallContext): Promise<SupportPlanListAnswer> {
    return this.reads.run(ctx, ({ db }) => pageOfPlans(db, { state }, wish));
  }
}

/** Newest first, without words. */
async function pageOfPlans(
  db: EntityManager,
  which: Partial<Pick<SupportPlanEntity, 'caseRef' | 'state'>>,
  wish: PageWish,
): Promise<SupportPlanListAnswer> {
  const page = pageOf(wish);
  const query = db
    .createQueryBuilder(SupportPlanEntity, 'plan')
    .where(which)
    .orderBy('plan.number', 'DESC')
    .limit(page.limit + 1);
  if (page.below !== null) query.andWhere('plan.number < :below', { below: page.below });
  return paged(await query.getMany(), page, planLine);
}

const actionsOf = (db: EntityManager, planId: string): Promise<readonly PlanActionEntity[]> =>
  db
    .createQueryBuilder(PlanActionEntity, 'action')
    .where('action.planId = :planId', { planId })
    .orderBy('action.position')
    .getMany();
