import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type AvailabilityReportsAnswer,
  type FedMenusAnswer,
  ListFedMenusV1,
  SetExternalIdV1,
  SubmitAvailabilityReportsV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { SetExternalIdCommand } from '../../commands/feeds/set-external-id.command';
import { SubmitReportsCommand } from '../../commands/feeds/submit-reports.command';
import { FedMenusQuery } from '../../queries/feeds/fed-menus.query';
import { readReports } from './read-reports';

/** What organisations' own systems send. */
@Controller()
export class FeedRequests {
  constructor(
    private readonly submitReports: SubmitReportsCommand,
    private readonly setExternalId: SetExternalIdCommand,
    private readonly fedMenus: FedMenusQuery,
  ) {}

  @Answers(SubmitAvailabilityReportsV1)
  submit(@Payload() input: SubmitAvailabilityReportsV1, @Ctx() ctx: CallContext): Promise<AvailabilityReportsAnswer> {
    const { reports, ignoredColumns } = readReports(input);
    return this.submitReports.execute(reports, ignoredColumns, ctx);
  }

  @Answers(SetExternalIdV1)
  number(@Payload() input: SetExternalIdV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.setExternalId.execute(input, ctx);
  }

  @Answers(ListFedMenusV1)
  list(@Payload() input: ListFedMenusV1, @Ctx() ctx: CallContext): Promise<FedMenusAnswer> {
    return this.fedMenus.list(input, ctx);
  }
}
