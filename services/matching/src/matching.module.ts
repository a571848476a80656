import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '#libs/host';
import { ReadScope } from '#libs/persistence';
import { AcceptMatchRequestCommand } from './commands/requests/accept-match-request.command';
import { CancelMatchRequestCommand } from './commands/requests/cancel-match-request.command';
import { ChangeNeedCommand } from './commands/requests/change-need.command';
import { CloseMatchRequestCommand } from './commands/requests/close-match-request.command';
import { DecideReviewCommand } from './commands/requests/decide-review.command';
import { OpenMatchRequestCommand } from './commands/requests/open-match-request.command';
import { ParkMatchRequestCommand } from './commands/requests/park-match-request.command';
import { RecordAllDeclinedCommand } from './commands/requests/record-all-declined.command';
import { RecordRefusalCommand } from './commands/requests/record-refusal.command';
import { RecordUnmetNeedCommand } from './commands/requests/record-unmet-need.command';
import { ResumeSearchCommand } from './commands/requests/resume-search.command';
import { SearchAfterPlacementCommand } from './commands/requests/search-after-placement.command';
import { SearchCandidatesCommand } from './commands/requests/search-candidates.command';
import { ShortlistCommand } from './commands/requests/shortlist.command';
import { AcceptProposalCommand } from './commands/proposals/accept-proposal.command';
import { AnswerWillingCommand } from './commands/proposals/answer-willing.command';
import { CreateProposalCommand } from './commands/proposals/create-proposal.command';
import { EndByHostCommand } from './commands/proposals/end-by-host.command';
import { EndByPersonCommand } from './commands/proposals/end-by-person.command';
import { EndOverdueProposalCommand } from './commands/proposals/end-overdue-proposal.command';
import { InquireAnonymouslyCommand } from './commands/proposals/inquire-anonymously.command';
import { InquireNamedCommand } from './commands/proposals/inquire-named.command';
import { OfferProposalCommand } from './commands/proposals/offer-proposal.command';
import { RecordInterestCommand } from './commands/proposals/record-interest.command';
import { RecordTrialDoneCommand } from './commands/proposals/record-trial-done.command';
import { RevokeProposalCommand } from './commands/proposals/revoke-proposal.command';
import { ScheduleTrialCommand } from './commands/proposals/schedule-trial.command';
import { AdvisePlacementCommand } from './commands/placements/advise-placement.command';
import { CheckPlacementsCommand } from './commands/placements/check-placements.command';
import { CloseSupportCommand } from './commands/placements/close-support.command';
import { EndPlacementCommand } from './commands/placements/end-placement.command';
import { MovePlacementCommand } from './commands/placements/move-placement.command';
import { PausePlacementCommand } from './commands/placements/pause-placement.command';
import { StabilizePlacementCommand } from './commands/placements/stabilize-placement.command';
import { StartPlacementCommand } from './commands/placements/start-placement.command';
import { TakeUpPlacementCommand } from './commands/placements/take-up-placement.command';
import { HoldPlacesCommand } from './commands/ledger/hold-places.command';
import { TellRoomCommand } from './commands/ledger/tell-room.command';
import { ForgetPersonCommand } from './commands/learning/forget-person.command';
import { LearnMenuCommand } from './commands/learning/learn-menu.command';
import { LearnReportCommand } from './commands/learning/learn-report.command';
import { StopForDeathCommand } from './commands/learning/stop-for-death.command';
import { DeclineReferralCommand } from './commands/referrals/decline-referral.command';
import { KeepReferralCommand } from './commands/referrals/keep-referral.command';
import { SetMatchingSettingsCommand } from './commands/settings/set-matching-settings.command';
import { KeepAreaPopulationCommand } from './commands/areas/keep-area-population.command';
import { DecideEmergencyCommand } from './commands/emergencies/decide-emergency.command';
import { OpenEmergencyCommand } from './commands/emergencies/open-emergency.command';
import { TakeBedCommand } from './commands/emergencies/take-bed.command';
import { readConfig } from './config';
import { KnownPlaces } from './domain/known-places';
import { Memory } from './domain/memory';
import { EmergencyRequests } from './messages/emergency-requests';
import { JointRequests } from './messages/joint-requests';
import { LedgerRequests } from './messages/ledger-requests';
import { MatchRequestSteps, SearchRequests } from './messages/match-request-requests';
import { OversightRequests } from './messages/oversight-requests';
import { ParticipationReferralRequests } from './messages/participation-referral-requests';
import { PlacementCheckRequests } from './messages/placement-check-requests';
import { PlacementEnds, PlacementRequests } from './messages/placement-requests';
import { ProposalEnds, ProposalRequests } from './messages/proposal-requests';
import { RankingRequests } from './messages/ranking-requests';
import { MatchingSubscriptions } from './messages/subscriptions';
import { Intake } from './neighbours/intake';
import { Others } from './neighbours/others';
import { AreaQueries } from './queries/area.queries';
import { CapacityQueries } from './queries/capacity.queries';
import { DueQueries } from './queries/due.queries';
import { EmergencyQueries } from './queries/emergency.queries';
import { FollowedQueries } from './queries/followed.queries';
import { HouseholdMatchQuery } from './queries/household-match.query';
import { MatchRequestQueries } from './queries/match-request.queries';
import { ParticipationReferralQueries } from './queries/participation-referral.queries';
import { PeopleSearchQuery } from './queries/people-search.query';
import { PlacementCheckQueries } from './queries/placement-check.queries';
import { PlacementQueries } from './queries/placement.queries';
import { ProposalQueries } from './queries/proposal.queries';
import { RankingQueries } from './queries/ranking.queries';
import { SeatsWantedQuery } from './queries/seats-wanted.query';
import { SettingsQueries } from './queries/settings.queries';
import { StalledQueries } from './queries/stalled.queries';
import { WaitingMatchesQuery } from './queries/waiting-matches.query';
import { EmergencyEntity } from './storage/emergency.entity';
import { WhyNotQuery } from './queries/why-not.query';
import { Lookups } from './storage/lookups';
import { MatchRequestEntity } from './storage/match-request.entity';
import { CreateMatching1760000000000 } from './storage/migrations/1760000000000-create-matching';
import { CreateParticipationReferrals1760000000010 } from './storage/migrations/1760000000010-create-participation-referrals';
import { ParticipationReferralEntity } from './storage/participation-referral.entity';
import { CreatePlacementChecks1760000000100 } from './storage/migrations/1760000000100-create-placement-checks';
import { PlacementCheckEntity } from './storage/placement-check.entity';
import { PlacementEntity } from './storage/placement.entity';
import { ProposalEntity } from './storage/proposal.entity';
import { Ranker } from './storage/ranker';
import { RankingEntity } from './storage/ranking.entity';
import { ShownPlaces } from './storage/shown-places';
import { DueTimer } from './timers/due.timer';
import { MemoryTimer } from './timers/memory.timer';

