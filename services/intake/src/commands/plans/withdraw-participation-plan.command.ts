import { Injectable } from '@nestjs/common';
import type { Acted, WithdrawParticipationPlanV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { nextPlanState } from '../../domain/participation-plan';
import { changePlan, lockPlan } from '../../storage/participation-plans.store';

@Injectable()
export class WithdrawParticipationPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute({ planId, reason }: WithdrawParticipationPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockPlan(tx.db, planId, ctx.expectedVersion);
      const state = nextPlanState(plan.state, 'withdraw');
      const version = await changePlan(tx.db, plan, { state, withdrawalReason: reason });
      return { id: planId, state, version };
    });
  }
}
