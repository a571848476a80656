import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type AreaWorkerListAnswer,
  AssignAreaWorkerV1,
  type CentreListAnswer,
  ChangeAbsenceV1,
  ChangeCentreV1,
  EndAreaWorkV1,
  EnterCentreV1,
  ListAreaWorkersV1,
  ListCentresV1,
  ReadWorkloadV1,
  RecordAbsenceV1,
  type WorkloadAnswer,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AssignAreaWorkerCommand } from '../commands/centres/assign-area-worker.command';
import { ChangeAbsenceCommand } from '../commands/centres/change-absence.command';
import { ChangeCentreCommand } from '../commands/centres/change-centre.command';
import { EndAreaWorkCommand } from '../commands/centres/end-area-work.command';
import { EnterCentreCommand } from '../commands/centres/enter-centre.command';
import { RecordAbsenceCommand } from '../commands/centres/record-absence.command';
import { CentreQueries } from '../queries/centre.queries';

/** What others may ask of intake about centres and who works there. */
@Controller()
export class CentreRequests {
  constructor(
    private readonly enter: EnterCentreCommand,
    private readonly change: ChangeCentreCommand,
    private readonly queries: CentreQueries,
    private readonly assign: AssignAreaWorkerCommand,
    private readonly end: EndAreaWorkCommand,
    private readonly absent: RecordAbsenceCommand,
    private readonly changeAbsent: ChangeAbsenceCommand,
  ) {}

  @Answers(EnterCentreV1)
  enterCentre(@Payload() input: EnterCentreV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enter.execute(input, ctx);
  }

  @Answers(ChangeCentreV1)
  changeCentre(@Payload() input: ChangeCentreV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.change.execute(input, ctx);
  }

  @Answers(ListCentresV1)
  listCentres(@Payload() input: ListCentresV1, @Ctx() ctx: CallContext): Promise<CentreListAnswer> {
    return this.queries.centres(input, ctx);
  }

  @Answers(AssignAreaWorkerV1)
  assignAreaWorker(@Payload() input: AssignAreaWorkerV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.assign.execute(input, ctx);
  }

  @Answers(EndAreaWorkV1)
  endAreaWork(@Payload() input: EndAreaWorkV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.end.execute(input, ctx);
  }

  @Answers(ListAreaWorkersV1)
  areaWorkers(@Payload() input: ListAreaWorkersV1, @Ctx() ctx: CallContext): Promise<AreaWorkerListAnswer> {
    return this.queries.areaWorkers(input, ctx);
  }

  @Answers(RecordAbsenceV1)
  recordAbsence(@Payload() input: RecordAbsenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.absent.execute(input, ctx);
  }

  @Answers(ChangeAbsenceV1)
  changeAbsence(@Payload() input: ChangeAbsenceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.changeAbsent.execute(input, ctx);
  }

  @Answers(ReadWorkloadV1)
  workload(@Payload() input: ReadWorkloadV1, @Ctx() ctx: CallContext): Promise<WorkloadAnswer> {
    return this.queries.workload(input, ctx);
  }
}
