import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type AssessmentListAnswer,
  type CaseAnswer,
  type CaseListAnswer,
  ClearEmergencyV1,
  type EmergencyAnswer,
  LinkPersonToCaseV1,
  ListAssessmentsV1,
  ListCasesV1,
  RaiseEmergencyV1,
  ReadCaseV1,
  ReadEmergencyV1,
  ReceiveConsultationV1,
  RecordAssessmentV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { ClearEmergencyCommand } from '../commands/cases/clear-emergency.command';
import { LinkPersonCommand } from '../commands/cases/link-person.command';
import { RaiseEmergencyCommand } from '../commands/cases/raise-emergency.command';
import { ReceiveConsultationCommand } from '../commands/cases/receive-consultation.command';
import { RecordAssessmentCommand } from '../commands/cases/record-assessment.command';
import { CaseQueries } from '../queries/case.queries';

/** What others may ask of intake about consultations and cases. */
@Controller()
export class CaseRequests {
  constructor(
    private readonly cases: CaseQueries,
    private readonly receive: ReceiveConsultationCommand,
    private readonly link: LinkPersonCommand,
    private readonly assess: RecordAssessmentCommand,
    private readonly raise: RaiseEmergencyCommand,
    private readonly clear: ClearEmergencyCommand,
  ) {}

  @Answers(ReceiveConsultationV1)
  receiveConsultation(@Payload() input: ReceiveConsultationV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.receive.execute(input, ctx);
  }

  @Answers(ReadCaseV1)
  read(@Payload() input: ReadCaseV1, @Ctx() ctx: CallContext): Promise<CaseAnswer> {
    return this.cases.byRef(input, ctx);
  }

  @Answers(ListCasesV1)
  list(@Payload() input: ListCasesV1, @Ctx() ctx: CallContext): Promise<CaseListAnswer> {
    return this.cases.list(input, ctx);
  }

  @Answers(LinkPersonToCaseV1)
  linkPerson(@Payload() input: LinkPersonToCaseV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.link.execute(input, ctx);
  }

  @Answers(RecordAssessmentV1)
  recordAssessment(@Payload() input: RecordAssessmentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.assess.execute(input, ctx);
  }

  @Answers(ListAssessmentsV1)
  assessments(@Payload() input: ListAssessmentsV1, @Ctx() ctx: CallContext): Promise<AssessmentListAnswer> {
    return this.cases.assessments(input, ctx);
  }

  @Answers(RaiseEmergencyV1)
  raiseEmergency(@Payload() input: RaiseEmergencyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.raise.execute(input, ctx);
  }

  @Answers(ClearEmergencyV1)
  clearEmergency(@Payload() input: ClearEmergencyV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.clear.execute(input, ctx);
  }

  @Answers(ReadEmergencyV1)
  emergency(@Payload() input: ReadEmergencyV1, @Ctx() ctx: CallContext): Promise<EmergencyAnswer> {
    return this.cases.emergency(input, ctx);
  }
}
