import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '#libs/host';
import { EndFollowUpsCommand } from './commands/end-follow-ups.command';
import { HandOverEngagementCommand } from './commands/hand-over-engagement.command';
import { IdentifyEngagementCommand } from './commands/identify-engagement.command';
import { MoveEngagementCommand } from './commands/move-engagement.command';
import { OpenFollowUpCommand } from './commands/open-follow-up.command';
import { PlanFollowUpsCommand } from './commands/plan-follow-ups.command';
import { RaiseSafetyConcernCommand } from './commands/raise-safety-concern.command';
import { RecordContactCommand } from './commands/record-contact.command';
import { RecordFollowUpCommand } from './commands/record-follow-up.command';
import { RecordHostSupportCommand } from './commands/record-host-support.command';
import { SettleFollowUpsCommand } from './commands/settle-follow-ups.command';
import { StopAftercareCommand } from './commands/stop-aftercare.command';
import { StopForDeathCommand } from './commands/stop-for-death.command';
import { readConfig } from './config';
import { EngagementRequests } from './messages/engagement-requests';
import { EngagementStepRequests } from './messages/engagement-step-requests';
import { FollowUpRequests } from './messages/requests';
import { OutreachSubscriptions } from './messages/subscriptions';
import { EngagementQueries } from './queries/engagement.queries';
import { FollowUpQueries } from './queries/follow-up.queries';
import { CreateOutreach1760000000000 } from './storage/migrations/1760000000000-create-outreach';
import { OUTREACH_TABLES } from './storage/tables';
import { FollowUpTimer } from './timers/follow-up.timer';

@Module({
  controllers: [FollowUpRequests, EngagementRequests, EngagementStepRequests, OutreachSubscriptions],
  providers: [
    FollowUpQueries,
    EngagementQueries,
    PlanFollowUpsCommand,
    SettleFollowUpsCommand,
    EndFollowUpsCommand,
    StopAftercareCommand,
    StopForDeathCommand,
    OpenFollowUpCommand,
    RecordFollowUpCommand,
    RecordHostSupportCommand,
    IdentifyEngagementCommand,
    MoveEngagementCommand,
    RecordContactCommand,
    RaiseSafetyConcernCommand,
    HandOverEngagementCommand,
    FollowUpTimer,
  ],
})
class OutreachModule {}

export const OUTREACH: ServiceDefinition = {
  name: 'outreach',
  config: readConfig,
  module: () => OutreachModule,
  store: { entities: OUTREACH_TABLES, migrations: [CreateOutreach1760000000000] },
};
