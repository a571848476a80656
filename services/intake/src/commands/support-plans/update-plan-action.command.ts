import { Injectable } from '@nestjs/common';
import type { Acted, UpdatePlanActionV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { checkUpdate } from '../../domain/plan-action';
import { findAction, lockAction, updateAction } from '../../storage/plan-actions.store';
import { sharePlan } from '../../storage/plan-shares.store';
import { holdPlan, holdsNoMore } from '../../storage/support-plans.store';

@Injectable()
export class UpdatePlanActionCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Whoever takes a role over learns of the plan, as far as the person agreed. */
  execute({ actionId, state, note, ...more }: UpdatePlanActionV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const { planId } = await findAction(tx.db, actionId);
      const plan = await holdPlan(tx.db, planId);
      const action = await lockAction(tx.db, actionId, ctx.expectedVersion);
      const update = { state, milestone: more.milestone ?? null, toDeskId: more.toDeskId ?? null };
      checkUpdate(action, { state: plan.state, over: await holdsNoMore(tx.db, plan) }, update);
      const deskIds = update.toDeskId === null ? [] : [update.toDeskId];
      await sharePlan(tx, plan, { deskIds, field: 'toDeskId' }, ctx.actor);
      const said = { note, updatedBy: ctx.actor.sub, updatedAt: tx.now };
      return { id: actionId, state, version: await updateAction(tx.db, action, update, said) };
    });
  }
}
