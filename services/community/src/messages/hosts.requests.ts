import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  AssessHostV1,
  type AvailabilityAnswer,
  CompleteResourceDevelopmentV1,
  type IntroductionSummaryAnswer,
  ListResourceDevelopmentsV1,
  ReadAvailabilityV1,
  RecordIntroductionV1,
  ReportAvailabilityV1,
  type ResourceDevelopmentsAnswer,
  SummarizeIntroductionsV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AssessHostCommand } from '../commands/assess-host.command';
import { CompleteDevelopmentCommand } from '../commands/complete-development.command';
import { RecordIntroductionCommand } from '../commands/record-introduction.command';
import { ReportAvailabilityCommand } from '../commands/report-availability.command';
import { AvailabilityQuery } from '../queries/availability.query';
import { CountsQuery } from '../queries/counts.query';

/** What hosts say, light use in numbers, and places to be developed. */
@Controller()
export class HostRequests {
  constructor(
    private readonly assessHost: AssessHostCommand,
    private readonly reportAvailability: ReportAvailabilityCommand,
    private readonly recordIntroduction: RecordIntroductionCommand,
    private readonly completeDevelopment: CompleteDevelopmentCommand,
    private readonly availability: AvailabilityQuery,
    private readonly counts: CountsQuery,
  ) {}

  @Answers(AssessHostV1)
  assess(@Payload() input: AssessHostV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.assessHost.execute(input, ctx);
  }

  @Answers(ReportAvailabilityV1)
  report(@Payload() input: ReportAvailabilityV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.reportAvailability.execute(input, ctx);
  }

  @Answers(ReadAvailabilityV1)
  readAvailability(@Payload() input: ReadAvailabilityV1, @Ctx() ctx: CallContext): Promise<AvailabilityAnswer> {
    return this.availability.one(input, ctx);
  }

  @Answers(RecordIntroductionV1)
  record(@Payload() input: RecordIntroductionV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordIntroduction.execute(input, ctx);
  }

  @Answers(SummarizeIntroductionsV1)
  summarize(@Payload() input: SummarizeIntroductionsV1, @Ctx() ctx: CallContext): Promise<IntroductionSummaryAnswer> {
    return this.counts.introductions(input, ctx);
  }

  @Answers(ListResourceDevelopmentsV1)
  listDevelopments(
    @Payload() input: ListResourceDevelopmentsV1,
    @Ctx() ctx: CallContext,
  ): Promise<ResourceDevelopmentsAnswer> {
    return this.counts.developments(input, ctx);
  }

  @Answers(CompleteResourceDevelopmentV1)
  complete(@Payload() input: CompleteResourceDevelopmentV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.completeDevelopment.execute(input, ctx);
  }
}
