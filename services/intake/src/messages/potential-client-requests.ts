import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type Acted,
  ListPotentialClientsV1,
  type PotentialClientListAnswer,
  RecordPotentialClientV1,
  ReviewPotentialClientV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { RecordPotentialClientCommand } from '../commands/potential-clients/record-potential-client.command';
import { ReviewPotentialClientCommand } from '../commands/potential-clients/review-potential-client.command';
import { PotentialClientQueries } from '../queries/potential-client.queries';

/** Those who may need support and have not been asked yet. */
@Controller()
export class PotentialClientRequests {
  constructor(
    private readonly potential: PotentialClientQueries,
    private readonly recordClient: RecordPotentialClientCommand,
    private readonly reviewClient: ReviewPotentialClientCommand,
  ) {}

  @Answers(RecordPotentialClientV1)
  record(@Payload() input: RecordPotentialClientV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.recordClient.execute(input, ctx);
  }

  @Answers(ListPotentialClientsV1)
  list(@Payload() input: ListPotentialClientsV1, @Ctx() ctx: CallContext): Promise<PotentialClientListAnswer> {
    return this.potential.toReview(input, ctx);
  }

  @Answers(ReviewPotentialClientV1)
  review(@Payload() input: ReviewPotentialClientV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.reviewClient.execute(input, ctx);
  }
}
