import { Injectable } from '@nestjs/common';
import { type Acted, type ConfirmParticipationPlanV1, ParticipationPlanConfirmedV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { UnitOfWork } from '#libs/messaging';
import { nextPlanState, refuseFutureConfirmation } from '../../domain/participation-plan';
import { changePlan, lockPlan } from '../../storage/participation-plans.store';

@Injectable()
export class ConfirmParticipationPlanCommand {
  constructor(private readonly unit: UnitOfWork) {}

  execute(input: ConfirmParticipationPlanV1, ctx: CallContext): Promise<Acted> {
    return this.unit.run(ctx, async (tx) => {
      const plan = await lockPlan(tx.db, input.planId, ctx.expectedVersion);
      const state = nextPlanState(plan.state, 'confirm');
      refuseFutureConfirmation(input.confirmedOn, tx.today);
      const version = await changePlan(tx.db, plan, {
        state,
        confirmedOn: input.confirmedOn,
        confirmationMethod: input.method,
        personWords: input.personWords,
      });
      const { id: planId, caseRef, personRef } = plan;
      await tx.publish(ParticipationPlanConfirmedV1, { planId, caseRef, personRef, version });
      return { id: planId, state, version };
    });
  }
}
