import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  type EngagementAnswer,
  type EngagementsAnswer,
  IdentifyEngagementV1,
  ListEngagementsV1,
  ReadEngagementV1,
  RecordContactAttemptV1,
  RecordFamilyContactV1,
  RecordPersonContactV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { IdentifyEngagementCommand } from '../commands/identify-engagement.command';
import { RecordContactCommand } from '../commands/record-contact.command';
import { EngagementQueries } from '../queries/engagement.queries';

/** What others may ask of outreach about engagements and tries to reach somebody. */
@Controller()
export class EngagementRequests {
  constructor(
    private readonly engagements: EngagementQueries,
    private readonly identify: IdentifyEngagementCommand,
    private readonly contact: RecordContactCommand,
  ) {}

  @Answers(IdentifyEngagementV1)
  begin(@Payload() input: IdentifyEngagementV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.identify.execute(input, ctx);
  }

  @Answers(ListEngagementsV1)
  list(@Payload() asked: ListEngagementsV1, @Ctx() ctx: CallContext): Promise<EngagementsAnswer> {
    return this.engagements.list(asked, ctx);
  }

  @Answers(ReadEngagementV1)
  read(@Payload() { engagementId }: ReadEngagementV1, @Ctx() ctx: CallContext): Promise<EngagementAnswer> {
    return this.engagements.read(engagementId, ctx);
  }

  @Answers(RecordContactAttemptV1)
  attempt(@Payload() told: RecordContactAttemptV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.contact.execute('attempt', told, ctx);
  }

  @Answers(RecordFamilyContactV1)
  familyContact(@Payload() told: RecordFamilyContactV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.contact.execute('familyContact', told, ctx);
  }

  @Answers(RecordPersonContactV1)
  personContact(@Payload() told: RecordPersonContactV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.contact.execute('personContact', told, ctx);
  }
}