const COMMANDS = [
  AcceptMatchRequestCommand,
  CancelMatchRequestCommand,
  ChangeNeedCommand,
  CloseMatchRequestCommand,
  DecideReviewCommand,
  OpenMatchRequestCommand,
  ParkMatchRequestCommand,
  RecordAllDeclinedCommand,
  RecordRefusalCommand,
  RecordUnmetNeedCommand,
  ResumeSearchCommand,
  SearchAfterPlacementCommand,
  SearchCandidatesCommand,
  ShortlistCommand,
  AcceptProposalCommand,
  AnswerWillingCommand,
  CreateProposalCommand,
  EndByHostCommand,
  EndByPersonCommand,
  EndOverdueProposalCommand,
  InquireAnonymouslyCommand,
  InquireNamedCommand,
  OfferProposalCommand,
  RecordInterestCommand,
  RecordTrialDoneCommand,
  RevokeProposalCommand,
  ScheduleTrialCommand,
  AdvisePlacementCommand,
  CheckPlacementsCommand,
  CloseSupportCommand,
  EndPlacementCommand,
  MovePlacementCommand,
  PausePlacementCommand,
  StabilizePlacementCommand,
  StartPlacementCommand,
  TakeUpPlacementCommand,
  HoldPlacesCommand,
  TellRoomCommand,
  ForgetPersonCommand,
  LearnMenuCommand,
  LearnReportCommand,
  StopForDeathCommand,
  KeepReferralCommand,
  DeclineReferralCommand,
  SetMatchingSettingsCommand,
  KeepAreaPopulationCommand,
  OpenEmergencyCommand,
  TakeBedCommand,
  DecideEmergencyCommand,
];

const QUERIES = [
  AreaQueries,
  EmergencyQueries,
  StalledQueries,
  CapacityQueries,
  DueQueries,
  MatchRequestQueries,
  PlacementCheckQueries,
  PlacementQueries,
  ProposalQueries,
  FollowedQueries,
  RankingQueries,
  SettingsQueries,
  WhyNotQuery,
  HouseholdMatchQuery,
  PeopleSearchQuery,
  WaitingMatchesQuery,
  SeatsWantedQuery,
  ParticipationReferralQueries,
];

/** 参加支援: needs, ranking, proposals, placements and the ledger of places. */
@Module({
  controllers: [
    SearchRequests,
    MatchRequestSteps,
    ProposalRequests,
    ProposalEnds,
    PlacementRequests,
    PlacementEnds,
    PlacementCheckRequests,
    LedgerRequests,
    EmergencyRequests,
    OversightRequests,
    RankingRequests,
    JointRequests,
    ParticipationReferralRequests,
    MatchingSubscriptions,
  ],
  providers: [
    ...COMMANDS,
    ...QUERIES,
    Intake,
    Others,
    { provide: KnownPlaces, useFactory: () => new KnownPlaces() },
    { provide: Memory, useFactory: (places: KnownPlaces) => new Memory(places), inject: [KnownPlaces] },
    { provide: ShownPlaces, useFactory: (reads: ReadScope) => new ShownPlaces(reads), inject: [ReadScope] },
    {
      provide: Ranker,
      useFactory: (memory: Memory, shown: ShownPlaces) => new Ranker(memory, shown),
      inject: [Memory, ShownPlaces],
    },
    { provide: Lookups, useFactory: (reads: ReadScope) => new Lookups(reads), inject: [ReadScope] },
    DueTimer,
    MemoryTimer,
  ],
})
class MatchingModule {}

export const MATCHING: ServiceDefinition = {
  name: 'matching',
  config: readConfig,
  module: () => MatchingModule,
  store: {
    entities: [
      EmergencyEntity,
      MatchRequestEntity,
      RankingEntity,
      ProposalEntity,
      PlacementEntity,
      PlacementCheckEntity,
      ParticipationReferralEntity,
    ],
    migrations: [
      CreateMatching1760000000000,
      CreateParticipationReferrals1760000000010,
      CreatePlacementChecks1760000000100,
    ],
  },
};
