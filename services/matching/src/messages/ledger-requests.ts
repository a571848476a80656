import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  type CapacityAnswer,
  type HoldAnswer,
  ReadCapacityV1,
  type ReleaseAnswer,
  ReleaseHoldV1,
  ReserveHoldV1,
} from '#libs/contracts';
import type { CallContext } from '#libs/kernel';
import { Answers } from '#libs/messaging';
import { HoldPlacesCommand } from '../commands/ledger/hold-places.command';
import { CapacityQueries } from '../queries/capacity.queries';

/** The ledger by itself: for services and proofs, and its counts for people. */
@Controller()
export class LedgerRequests {
  constructor(
    private readonly holdPlaces: HoldPlacesCommand,
    private readonly queries: CapacityQueries,
  ) {}

  @Answers(ReserveHoldV1)
  reserve(@Payload() input: ReserveHoldV1, @Ctx() ctx: CallContext): Promise<HoldAnswer> {
    return this.holdPlaces.reserve(input, ctx);
  }

  @Answers(ReleaseHoldV1)
  release(@Payload() input: ReleaseHoldV1, @Ctx() ctx: CallContext): Promise<ReleaseAnswer> {
    return this.holdPlaces.release(input, ctx);
  }

  @Answers(ReadCapacityV1)
  capacity(@Payload() { menuId }: ReadCapacityV1, @Ctx() ctx: CallContext): Promise<CapacityAnswer> {
    return this.queries.of(menuId, ctx);
  }
}
