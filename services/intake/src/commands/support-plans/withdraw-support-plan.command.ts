import { Injectable } from '@nestjs/common';
import type { Acted, WithdrawSupportPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { holdPlan, withdrawPlan } from '../../storage/support-plans.store';

@Injectable()
export class WithdrawSupportPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  /** Sharing stops; what agencies do for the person alone, and what the person takes part in, goes on. */
  execute({ planId, ...detail }: WithdrawSupportPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await holdPlan(tx.db, planId, ctx.expectedVersion);
      return withdrawPlan(tx, plan, ctx.actor, detail);
    });
  }
}
