import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type AssessmentListAnswer,
  type CaseAnswer,
  type CaseListAnswer,
  LinkPersonToCaseV1,
  ListAssessmentsV1,
  ListCasesV1,
  ReadCaseV1,
  ReceiveConsultationV1,
  RecordAssessmentV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { LinkPersonCommand } from '../commands/cases/link-person.command';
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
}
