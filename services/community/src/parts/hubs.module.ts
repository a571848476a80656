import type { Part } from '#libs/host';
import { AddHubProgramCommand } from '../commands/hubs/add-hub-program.command';
import { AddHubSpaceCommand } from '../commands/hubs/add-hub-space.command';
import { ChangeCarrierCommand } from '../commands/hubs/change-carrier.command';
import { ChangeGrantInfoCommand } from '../commands/hubs/change-grant-info.command';
import { ChangeHubProgramCommand } from '../commands/hubs/change-hub-program.command';
import { ChangeHubSpaceCommand } from '../commands/hubs/change-hub-space.command';
import { ChangeHubCommand } from '../commands/hubs/change-hub.command';
import { ChangeWatchAgreementCommand } from '../commands/hubs/change-watch-agreement.command';
import { CountConcernCommand } from '../commands/hubs/count-concern.command';
import { EnterCarrierCommand } from '../commands/hubs/enter-carrier.command';
import { EnterGrantInfoCommand } from '../commands/hubs/enter-grant-info.command';
import { EnterHubCommand } from '../commands/hubs/enter-hub.command';
import { EnterSupportedGroupCommand } from '../commands/hubs/enter-supported-group.command';
import { EnterWatchAgreementCommand } from '../commands/hubs/enter-watch-agreement.command';
import { KeepHubDayCommand } from '../commands/hubs/keep-hub-day.command';
import { LinkIssueToDevelopmentCommand } from '../commands/hubs/link-issue-to-development.command';
import { MoveSupportedGroupCommand } from '../commands/hubs/move-supported-group.command';
import { RaiseLocalIssueCommand } from '../commands/hubs/raise-local-issue.command';
import { RecordCarrierMatchCommand } from '../commands/hubs/record-carrier-match.command';
import { RecordDialogueCommand } from '../commands/hubs/record-dialogue.command';
import { RecordGroupContactsCommand } from '../commands/hubs/record-group-contacts.command';
import { GroupsRequests } from '../messages/hubs/groups.requests';
import { HubReportsRequests } from '../messages/hubs/hub-reports.requests';
import { HubsRequests } from '../messages/hubs/hubs.requests';
import { NetworksRequests } from '../messages/hubs/networks.requests';
import { CarriersQuery } from '../queries/hubs/carriers.query';
import { DialoguesQuery } from '../queries/hubs/dialogues.query';
import { GroupsQuery } from '../queries/hubs/groups.query';
import { HubReportsQuery } from '../queries/hubs/hub-reports.query';
import { HubsQuery } from '../queries/hubs/hubs.query';
import { WatchAgreementsQuery } from '../queries/hubs/watch-agreements.query';
import { CarrierEntity } from '../storage/hubs/carrier.entity';
import { DialogueTopicEntity } from '../storage/hubs/dialogue.entity';
import { GrantInfoEntity, SupportedGroupEntity } from '../storage/hubs/group.entity';
import { HubDayEntity, HubEntity, HubProgramEntity, HubSpaceEntity } from '../storage/hubs/hub.entity';
import { WatchAgreementEntity } from '../storage/hubs/watch-agreement.entity';
import { CreateHubs1760000000020 } from '../storage/migrations/1760000000020-create-hubs';

/** Hubs, support of groups, talks of residents, carriers, the watch network, and their reports. */
export const HUBS: Part = {
  doors: [HubsRequests, GroupsRequests, NetworksRequests, HubReportsRequests],
  providers: [
    ...[EnterHubCommand, ChangeHubCommand, AddHubSpaceCommand, ChangeHubSpaceCommand],
    ...[AddHubProgramCommand, ChangeHubProgramCommand, KeepHubDayCommand],
    ...[EnterSupportedGroupCommand, MoveSupportedGroupCommand, RecordGroupContactsCommand],
    ...[EnterGrantInfoCommand, ChangeGrantInfoCommand],
    ...[RecordDialogueCommand, RaiseLocalIssueCommand, LinkIssueToDevelopmentCommand],
    ...[EnterCarrierCommand, ChangeCarrierCommand, RecordCarrierMatchCommand],
    ...[EnterWatchAgreementCommand, ChangeWatchAgreementCommand, CountConcernCommand],
    ...[HubsQuery, GroupsQuery, DialoguesQuery, CarriersQuery, WatchAgreementsQuery, HubReportsQuery],
  ],
  tables: [
    ...[HubEntity, HubSpaceEntity, HubProgramEntity, HubDayEntity],
    ...[SupportedGroupEntity, GrantInfoEntity, DialogueTopicEntity, CarrierEntity, WatchAgreementEntity],
  ],
  migrations: [CreateHubs1760000000020],
};
