import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type AdviceListAnswer,
  GiveAdviceV1,
  ListAdviceV1,
  ListTrainingsV1,
  ReadRecordAsOfV1,
  type RecordAsOfAnswer,
  RecordTrainingV1,
  type TrainingListAnswer,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { GiveAdviceCommand } from '../commands/learning/give-advice.command';
import { RecordTrainingCommand } from '../commands/learning/record-training.command';
import { LearningQueries } from '../queries/learning.queries';
import { RecordQueries } from '../queries/record.queries';

/** What was on record, and what supporters were advised and learned. */
@Controller()
export class RecordRequests {
  constructor(
    private readonly records: RecordQueries,
    private readonly give: GiveAdviceCommand,
    private readonly learning: LearningQueries,
    private readonly train: RecordTrainingCommand,
  ) {}

  @Answers(ReadRecordAsOfV1)
  asOf(@Payload() input: ReadRecordAsOfV1, @Ctx() ctx: CallContext): Promise<RecordAsOfAnswer> {
    return this.records.asOf(input, ctx);
  }

  @Answers(GiveAdviceV1)
  giveAdvice(@Payload() input: GiveAdviceV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.give.execute(input, ctx);
  }

  @Answers(ListAdviceV1)
  listAdvice(@Payload() input: ListAdviceV1, @Ctx() ctx: CallContext): Promise<AdviceListAnswer> {
    return this.learning.advice(input, ctx);
  }

  @Answers(RecordTrainingV1)
  recordTraining(@Payload() input: RecordTrainingV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.train.execute(input, ctx);
  }

  @Answers(ListTrainingsV1)
  listTrainings(@Payload() input: ListTrainingsV1, @Ctx() ctx: CallContext): Promise<TrainingListAnswer> {
    return this.learning.trainings(input, ctx);
  }
}
