import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  AvailabilityReportedV1,
  ConsentWithdrawnV1,
  FollowUpRecordedV1,
  MenuChangedV1,
  PersonDeceasedV1,
  SupportPlanDecidedV1,
  ResourceSuspendedV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Hears } from '#libs/messaging';
import { ForgetPersonCommand } from '../commands/learning/forget-person.command';
import { LearnMenuCommand } from '../commands/learning/learn-menu.command';
import { LearnReportCommand } from '../commands/learning/learn-report.command';
import { StopForDeathCommand } from '../commands/learning/stop-for-death.command';
import { AdvisePlacementCommand } from '../commands/placements/advise-placement.command';
import { CheckPlacementsCommand } from '../commands/placements/check-placements.command';
import { KeepReferralCommand } from '../commands/referrals/keep-referral.command';

/** Everything matching listens to. If it is not in this table, matching does not hear it. */
@Controller()
export class MatchingSubscriptions {
  constructor(
    private readonly learnMenu: LearnMenuCommand,
    private readonly learnReport: LearnReportCommand,
    private readonly forgetPerson: ForgetPersonCommand,
    private readonly advisePlacement: AdvisePlacementCommand,
    private readonly stopForDeath: StopForDeathCommand,
    private readonly checkPlacements: CheckPlacementsCommand,
    private readonly keepReferral: KeepReferralCommand,
  ) {}

  @Hears(MenuChangedV1)
  menuChanged(@Payload() event: MenuChangedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.learnMenu.execute(event, ctx);
  }

  @Hears(AvailabilityReportedV1)
  availabilityReported(@Payload() event: AvailabilityReportedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.learnReport.execute(event, ctx);
  }

  @Hears(ResourceSuspendedV1)
  resourceSuspended(@Payload() event: ResourceSuspendedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.checkPlacements.open(event, ctx);
  }

  @Hears(ConsentWithdrawnV1)
  consentWithdrawn(@Payload() event: ConsentWithdrawnV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.forgetPerson.execute(event, ctx);
  }

  @Hears(PersonDeceasedV1)
  personDeceased(@Payload() event: PersonDeceasedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.stopForDeath.execute(event, ctx);
  }

  @Hears(FollowUpRecordedV1)
  followUpRecorded(@Payload() event: FollowUpRecordedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.advisePlacement.execute(event, ctx);
  }

  @Hears(SupportPlanDecidedV1)
  supportPlanDecided(@Payload() event: SupportPlanDecidedV1, @Ctx() ctx: CallContext): Promise<void> {
    return this.keepReferral.execute(event, ctx);
  }
}
