import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  DeclineOutreachApplicationV1,
  ListOutreachApplicationsV1,
  type OutreachApplicationList,
  TakeUpOutreachApplicationV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { DeclineApplicationCommand } from '../commands/decline-application.command';
import { TakeUpApplicationCommand } from '../commands/take-up-application.command';
import { ApplicationQueries } from '../queries/application.queries';

/** What support plans apply for here. */
@Controller()
export class ApplicationRequests {
  constructor(
    private readonly applications: ApplicationQueries,
    private readonly taking: TakeUpApplicationCommand,
    private readonly refusing: DeclineApplicationCommand,
  ) {}

  @Answers(ListOutreachApplicationsV1)
  list(@Payload() asked: ListOutreachApplicationsV1, @Ctx() ctx: CallContext): Promise<OutreachApplicationList> {
    return this.applications.list(asked, ctx);
  }

  @Answers(TakeUpOutreachApplicationV1)
  takeUp(@Payload() input: TakeUpOutreachApplicationV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.taking.execute(input, ctx);
  }

  @Answers(DeclineOutreachApplicationV1)
  decline(@Payload() input: DeclineOutreachApplicationV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.refusing.execute(input, ctx);
  }
}
