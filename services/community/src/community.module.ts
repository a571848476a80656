import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '#libs/host';
import { AddMenuCommand } from './commands/add-menu.command';
import { AgeAvailabilityCommand } from './commands/age-availability.command';
import { AskAboutCommitmentCommand } from './commands/ask-about-commitment.command';
import { NoteRoomAgainCommand } from './commands/note-room-again.command';
import { AssessHostCommand } from './commands/assess-host.command';
import { CompleteDevelopmentCommand } from './commands/complete-development.command';
import { CorrectResourceCommand } from './commands/correct-resource.command';
import { MoveResourceCommand } from './commands/move-resource.command';
import { RecordIntroductionCommand } from './commands/record-introduction.command';
import { RegisterOrganizationCommand } from './commands/register-organization.command';
import { RegisterResourceCommand } from './commands/register-resource.command';
import { ReplaceMenuCommand } from './commands/replace-menu.command';
import { ReportAvailabilityCommand } from './commands/report-availability.command';
import { RequestDevelopmentCommand } from './commands/request-development.command';
import { readConfig } from './config';
import { HostRequests } from './messages/hosts.requests';
import { RegistryRequests } from './messages/requests';
import { ResourceStepRequests } from './messages/resource-steps.requests';
import { CommunitySubscriptions } from './messages/subscriptions';
import { AvailabilityQuery } from './queries/availability.query';
import { CountsQuery } from './queries/counts.query';
import { DueQuery } from './queries/due.query';
import { MenusQuery } from './queries/menus.query';
import { OrganizationsQuery } from './queries/organizations.query';
import { ResourcesQuery } from './queries/resources.query';
import { AvailabilityEntity } from './storage/availability.entity';
import { MenuEntity } from './storage/menu.entity';
import { CreateCommunity1760000000000 } from './storage/migrations/1760000000000-create-community';
import { OrganizationEntity } from './storage/organization.entity';
import { ResourceDevelopmentEntity } from './storage/resource-development.entity';
import { ResourceEntity } from './storage/resource.entity';
import { DaysPassedTimer } from './timers/days-passed.timer';

@Module({
  controllers: [RegistryRequests, ResourceStepRequests, HostRequests, CommunitySubscriptions],
  providers: [
    RegisterOrganizationCommand,
    RegisterResourceCommand,
    CorrectResourceCommand,
    MoveResourceCommand,
    AddMenuCommand,
    ReplaceMenuCommand,
    AssessHostCommand,
    ReportAvailabilityCommand,
    AgeAvailabilityCommand,
    RecordIntroductionCommand,
    RequestDevelopmentCommand,
    CompleteDevelopmentCommand,
    AskAboutCommitmentCommand,
    NoteRoomAgainCommand,
    OrganizationsQuery,
    ResourcesQuery,
    MenusQuery,
    AvailabilityQuery,
    CountsQuery,
    DueQuery,
    DaysPassedTimer,
  ],
})
class CommunityModule {}

/** What it takes to start this service, as a process or inside a test. */
export const COMMUNITY: ServiceDefinition = {
  name: 'community',
  config: readConfig,
  module: () => CommunityModule,
  store: {
    entities: [OrganizationEntity, ResourceEntity, MenuEntity, AvailabilityEntity, ResourceDevelopmentEntity],
    migrations: [CreateCommunity1760000000000],
  },
};
