import { Injectable } from '@nestjs/common';
import type {
  ParticipationPlanAnswer,
  ParticipationPlanFactsAnswer,
  ParticipationPlanFactsV1,
  ReadParticipationPlanV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { findRow, ReadScope } from '#libs/persistence';
import { supportPlanNeed } from '../domain/multi-agency';
import { findCase } from '../storage/cases.store';
import { multiAgencyOf } from '../storage/multi-agency.store';
import { ParticipationPlanEntity } from '../storage/participation-plan.entity';

@Injectable()
export class ParticipationPlanQueries {
  constructor(private readonly reads: ReadScope) {}

  async byId({ planId }: ReadParticipationPlanV1, ctx: CallContext): Promise<ParticipationPlanAnswer> {
    const plan = await this.find(planId, ctx);
    const { goal, wishes, confirmedOn, personWords } = plan;
    return { ...factsOf(plan), goal, wishes, confirmedOn, personWords };
  }

  /** For other services: state and references, none of the words. */
  facts({ planId }: ParticipationPlanFactsV1, ctx: CallContext): Promise<ParticipationPlanFactsAnswer> {
    return this.reads.run(ctx, async ({ db }) => {
      const plan = await findRow(db, ParticipationPlanEntity, planId, 'participation-plan');
      const kase = await findCase(db, plan.caseRef);
      return { ...factsOf(plan), supportPlan: supportPlanNeed(await multiAgencyOf(db, kase)) };
    });
  }

  private find(planId: string, ctx: CallContext): Promise<ParticipationPlanEntity> {
    return this.reads.run(ctx, ({ db }) => findRow(db, ParticipationPlanEntity, planId, 'participation-plan'));
  }
}

const factsOf = ({
  id,
  caseRef,
  personRef,
  state,
  version,
}: ParticipationPlanEntity): Omit<ParticipationPlanFactsAnswer, 'supportPlan'> => ({
  planId: id,
  caseRef,
  personRef,
  state,
  version,
});
