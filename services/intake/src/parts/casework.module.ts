import { APP_GUARD } from '@nestjs/core';
import { AssignCaseCommand } from '../commands/cases/assign-case.command';
import { DecideEarlyEndCommand } from '../commands/cases/decide-early-end.command';
import { HandEmergencyCommand } from '../commands/cases/hand-emergency.command';
import { AssignAreaWorkerCommand } from '../commands/centres/assign-area-worker.command';
import { ChangeAbsenceCommand } from '../commands/centres/change-absence.command';
import { ChangeCentreCommand } from '../commands/centres/change-centre.command';
import { EndAreaWorkCommand } from '../commands/centres/end-area-work.command';
import { EnterCentreCommand } from '../commands/centres/enter-centre.command';
import { RecordAbsenceCommand } from '../commands/centres/record-absence.command';
import { EnterCodesCommand } from '../commands/forms/enter-codes.command';
import { EnterFormCommand } from '../commands/forms/enter-form.command';
import { FillFormCommand } from '../commands/forms/fill-form.command';
import { RefillFormCommand } from '../commands/forms/refill-form.command';
import { CancelHandoverCommand } from '../commands/handovers/cancel-handover.command';
import { CarryOnHandoverCommand } from '../commands/handovers/carry-on-handover.command';
import { PrepareHandoverCommand } from '../commands/handovers/prepare-handover.command';
import { StartHandoverCommand } from '../commands/handovers/start-handover.command';
import { GiveAdviceCommand } from '../commands/learning/give-advice.command';
import { RecordTrainingCommand } from '../commands/learning/record-training.command';
import { AssignmentRequests } from '../messages/assignment-requests';
import { CentreRequests } from '../messages/centre-requests';
import { EmergencyRequests } from '../messages/emergency-requests';
import { FormRequests } from '../messages/form-requests';
import { LocalCodesGuard } from '../messages/local-codes.guard';
import { RecordRequests } from '../messages/record-requests';
import { Community } from '../neighbours/community';
import { CentreQueries } from '../queries/centre.queries';
import { CodesInForce } from '../queries/codes-in-force';
import { EarlyEndQueries } from '../queries/early-end.queries';
import { EmergencyQueries } from '../queries/emergency.queries';
import { FormQueries } from '../queries/form.queries';
import { HandoverQueries } from '../queries/handover.queries';
import { LearningQueries } from '../queries/learning.queries';
import { RecordQueries } from '../queries/record.queries';
import { SupporterAdviceEntity, TrainingEntity } from '../storage/advice.entity';
import {
  AreaWorkerEntity,
  CaseAssignmentEntity,
  CentreEntity,
  HandoverEntity,
  WorkerAbsenceEntity,
} from '../storage/centre.entity';
import { EarlyEndEntity } from '../storage/early-end.entity';
import {
  CodeEditionEntity,
  FilledFormEntity,
  FilledFormVersionEntity,
  FormEditionEntity,
} from '../storage/form.entity';
import { CreateCasework1760000000060 } from '../storage/migrations/1760000000060-create-casework';
import { RecordFormEntity } from '../storage/record-form.entity';
import { ConsentVersionEntity, ReferralVersionEntity, SupportPlanVersionEntity } from '../storage/then.entity';
import { HandoverTimer } from '../timers/handover.timer';
import type { Part } from '#libs/host';

/** Forms, the record over time, advice, centres and who has which case, emergencies and early ends. */
export const CASEWORK: Part = {
  doors: [AssignmentRequests, CentreRequests, EmergencyRequests, FormRequests, RecordRequests],
  providers: [
    ...[CentreQueries, EarlyEndQueries, EmergencyQueries, FormQueries, HandoverQueries, LearningQueries, RecordQueries],
    Community,
    AssignCaseCommand,
    DecideEarlyEndCommand,
    HandEmergencyCommand,
    AssignAreaWorkerCommand,
    ChangeAbsenceCommand,
    ChangeCentreCommand,
    EndAreaWorkCommand,
    EnterCentreCommand,
    RecordAbsenceCommand,
    EnterCodesCommand,
    EnterFormCommand,
    FillFormCommand,
    RefillFormCommand,
    CancelHandoverCommand,
    CarryOnHandoverCommand,
    PrepareHandoverCommand,
    StartHandoverCommand,
    GiveAdviceCommand,
    RecordTrainingCommand,
    HandoverTimer,
    CodesInForce,
    { provide: APP_GUARD, useClass: LocalCodesGuard },
  ],
  tables: [
    ...[SupporterAdviceEntity, TrainingEntity, EarlyEndEntity],
    ...[AreaWorkerEntity, CaseAssignmentEntity, CentreEntity, HandoverEntity, WorkerAbsenceEntity],
    ...[CodeEditionEntity, FilledFormEntity, FilledFormVersionEntity, FormEditionEntity, RecordFormEntity],
    ...[ConsentVersionEntity, ReferralVersionEntity, SupportPlanVersionEntity],
  ],
  migrations: [CreateCasework1760000000060],
};
