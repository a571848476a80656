import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  ConsentWithdrawnV1,
  PersonDeceasedV1,
  PlacementEndedV1,
  PlacementStartedV1,
  PlacementSupportClosedV1,
  SupportPlanDecidedV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Hears } from '#libs/messaging';
import { ApplyWithdrawalCommand } from '../commands/apply-withdrawal.command';
import { EndFollowUpsCommand } from '../commands/end-follow-ups.command';
import { KeepApplicationCommand } from '../commands/keep-application.command';
import { PlanFollowUpsCommand } from '../commands/plan-follow-ups.command';
import { SettleFollowUpsCommand } from '../commands/settle-follow-ups.command';
import { StopForDeathCommand } from '../commands/stop-for-death.command';

/** Everything that outreach listens to. If it is not in this table, outreach does not hear it. */
@Controller()
export class OutreachSubscriptions {
  constructor(
    private readonly plan: PlanFollowUpsCommand,
    private readonly settle: SettleFollowUpsCommand,
    private readonly end: EndFollowUpsCommand,
    private readonly applyWithdrawal: ApplyWithdrawalCommand,
    private readonly stopForDeath: StopForDeathCommand,
    private readonly keepApplication: KeepApplicationCommand,
  ) {}

  @Hears(PlacementStartedV1)
  placementStarted(@Payload() started: PlacementStartedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.plan.execute(started, ctx);
  }

  @Hears(PlacementSupportClosedV1)
  supportClosed(@Payload() closed: PlacementSupportClosedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.settle.execute(closed, ctx);
  }

  @Hears(PlacementEndedV1)
  placementEnded(@Payload() ended: PlacementEndedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.end.execute(ended, ctx);
  }

  @Hears(ConsentWithdrawnV1)
  consentWithdrawn(@Payload() withdrawn: ConsentWithdrawnV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.applyWithdrawal.execute(withdrawn, ctx);
  }

  @Hears(SupportPlanDecidedV1)
  supportPlanDecided(@Payload() decided: SupportPlanDecidedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.keepApplication.execute(decided, ctx);
  }

  @Hears(PersonDeceasedV1)
  personDeceased(@Payload() { caseRefs, personRefs }: PersonDeceasedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.stopForDeath.execute([...caseRefs, ...personRefs], ctx);
  }
}
