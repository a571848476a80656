import type { Part } from '#libs/host';
import { ConfirmParticipationPlanCommand } from '../commands/plans/confirm-participation-plan.command';
import { DraftParticipationPlanCommand } from '../commands/plans/draft-participation-plan.command';
import { WithdrawParticipationPlanCommand } from '../commands/plans/withdraw-participation-plan.command';
import { PlanRequests } from '../messages/plan-requests';
import { ParticipationPlanQueries } from '../queries/participation-plan.queries';
import { ParticipationPlanEntity } from '../storage/participation-plan.entity';

/** What people want to reach, and who does what for it. */
export const PLANS: Part = {
  doors: [PlanRequests],
  providers: [
    ParticipationPlanQueries,
    ConfirmParticipationPlanCommand,
    DraftParticipationPlanCommand,
    WithdrawParticipationPlanCommand,
  ],
  tables: [ParticipationPlanEntity],
  migrations: [],
};
