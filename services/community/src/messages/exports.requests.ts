import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type AreaFeaturesAnswer,
  type CsvAnswer,
  ExportAreaFeaturesV1,
  ExportHsdsOrganizationsV1,
  ExportHsdsServicesV1,
  ExportHsdsTableV1,
  type ExportTablesAnswer,
  ExportTableV1,
  type HsdsPageAnswer,
  ListExportTablesV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { AreaFeaturesQuery } from '../queries/exports/area-features.query';
import { HsdsTableQuery } from '../queries/exports/hsds-table.query';
import { HsdsQuery } from '../queries/exports/hsds.query';
import { TablesQuery } from '../queries/exports/tables.query';

/** Everything that a municipality has here, to take along. */
@Controller()
export class ExportRequests {
  constructor(
    private readonly hsds: HsdsQuery,
    private readonly hsdsTables: HsdsTableQuery,
    private readonly tables: TablesQuery,
    private readonly areas: AreaFeaturesQuery,
  ) {}

  @Answers(ExportHsdsOrganizationsV1)
  organizations(@Payload() input: ExportHsdsOrganizationsV1, @Ctx() ctx: CallContext): Promise<HsdsPageAnswer> {
    return this.hsds.organizations(input, ctx);
  }

  @Answers(ExportHsdsServicesV1)
  services(@Payload() input: ExportHsdsServicesV1, @Ctx() ctx: CallContext): Promise<HsdsPageAnswer> {
    return this.hsds.services(input, ctx);
  }

  @Answers(ExportHsdsTableV1)
  hsdsTable(@Payload() input: ExportHsdsTableV1, @Ctx() ctx: CallContext): Promise<CsvAnswer> {
    return this.hsdsTables.part(input, ctx);
  }

  @Answers(ExportTableV1)
  table(@Payload() input: ExportTableV1, @Ctx() ctx: CallContext): Promise<CsvAnswer> {
    return this.tables.part(input, ctx);
  }

  @Answers(ListExportTablesV1)
  list(@Payload() input: ListExportTablesV1): Promise<ExportTablesAnswer> {
    return this.tables.list(input);
  }

  @Answers(ExportAreaFeaturesV1)
  features(@Payload() input: ExportAreaFeaturesV1, @Ctx() ctx: CallContext): Promise<AreaFeaturesAnswer> {
    return this.areas.page(input, ctx);
  }
}
