import type { Part } from '#libs/host';
import { AcceptSupportCommand } from '../commands/cases/accept-support.command';
import { BackToSupportCommand } from '../commands/cases/back-to-support.command';
import { ClearEmergencyCommand } from '../commands/cases/clear-emergency.command';
import { CloseCaseCommand } from '../commands/cases/close-case.command';
import { EndCaseEarlyCommand } from '../commands/cases/end-case-early.command';
import { LinkPersonCommand } from '../commands/cases/link-person.command';
import { ProvideInfoCommand } from '../commands/cases/provide-info.command';
import { RaiseEmergencyCommand } from '../commands/cases/raise-emergency.command';
import { ReceiveConsultationCommand } from '../commands/cases/receive-consultation.command';
import { RecordAssessmentCommand } from '../commands/cases/record-assessment.command';
import { ReopenCaseCommand } from '../commands/cases/reopen-case.command';
import { StartAftercareCommand } from '../commands/cases/start-aftercare.command';
import { StartClosingCommand } from '../commands/cases/start-closing.command';
import { TakePlainStepCommand } from '../commands/cases/take-plain-step.command';
import { TriageCaseCommand } from '../commands/cases/triage-case.command';
import { CorrectNoteCommand } from '../commands/notes/correct-note.command';
import { WriteNoteCommand } from '../commands/notes/write-note.command';
import { CaseRequests } from '../messages/case-requests';
import { CaseStepRequests } from '../messages/case-step-requests';
import { CaseQueries } from '../queries/case.queries';
import { NoteQueries } from '../queries/note.queries';
import { AssessmentEntity } from '../storage/assessment.entity';
import { CaseEntity, CaseStepEntity } from '../storage/case.entity';
import { CreateIntake1760000000000 } from '../storage/migrations/1760000000000-create-intake';
import { NoteEntity, NoteCorrectionEntity } from '../storage/note.entity';

/** Consultations and cases, and what is written about them. */
export const CASES: Part = {
  doors: [CaseRequests, CaseStepRequests],
  providers: [
    CaseQueries,
    NoteQueries,
    AcceptSupportCommand,
    BackToSupportCommand,
    ClearEmergencyCommand,
    CloseCaseCommand,
    EndCaseEarlyCommand,
    LinkPersonCommand,
    ProvideInfoCommand,
    RaiseEmergencyCommand,
    ReceiveConsultationCommand,
    RecordAssessmentCommand,
    ReopenCaseCommand,
    StartAftercareCommand,
    StartClosingCommand,
    TakePlainStepCommand,
    TriageCaseCommand,
    CorrectNoteCommand,
    WriteNoteCommand,
  ],
  tables: [AssessmentEntity, CaseEntity, CaseStepEntity, NoteEntity, NoteCorrectionEntity],
  migrations: [CreateIntake1760000000000],
};
