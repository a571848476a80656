import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type FollowUpFactsAnswer,
  FollowUpFactsV1,
  type FollowUpsAnswer,
  type HostSupportAnswer,
  ListFollowUpsV1,
  ListHostSupportV1,
  RecordFollowUpV1,
  RecordHostSupportV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { RecordFollowUpCommand } from '../commands/record-follow-up.command';
import { RecordHostSupportCommand } from '../commands/record-host-support.command';
import { FollowUpQueries } from '../queries/follow-up.queries';

/** What others may ask of outreach about follow-ups and hosts. */
@Controller()
export class FollowUpRequests {
  constructor(
    private readonly followUps: FollowUpQueries,
    private readonly recordResult: RecordFollowUpCommand,
    private readonly recordSupport: RecordHostSupportCommand,
  ) {}

  @Answers(ListFollowUpsV1)
  list(@Payload() asked: ListFollowUpsV1, @Ctx() ctx: CallContext): Promise<FollowUpsAnswer> {
    return this.followUps.list(asked, ctx);
  }

  @Answers(RecordFollowUpV1)
  record(@Payload() told: RecordFollowUpV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordResult.execute(told, ctx);
  }

  @Answers(RecordHostSupportV1)
  support(@Payload() told: RecordHostSupportV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordSupport.execute(told, ctx);
  }

  @Answers(ListHostSupportV1)
  supportGiven(@Payload() asked: ListHostSupportV1, @Ctx() ctx: CallContext): Promise<HostSupportAnswer> {
    return this.followUps.hostSupport(asked, ctx);
  }

  @Answers(FollowUpFactsV1)
  facts(@Payload() { placementId }: FollowUpFactsV1, @Ctx() ctx: CallContext): Promise<FollowUpFactsAnswer> {
    return this.followUps.facts(placementId, ctx);
  }
}
