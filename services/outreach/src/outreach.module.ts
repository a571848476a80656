import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '#libs/host';
import { ApplyWithdrawalCommand } from './commands/apply-withdrawal.command';
import { BeginReachingCommand } from './commands/begin-reaching.command';
import { DeclineApplicationCommand } from './commands/decline-application.command';
import { DisposeConcernWordsCommand } from './commands/dispose-concern-words.command';
import { EndFollowUpsCommand } from './commands/end-follow-ups.command';
import { HandOverEngagementCommand } from './commands/hand-over-engagement.command';
import { IdentifyEngagementCommand } from './commands/identify-engagement.command';
import { KeepApplicationCommand } from './commands/keep-application.command';
import { LinkConcernCommand } from './commands/link-concern.command';
import { MoveEngagementCommand } from './commands/move-engagement.command';
import { OpenFollowUpCommand } from './commands/open-follow-up.command';
import { PlanFollowUpsCommand } from './commands/plan-follow-ups.command';
import { RaiseSafetyConcernCommand } from './commands/raise-safety-concern.command';
import { RecordContactCommand } from './commands/record-contact.command';
import { RecordFollowUpCommand } from './commands/record-follow-up.command';
import { RecordHostSupportCommand } from './commands/record-host-support.command';
import { ReportConcernCommand } from './commands/report-concern.command';
import { SettleConcernCommand } from './commands/settle-concern.command';
import { SettleFollowUpsCommand } from './commands/settle-follow-ups.command';
import { StopForDeathCommand } from './commands/stop-for-death.command';
import { TakeUpApplicationCommand } from './commands/take-up-application.command';
import { TakeConcernCommand } from './commands/take-concern.command';
import { readConfig } from './config';
import { ConcernRequests } from './messages/concern-requests';
import { ApplicationRequests } from './messages/application-requests';
import { EngagementRequests } from './messages/engagement-requests';
import { EngagementStepRequests } from './messages/engagement-step-requests';
import { FollowUpRequests } from './messages/requests';
import { OutreachSubscriptions } from './messages/subscriptions';
import { Intake } from './neighbours/intake';
import { ApplicationQueries } from './queries/application.queries';
import { ConcernQueries } from './queries/concern.queries';
import { EngagementQueries } from './queries/engagement.queries';
import { FollowUpQueries } from './queries/follow-up.queries';
import { CreateOutreach1760000000000 } from './storage/migrations/1760000000000-create-outreach';
import { CreateApplications1760000000010 } from './storage/migrations/1760000000010-create-applications';
import { OUTREACH_TABLES } from './storage/tables';
import { ConcernWordsTimer } from './timers/concern-words.timer';
import { FollowUpTimer } from './timers/follow-up.timer';

@Module({
  controllers: [
    FollowUpRequests,
    EngagementRequests,
    EngagementStepRequests,
    ApplicationRequests,
    ConcernRequests,
    OutreachSubscriptions,
  ],
  providers: [
    FollowUpQueries,
    EngagementQueries,
    ConcernQueries,
    ApplicationQueries,
    Intake,
    PlanFollowUpsCommand,
    SettleFollowUpsCommand,
    EndFollowUpsCommand,
    ApplyWithdrawalCommand,
    StopForDeathCommand,
    OpenFollowUpCommand,
    RecordFollowUpCommand,
    RecordHostSupportCommand,
    IdentifyEngagementCommand,
    MoveEngagementCommand,
    BeginReachingCommand,
    KeepApplicationCommand,
    TakeUpApplicationCommand,
    DeclineApplicationCommand,
    RecordContactCommand,
    RaiseSafetyConcernCommand,
    HandOverEngagementCommand,
    ReportConcernCommand,
    TakeConcernCommand,
    LinkConcernCommand,
    SettleConcernCommand,
    DisposeConcernWordsCommand,
    ConcernWordsTimer,
    FollowUpTimer,
  ],
})
class OutreachModule {}

export const OUTREACH: ServiceDefinition = {
  name: 'outreach',
  config: readConfig,
  module: () => OutreachModule,
  store: { entities: OUTREACH_TABLES, migrations: [CreateOutreach1760000000000, CreateApplications1760000000010] },
};
