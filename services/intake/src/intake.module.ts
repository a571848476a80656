import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '#libs/host';
import { readConfig } from './config';
import { AcceptSupportCommand } from './commands/cases/accept-support.command';
import { ClearEmergencyCommand } from './commands/cases/clear-emergency.command';
import { CloseCaseCommand } from './commands/cases/close-case.command';
import { EndCaseEarlyCommand } from './commands/cases/end-case-early.command';
import { LinkPersonCommand } from './commands/cases/link-person.command';
import { ProvideInfoCommand } from './commands/cases/provide-info.command';
import { RaiseEmergencyCommand } from './commands/cases/raise-emergency.command';
import { ReceiveConsultationCommand } from './commands/cases/receive-consultation.command';
import { RecordAssessmentCommand } from './commands/cases/record-assessment.command';
import { RefuseLaterStepCommand } from './commands/cases/refuse-later-step.command';
import { ReopenCaseCommand } from './commands/cases/reopen-case.command';
import { StartAftercareCommand } from './commands/cases/start-aftercare.command';
import { TakePlainStepCommand } from './commands/cases/take-plain-step.command';
import { TriageCaseCommand } from './commands/cases/triage-case.command';
import { AmendConsentCommand } from './commands/consents/amend-consent.command';
import { AskGuardianCommand } from './commands/consents/ask-guardian.command';
import { ExpireConsentCommand } from './commands/consents/expire-consent.command';
import { ExplainConsentCommand } from './commands/consents/explain-consent.command';
import { GrantConsentCommand } from './commands/consents/grant-consent.command';
import { RecordGuardianWordCommand } from './commands/consents/record-guardian-word.command';
import { RefuseConsentCommand } from './commands/consents/refuse-consent.command';
import { RefuseExceptionCommand } from './commands/consents/refuse-exception.command';
import { WithdrawConsentCommand } from './commands/consents/withdraw-consent.command';
import { ConfirmDestructionCommand } from './commands/disclosures/confirm-destruction.command';
import { EndDisclosureCommand } from './commands/disclosures/end-disclosure.command';
import { OpenDisclosureCommand } from './commands/disclosures/open-disclosure.command';
import { CorrectNoteCommand } from './commands/notes/correct-note.command';
import { WriteNoteCommand } from './commands/notes/write-note.command';
import { EnterHouseholdCommand } from './commands/persons/enter-household.command';
import { EnterPersonCommand } from './commands/persons/enter-person.command';
import { RecordSafetyCommand } from './commands/persons/record-safety.command';
import { UpdatePersonCommand } from './commands/persons/update-person.command';
import { ConfirmParticipationPlanCommand } from './commands/plans/confirm-participation-plan.command';
import { DraftParticipationPlanCommand } from './commands/plans/draft-participation-plan.command';
import { WithdrawParticipationPlanCommand } from './commands/plans/withdraw-participation-plan.command';
import { CaseQueries } from './queries/case.queries';
import { DisclosureQueries } from './queries/disclosure.queries';
import { NoteQueries } from './queries/note.queries';
import { ParticipationPlanQueries } from './queries/participation-plan.queries';
import { PermissionQueries } from './queries/permission.queries';
import { PersonQueries } from './queries/person.queries';
import { CaseRequests } from './messages/case-requests';
import { CaseStepRequests } from './messages/case-step-requests';
import { ConsentRequests } from './messages/consent-requests';
import { LaterCaseStepRequests } from './messages/later-case-step-requests';
import { PermissionRequests } from './messages/permission-requests';
import { PersonRequests } from './messages/person-requests';
import { PlanRequests } from './messages/plan-requests';
import { IntakeSubscriptions } from './messages/subscriptions';
import { AssessmentEntity } from './storage/assessment.entity';
import { CaseEntity, CaseStepEntity } from './storage/case.entity';
import { ConsentEntity, ConsentRecordEntity } from './storage/consent.entity';
import { DisclosureEntity, DestructionRequestEntity } from './storage/disclosure.entity';
import { HouseholdEntity, HouseholdMemberEntity } from './storage/household.entity';
import { NoteEntity, NoteCorrectionEntity } from './storage/note.entity';
import { ParticipationPlanEntity } from './storage/participation-plan.entity';
import { PersonEntity } from './storage/person.entity';
import { CreateIntake1760000000000 } from './storage/migrations/1760000000000-create-intake';
import { ConsentExpiryTimer } from './timers/consent-expiry.timer';

const DOORS = [
  CaseRequests,
  CaseStepRequests,
  ConsentRequests,
  LaterCaseStepRequests,
  PermissionRequests,
  PersonRequests,
  PlanRequests,
  IntakeSubscriptions,
];
const QUERIES = [
  CaseQueries,
  DisclosureQueries,
  NoteQueries,
  ParticipationPlanQueries,
  PermissionQueries,
  PersonQueries,
];
const COMMANDS = [
  AcceptSupportCommand,
  ClearEmergencyCommand,
  CloseCaseCommand,
  EndCaseEarlyCommand,
  LinkPersonCommand,
  ProvideInfoCommand,
  RaiseEmergencyCommand,
  ReceiveConsultationCommand,
  RecordAssessmentCommand,
  RefuseLaterStepCommand,
  ReopenCaseCommand,
  StartAftercareCommand,
  TakePlainStepCommand,
  TriageCaseCommand,
  AmendConsentCommand,
  AskGuardianCommand,
  ExpireConsentCommand,
  ExplainConsentCommand,
  GrantConsentCommand,
  RecordGuardianWordCommand,
  RefuseConsentCommand,
  RefuseExceptionCommand,
  WithdrawConsentCommand,
  ConfirmDestructionCommand,
  EndDisclosureCommand,
  OpenDisclosureCommand,
  CorrectNoteCommand,
  WriteNoteCommand,
  EnterHouseholdCommand,
  EnterPersonCommand,
  RecordSafetyCommand,
  UpdatePersonCommand,
  ConfirmParticipationPlanCommand,
  DraftParticipationPlanCommand,
  WithdrawParticipationPlanCommand,
];
const TABLES = [
  AssessmentEntity,
  CaseEntity,
  CaseStepEntity,
  ConsentEntity,
  ConsentRecordEntity,
  DisclosureEntity,
  DestructionRequestEntity,
  HouseholdEntity,
  HouseholdMemberEntity,
  NoteEntity,
  NoteCorrectionEntity,
  ParticipationPlanEntity,
  PersonEntity,
];

/** What is in the box. */
@Module({ controllers: DOORS, providers: [...QUERIES, ...COMMANDS, ConsentExpiryTimer] })
class IntakeModule {}

export const INTAKE: ServiceDefinition = {
  name: 'intake',
  config: readConfig,
  module: () => IntakeModule,
  store: { entities: TABLES, migrations: [CreateIntake1760000000000] },
};
