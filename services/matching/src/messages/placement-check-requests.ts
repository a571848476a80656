import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type Acted, ListPlacementChecksV1, type PlacementCheckList, RecordPlacementCheckV1 } from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { CheckPlacementsCommand } from '../commands/placements/check-placements.command';
import { PlacementCheckQueries } from '../queries/placement-check.queries';

/** People at places that were stopped for safety. */
@Controller()
export class PlacementCheckRequests {
  constructor(
    private readonly checks: CheckPlacementsCommand,
    private readonly queries: PlacementCheckQueries,
  ) {}

  @Answers(ListPlacementChecksV1)
  list(@Payload() input: ListPlacementChecksV1, @Ctx() ctx: CallContext): Promise<PlacementCheckList> {
    return this.queries.list(input, ctx);
  }

  @Answers(RecordPlacementCheckV1)
  record(@Payload() input: RecordPlacementCheckV1, @Ctx() ctx: CallContext): Promise<Acted> {
    return this.checks.record(input, ctx);
  }
}
