import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type ConcernCountAnswer,
  type DialogueReportAnswer,
  type GroupSupportReportAnswer,
  type HubReportAnswer,
  ListMandatoryProgramsV1,
  type MandatoryProgramsAnswer,
  ReportConcernCountsV1,
  ReportDialoguesV1,
  ReportGroupSupportV1,
  ReportHubsV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { PROGRAMS } from '../../domain/hubs/mandatory-programs';
import { HubReportsQuery } from '../../queries/hubs/hub-reports.query';

/** What 地域づくり did in a fiscal year, and the five programmes by which it is counted. */
@Controller()
export class HubReportsRequests {
  constructor(private readonly reports: HubReportsQuery) {}

  @Answers(ListMandatoryProgramsV1)
  programs(@Payload() { field }: ListMandatoryProgramsV1): MandatoryProgramsAnswer {
    return { items: PROGRAMS.filter((program) => field === undefined || program.field === field) };
  }

  @Answers(ReportHubsV1)
  hubs(@Payload() input: ReportHubsV1, @Ctx() ctx: CallContext): Promise<HubReportAnswer> {
    return this.reports.hubs(input, ctx);
  }

  @Answers(ReportGroupSupportV1)
  groupSupport(@Payload() input: ReportGroupSupportV1, @Ctx() ctx: CallContext): Promise<GroupSupportReportAnswer> {
    return this.reports.groupSupport(input, ctx);
  }

  @Answers(ReportDialoguesV1)
  dialogues(@Payload() input: ReportDialoguesV1, @Ctx() ctx: CallContext): Promise<DialogueReportAnswer> {
    return this.reports.dialogues(input, ctx);
  }

  @Answers(ReportConcernCountsV1)
  concerns(@Payload() input: ReportConcernCountsV1, @Ctx() ctx: CallContext): Promise<ConcernCountAnswer> {
    return this.reports.concerns(input, ctx);
  }
}
