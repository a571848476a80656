import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type ClusterNeedsAnswer,
  type DevelopmentBoardAnswer,
  type DevelopmentReportAnswer,
  ListClusterNeedsV1,
  ReadDevelopmentBoardV1,
  ReportResourceDevelopmentV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { DevelopmentBoardQuery } from '../../queries/development/board.query';
import { DevelopmentReportQuery } from '../../queries/development/development-report.query';

/** What is missing, and what came of it in a year. */
@Controller()
export class DevelopmentBoardRequests {
  constructor(
    private readonly boards: DevelopmentBoardQuery,
    private readonly reports: DevelopmentReportQuery,
  ) {}

  @Answers(ReadDevelopmentBoardV1)
  board(@Payload() input: ReadDevelopmentBoardV1, @Ctx() ctx: CallContext): Promise<DevelopmentBoardAnswer> {
    return this.boards.board(input, ctx);
  }

  @Answers(ListClusterNeedsV1)
  cluster(@Payload() input: ListClusterNeedsV1, @Ctx() ctx: CallContext): Promise<ClusterNeedsAnswer> {
    return this.boards.cluster(input, ctx);
  }

  @Answers(ReportResourceDevelopmentV1)
  report(@Payload() input: ReportResourceDevelopmentV1, @Ctx() ctx: CallContext): Promise<DevelopmentReportAnswer> {
    return this.reports.report(input, ctx);
  }
}
