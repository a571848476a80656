import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type AreaCoverageAnswer,
  type AreaProfileAnswer,
  type AvailabilityFreshnessAnswer,
  EnterAreaPopulationV1,
  type OrganizationLoadAnswer,
  ReadAreaProfileV1,
  ReportAreaCoverageV1,
  ReportAvailabilityFreshnessV1,
  ReportOrganizationLoadV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { EnterAreaPopulationCommand } from '../commands/areas/enter-area-population.command';
import { AreaCoverageQuery } from '../queries/areas/area-coverage.query';
import { AreaProfileQuery } from '../queries/areas/area-profile.query';
import { OrganizationReportsQuery } from '../queries/areas/organization-reports.query';

/** 地域カルテ, and the reports that count what there is by area and organisation. */
@Controller()
export class AreaReportRequests {
  constructor(
    private readonly enterPopulation: EnterAreaPopulationCommand,
    private readonly profiles: AreaProfileQuery,
    private readonly coverage: AreaCoverageQuery,
    private readonly organizations: OrganizationReportsQuery,
  ) {}

  @Answers(EnterAreaPopulationV1)
  population(@Payload() input: EnterAreaPopulationV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.enterPopulation.execute(input, ctx);
  }

  @Answers(ReadAreaProfileV1)
  profile(@Payload() input: ReadAreaProfileV1, @Ctx() ctx: CallContext): Promise<AreaProfileAnswer> {
    return this.profiles.profile(input, ctx);
  }

  @Answers(ReportAreaCoverageV1)
  cover(@Payload() input: ReportAreaCoverageV1, @Ctx() ctx: CallContext): Promise<AreaCoverageAnswer> {
    return this.coverage.report(input, ctx);
  }

  @Answers(ReportAvailabilityFreshnessV1)
  freshness(
    @Payload() input: ReportAvailabilityFreshnessV1,
    @Ctx() ctx: CallContext,
  ): Promise<AvailabilityFreshnessAnswer> {
    return this.organizations.freshness(input, ctx);
  }

  @Answers(ReportOrganizationLoadV1)
  load(@Payload() input: ReportOrganizationLoadV1, @Ctx() ctx: CallContext): Promise<OrganizationLoadAnswer> {
    return this.organizations.load(input, ctx);
  }
}
